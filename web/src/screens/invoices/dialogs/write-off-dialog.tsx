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

/** Gives up what is still due. */
export const WriteOffDialog = ({invoice, customer, onClose}: DialogProps) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const number = invoice.number ?? '';
	const [reason, setReason] = useState('');
	const act = useAction<{reason: string}, Invoice>(
		(asked, key) => invoices.act<Invoice>(account, invoice.id, 'write-off', asked, key),
		() => {
			notices.done(t('invoice.done.writtenOff', {number}));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('writeOff.ask', {number, name: customer?.name ?? ''})}
			act={t('invoice.act.writeOff')}
			tone="danger"
			busy={act.isPending}
			error={act.error}
			notDone={t('writeOff.failed')}
			disabled={reason.trim() === ''}
			onConfirm={() => act.mutate({reason: reason.trim()})}
			onClose={onClose}
		>
			<p>{t('writeOff.text', {amount: format.money(invoice.amountDue, invoice.currency)})}</p>
			<TextInput
				label={t('writeOff.reason')}
				required
				withAsterisk={false}
				maxLength={300}
				data-autofocus
				value={reason}
				onChange={(event) => setReason(event.currentTarget.value)}
			/>
		</Confirm>
	);
};
