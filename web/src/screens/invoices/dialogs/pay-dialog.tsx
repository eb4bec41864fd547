import {Checkbox, Select, TextInput} from '@mantine/core';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {Payment} from '../../../api/shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useToday} from '../../../app/today.ts';
import {digitsOf} from '../../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../../text/numbers.ts';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {readAmount} from '../../../ui/read-amount.ts';
import {useAction} from '../../../ui/use-action.ts';
import type {DialogProps} from './invoice-dialog.tsx';
import {manualMethods} from './manual-methods.ts';

type Asked = {
	readonly amount: number;
	readonly method: string;
	readonly receivedOn: string;
	readonly reference: string | null;
	readonly overpayment: 'refuse' | 'credit';
};

/** Money that came outside the platform: a transfer, cash, a cheque. */
export const PayDialog = ({invoice, onClose}: DialogProps) => {
	const {t, code, format, locale} = useText();
	const {id: account} = useAccount();
	const today = useToday();
	const notices = useNotices();
	const {currency, amountDue} = invoice;
	const number = invoice.number ?? '';
	const due = invoice.status === 'uncollectible' ? invoice.amountWrittenOff : amountDue;
	const [typed, setTyped] = useState(writeDecimal(fromMinor(due, digitsOf(currency)), locale));
	const [method, setMethod] = useState('transfer');
	const [day, setDay] = useState('');
	const [reference, setReference] = useState('');
	const [keep, setKeep] = useState(false);
	const amount = readAmount(typed, currency, locale);
	const over = amount === undefined ? 0 : amount - due;
	const pay = useAction<Asked, Payment>(
		(asked, key) => invoices.act<Payment>(account, invoice.id, 'payments', asked, key),
		(_, asked) => {
			notices.done(t('invoice.done.paid', {amount: format.money(asked.amount, currency), number}));
			onClose();
		},
	);
	const confirm = (): void => {
		if (amount === undefined || amount <= 0) return;
		pay.mutate({
			amount,
			method,
			receivedOn: day === '' ? (today ?? '') : day,
			reference: reference === '' ? null : reference,
			overpayment: over > 0 && keep ? 'credit' : 'refuse',
		});
	};
	return (
		<Confirm
			title={t('pay.ask', {number})}
			act={t('pay.act')}
			busy={pay.isPending}
			error={pay.error}
			notDone={t('pay.failed')}
			disabled={amount === undefined || amount <= 0 || (over > 0 && !keep)}
			onConfirm={confirm}
			onClose={onClose}
		>
			<TextInput
				label={t('pay.amount', {currency})}
				inputMode="decimal"
				className="figures"
				data-autofocus
				value={typed}
				error={amount === undefined || amount <= 0 ? t('pay.invalid') : null}
				onChange={(event) => setTyped(event.currentTarget.value)}
			/>
			{over > 0 ? (
				<Checkbox
					label={t('pay.over', {amount: format.money(over, currency)})}
					checked={keep}
					onChange={(event) => setKeep(event.currentTarget.checked)}
				/>
			) : null}
			<Select
				label={t('pay.method')}
				data={manualMethods.map((value) => ({value, label: code('method', value)}))}
				value={method}
				allowDeselect={false}
				onChange={(value) => value && setMethod(value)}
			/>
			<TextInput
				type="date"
				label={t('pay.on')}
				value={day === '' ? (today ?? '') : day}
				max={today}
				onChange={(event) => setDay(event.currentTarget.value)}
			/>
			<TextInput
				label={t('pay.reference')}
				maxLength={140}
				value={reference}
				onChange={(event) => setReference(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
