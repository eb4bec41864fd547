import {Select, TextInput} from '@mantine/core';
import {useState} from 'react';
import {taxRates} from '../../api/calls.ts';
import type {TaxRate} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {oneOf} from '../../app/search-params.ts';
import {readDecimal} from '../../text/numbers.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useAction} from '../../ui/use-action.ts';

const categories = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const;

/** A new rate. Only the standard category carries a percentage. */
export const TaxDialog = ({onClose}: {onClose: () => void}) => {
	const {t, locale} = useText();
	const {id: account} = useAccount();
	const [name, setName] = useState('');
	const [percent, setPercent] = useState('');
	const [category, setCategory] = useState<(typeof categories)[number]>('S');
	const [scheme, setScheme] = useState('VAT');
	const [reason, setReason] = useState('');
	const read = category === 'S' ? readDecimal(percent, locale) : '0';
	const add = useAction<object, TaxRate>((rate, key) => taxRates.create(account, rate, key), onClose);
	return (
		<Confirm
			title={t('taxes.add')}
			act={t('act.add')}
			busy={add.isPending}
			error={add.error}
			notDone={t('settings.failed')}
			disabled={name.trim() === '' || read === undefined || scheme.trim() === ''}
			onConfirm={() =>
				add.mutate({
					name: name.trim(),
					percent: read,
					category,
					scheme: scheme.trim(),
					reason: reason.trim() === '' ? null : reason.trim(),
				})
			}
			onClose={onClose}
		>
			<TextInput
				label={t('taxes.name')}
				description={t('taxes.nameHint')}
				data-autofocus
				maxLength={100}
				value={name}
				onChange={(event) => setName(event.currentTarget.value)}
			/>
			<Select
				label={t('taxes.category')}
				data={categories.map((value) => ({value, label: t(`taxes.category.${value}`)}))}
				value={category}
				allowDeselect={false}
				onChange={(value) => setCategory(oneOf(categories, value) ?? 'S')}
			/>
			{category === 'S' ? (
				<TextInput
					label={t('taxes.percent')}
					inputMode="decimal"
					rightSection="%"
					value={percent}
					onChange={(event) => setPercent(event.currentTarget.value)}
				/>
			) : (
				<TextInput
					label={t('taxes.reason')}
					description={t('taxes.reasonHint')}
					maxLength={300}
					value={reason}
					onChange={(event) => setReason(event.currentTarget.value)}
				/>
			)}
			<TextInput
				label={t('taxes.scheme')}
				description={t('taxes.schemeHint')}
				maxLength={20}
				value={scheme}
				onChange={(event) => setScheme(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
