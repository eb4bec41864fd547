import {TextInput} from '@mantine/core';
import {useState} from 'react';
import {invoices} from '../../../api/billing.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import type {DialogProps} from './invoice-dialog.tsx';

/** Cancels an open invoice for good; names it and says what remains. */
export const VoidDialog = ({invoice, customer, onClose}: DialogProps) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const number = invoice.number ?? '';
	const [reason, setReason] = useState('');
	const act = useAction<{reason: string | null}, Invoice>(
		(asked, key) => invoices.act<Invoice>(account, invoice.id, 'void', asked, key),
		() => {
			notices.done(t('invoice.done.voided', {number}));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('void.ask', {number, name: customer?.name ?? ''})}
			act={t('invoice.act.void')}
			tone="danger"
			busy={act.isPending}
			error={act.error}
			notDone={t('void.failed')}
			onConfirm={() => act.mutate({reason: reason === '' ? null : reason})}
			onClose={onClose}
		>
			<p>{t('void.text', {amount: format.money(invoice.total, invoice.currency)})}</p>
			<TextInput
				label={t('void.reason')}
				maxLength={300}
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
