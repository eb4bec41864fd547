import {payments} from '../../api/billing.ts';
import type {Payment} from '../../api/shapes.ts';
import {useAccount} from '../../app/account.tsx';
import {useText} from '../../text/text.tsx';
import {Confirm} from '../../ui/confirm.tsx';
import {useNotices} from '../../ui/notices.tsx';
import {useAction} from '../../ui/use-action.ts';

/** A cheque that bounced, a transfer that was not for us: what it settled is open again. */
export const ReverseDialog = ({payment, onClose}: {payment: Payment; onClose: () => void}) => {
	const {t, format} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const amount = format.money(payment.amount, payment.currency);
	const act = useAction<string, Payment>(
		(id, key) => payments.act<Payment>(account, id, 'reverse', {}, key),
		() => {
			notices.done(t('reverse.done', {amount}));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('reverse.ask', {amount})}
			act={t('payments.reverse')}
			tone="danger"
			busy={act.isPending}
			error={act.error}
			notDone={t('reverse.failed')}
			onConfirm={() => act.mutate(payment.id)}
			onClose={onClose}
		>
			<p>{t('reverse.text')}</p>
		</Confirm>
	);
};
