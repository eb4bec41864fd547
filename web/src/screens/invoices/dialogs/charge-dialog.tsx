import {invoices} from '../../../api/billing.ts';
import type {Invoice} from '../../../api/invoice-shapes.ts';
import {useAccount} from '../../../app/account.tsx';
import {useText} from '../../../text/text.tsx';
import {Confirm} from '../../../ui/confirm.tsx';
import {useNotices} from '../../../ui/notices.tsx';
import {useAction} from '../../../ui/use-action.ts';
import type {DialogProps} from './invoice-dialog.tsx';

/** Takes what is due from the saved card, now. A decline is an answer, not an error. */
export const ChargeDialog = ({invoice, customer, onClose}: DialogProps) => {
	const {t, code, format} = useText();
	const {id: account} = useAccount();
	const notices = useNotices();
	const card = customer?.card
		? t('card.named', {brand: code('brand', customer.card.brand), last4: customer.card.last4})
		: '';
	const act = useAction<'charge', Invoice>(
		(_, key) => invoices.act<Invoice>(account, invoice.id, 'charge', {}, key),
		({payment}) => {
			if (payment.state === 'succeeded') notices.done(t('invoice.done.charged'));
			else if (payment.state === 'failed')
				notices.failed(t('invoice.done.declined', {why: code('decline', payment.lastDeclineCode ?? 'unknown')}));
			else notices.done(t('invoice.done.charging'));
			onClose();
		},
	);
	return (
		<Confirm
			title={t('charge.ask', {amount: format.money(invoice.amountDue, invoice.currency), card})}
			act={t('invoice.act.charge')}
			busy={act.isPending}
			error={act.error}
			notDone={t('charge.failed')}
			onConfirm={() => act.mutate('charge')}
			onClose={onClose}
		>
			<p>{t('charge.text', {name: customer?.name ?? ''})}</p>
		</Confirm>
	);
};
