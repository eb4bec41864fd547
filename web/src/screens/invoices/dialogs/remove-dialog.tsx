import {useNavigate} from '@tanstack/react-router';
import {invoices} from '../../../api/billing.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import type {DialogProps} from './invoice-dialog.tsx';

/** Only drafts can go. */
export const RemoveDialog = ({invoice, customer, onClose}: DialogProps) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const navigate = useNavigate();
	const act = useAction<string, null>(
		(id) => invoices.remove(account, id),
		() => {
			notices.done(t('invoice.done.deleted'));
			navigate({to: '/$account/invoices', params: {account}});
		},
	);
	return (
		<Confirm
			title={t('remove.ask', {name: customer?.name ?? ''})}
			act={t('act.delete')}
			tone="danger"
			busy={act.isPending}
			error={act.error}
			notDone={t('remove.failed')}
			onConfirm={() => act.mutate(invoice.id)}
			onClose={onClose}
		>
			<p>{t('remove.text')}</p>
		</Confirm>
	);
};
