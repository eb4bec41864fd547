import {invoices} from '../../../api/billing.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import type {DialogProps} from './invoice-dialog.tsx';

type Props = DialogProps & {readonly onDone?: (invoice: Invoice) => void};

/** Gives a draft its number. Warnings come afterwards, as hints: they hold nothing up. */
export const IssueDialog = ({invoice, onClose, onDone}: Props) => {
	const {t} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const act = useAction<'finalize', Invoice>(
		(_, key) => invoices.act<Invoice>(account, invoice.id, 'finalize', {}, key),
		(issued) => {
			notices.done(t('invoice.done.issued', {number: issued.number ?? ''}));
			for (const {message} of issued.warnings ?? []) notices.failed(message);
			onClose();
			onDone?.(issued);
		},
	);
	return (
		<Confirm
			title={t('issue.ask')}
			act={t('invoice.act.issue')}
			busy={act.isPending}
			error={act.error}
			notDone={t('issue.failed')}
			onConfirm={() => act.mutate('finalize')}
			onClose={onClose}
		>
			<p>{t('issue.text')}</p>
		</Confirm>
	);
};
