import {Group, TextInput} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {useState} from 'react';
import {items, taxRates} from '../../api/calls.ts';
import type {Item} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {digitsOf} from '../../text/formats.ts';
import {fromMinor, readDecimal, toMinor, writeDecimal} from '../../text/numbers.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {LongText} from '../../ui/long-text.tsx';
import {useAction} from '../../ui/use-action.ts';
import {TaxMenu} from '../invoices/editor/tax-menu.tsx';

/** One item of the catalogue. Prices may have more decimals than the currency. */
export const ItemDialog = ({item, onClose}: {item: Item | null; onClose: () => void}) => {
	const {t, locale} = useText();
	const {id: account, currency: own} = useAccount();
	const currency = item?.currency ?? own;
	const rates = useQuery({queryKey: [account, 'taxRates'], queryFn: () => taxRates.list(account, {limit: 100})});
	const [name, setName] = useState(item?.name ?? '');
	const [description, setDescription] = useState(item?.description ?? '');
	const [unit, setUnit] = useState(item?.unit ?? '');
	const [price, setPrice] = useState(
		item === null ? '' : writeDecimal(fromMinor(item.unitAmount, digitsOf(currency)), locale),
	);
	const [taxes, setTaxes] = useState<readonly string[]>(item?.taxRateIds ?? []);
	const read = readDecimal(price, locale);
	const save = useAction<object, Item>(
		(input, key) => (item === null ? items.create(account, input, key) : items.change(account, item.id, input, null)),
		onClose,
	);
	const input = (decimal: string): object => ({
		name: name.trim(),
		description: description.trim() === '' ? null : description.trim(),
		unit: unit.trim() === '' ? null : unit.trim(),
		unitAmount: toMinor(decimal, digitsOf(currency)),
		currency,
		taxRateIds: taxes,
	});
	return (
		<Confirm
			title={item === null ? t('items.add') : t('items.edit', {name: item.name})}
			act={t('act.save')}
			busy={save.isPending}
			error={save.error}
			notDone={t('settings.failed')}
			disabled={name.trim() === '' || read === undefined}
			onConfirm={() => read !== undefined && save.mutate(input(read))}
			onClose={onClose}
		>
			<TextInput
				label={t('items.name')}
				data-autofocus
				maxLength={200}
				value={name}
				onChange={(event) => setName(event.currentTarget.value)}
			/>
			<LongText label={t('items.description')} maxLength={2000} value={description} onChange={setDescription} />
			<Group grow align="end">
				<TextInput
					label={`${t('invoice.price')} (${currency})`}
					inputMode="decimal"
					value={price}
					onChange={(event) => setPrice(event.currentTarget.value)}
				/>
				<TextInput
					label={t('editor.unit')}
					maxLength={20}
					value={unit}
					onChange={(event) => setUnit(event.currentTarget.value)}
				/>
				<TaxMenu label={t('editor.tax')} rates={rates.data?.data ?? []} chosen={taxes} onChange={setTaxes} />
			</Group>
		</Confirm>
	);
};
