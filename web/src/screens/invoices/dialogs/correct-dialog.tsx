import {useNavigate} from '@tanstack/react-router';
import {invoices} from '../../../api/billing.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import type {DialogProps} from './invoice-dialog.tsx';

/** In place of a dead edit button: credits the invoice and opens a new draft with its lines. */
export const CorrectDialog = ({invoice, onClose}: DialogProps) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const navigate = useNavigate();
	const act = useAction<'correct', Invoice>(
		(_, key) => invoices.act<Invoice>(account, invoice.id, 'correct', {}, key),
		(draft) => {
			notices.done(t('invoice.done.corrected'));
			onClose();
			navigate({to: '/$account/invoices/draft/{-$invoice}', params: {account, invoice: draft.id}});
		},
	);
	return (
		<Confirm
			title={t('correct.ask', {number: invoice.number ?? ''})}
			act={t('invoice.act.correct')}
			busy={act.isPending}
			error={act.error}
			notDone={t('correct.failed')}
			onConfirm={() => act.mutate('correct')}
			onClose={onClose}
		>
			<p>{t('correct.text', {amount: format.money(invoice.total, invoice.currency)})}</p>
		</Confirm>
	);
};
