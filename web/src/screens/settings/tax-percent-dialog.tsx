import {TextInput} from '@mantine/core';
import {useState} from 'react';
import {taxRates} from '../../api/calls.ts';
import type {TaxRate} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useToday} from '../../app/today.ts';
import {readDecimal} from '../../text/numbers.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useAction} from '../../ui/use-action.ts';

/** A change of law: another percentage from a day on. What is billed before keeps the old one. */
export const TaxPercentDialog = ({rate, onClose}: {rate: TaxRate; onClose: () => void}) => {
	const {t, locale} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const [percent, setPercent] = useState('');
	const [from, setFrom] = useState('');
	const read = readDecimal(percent, locale);
	const replace = useAction<object, TaxRate>(
		(asked, key) => taxRates.act<TaxRate>(account, rate.id, 'replace', asked, key),
		onClose,
	);
	return (
		<Confirm
			title={t('taxes.change', {name: rate.name})}
			act={t('act.save')}
			busy={replace.isPending}
			error={replace.error}
			notDone={t('settings.failed')}
			disabled={read === undefined || from === ''}
			onConfirm={() => replace.mutate({percent: read, from})}
			onClose={onClose}
		>
			<p>{t('taxes.changeText')}</p>
			<TextInput
				label={t('taxes.percent')}
				inputMode="decimal"
				rightSection="%"
				data-autofocus
				value={percent}
				onChange={(event) => setPercent(event.currentTarget.value)}
			/>
			<TextInput
				type="date"
				label={t('taxes.fromDay')}
				min={today}
				value={from}
				onChange={(event) => setFrom(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
