import {Checkbox, TextInput} from '@mantine/core';
import {useState} from 'react';
import {payments} from '../../api/billing.ts';
import type {Payment, Refund} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {digitsOf} from '../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../text/numbers.ts';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {readAmount} from '../../ui/read-amount.ts';
import {useAction} from '../../ui/use-action.ts';

type Asked = {readonly amount: number; readonly reason: string | null; readonly creditNote: boolean};

/** Gives money back, and says what that does to the books before it is done. */
export const RefundDialog = ({payment, onClose}: {payment: Payment; onClose: () => void}) => {
	const {t, format, locale} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const {currency} = payment;
	const left = payment.amount - payment.amountRefunded;
	const [typed, setTyped] = useState(writeDecimal(fromMinor(left, digitsOf(currency)), locale));
	const [reason, setReason] = useState('');
	const [creditNote, setCreditNote] = useState(true);
	const amount = readAmount(typed, currency, locale);
	const fits = amount !== undefined && amount > 0 && amount <= left;
	const shown = format.money(amount ?? 0, currency);
	const refund = useAction<Asked, Refund>(
		(asked, key) => payments.refund(account, payment.id, asked, key),
		({status}) => {
			notices.done(t(status === 'pending' ? 'refund.pending' : 'refund.done', {amount: shown}));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('refund.ask')}
			act={t('refund.act')}
			busy={refund.isPending}
			error={refund.error}
			notDone={t('refund.failed')}
			disabled={!fits}
			onConfirm={() => fits && refund.mutate({amount, reason: reason.trim() === '' ? null : reason.trim(), creditNote})}
			onClose={onClose}
		>
			<TextInput
				label={t('pay.amount', {currency})}
				inputMode="decimal"
				data-autofocus
				value={typed}
				error={fits ? null : t('refund.invalid', {amount: format.money(left, currency)})}
				onChange={(event) => setTyped(event.currentTarget.value)}
			/>
			<TextInput
				label={t('refund.reason')}
				maxLength={300}
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
			<Checkbox
				label={t('refund.creditNote')}
				checked={creditNote}
				onChange={(event) => setCreditNote(event.currentTarget.checked)}
			/>
			<p className="quiet" aria-live="polite">
				{t(creditNote ? 'refund.withNote' : 'refund.withoutNote', {amount: shown})}{' '}
				{t(payment.card === null ? 'refund.byYou' : 'refund.toCard')}
			</p>
		</Confirm>
	);
};
