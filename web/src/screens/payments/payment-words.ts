import type {Payment} from '../../api/shapes.ts';
import type {Text} from '../../text/text-of.ts';

/** "Visa •••• 4242", "Transfer". */
export const methodText = ({card, method}: Pick<Payment, 'card' | 'method'>, {t, code}: Text): string =>
	card === null ? code('method', method) : t('card.named', {brand: code('brand', card.brand), last4: card.last4});

/** What happened with the money, in a sentence or two. */
export const paymentStory = (payment: Payment, name: string, text: Text): string => {
	const {t, code, format} = text;
	const {amount, currency, status, attempt, declineCode, amountRefunded} = payment;
	const words = {
		amount: format.money(amount, currency),
		name,
		method: methodText(payment, text),
		why: code('decline', declineCode ?? 'unknown'),
	};
	const story = t(
		payment.card === null && status === 'succeeded' ? 'payments.story.received' : `payments.story.${status}`,
		words,
	);
	const more = [
		...(attempt !== null && attempt > 1 ? [t('payments.story.attempt', {n: attempt})] : []),
		...(amountRefunded > 0 ? [t('payments.story.refunded', {amount: format.money(amountRefunded, currency)})] : []),
	];
	return [story, ...more].join(' ');
};
