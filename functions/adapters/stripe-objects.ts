import {invariant} from '../kernel/invariant.ts';
import {isoAmount, stripeAmount} from '../payments/core/provider-amount.ts';
import type {Card, CheckoutState, IntentState, ProviderEvent, RefundState} from '../world.ts';
import type {Stripe} from './stripe-client.ts';

/** What a PaymentIntent must bring along to be described; `data.` before each in lists. */
export const intentFields = ['latest_charge', 'payment_method'];
export const sessionFields = ['payment_intent', 'setup_intent'];

/** Undefined for what cannot be ours: a state that only manual capture has, or a currency we do not bill in. */
export const intentState = (intent: Stripe.PaymentIntent): IntentState | undefined => {
	const currency = intent.currency.toUpperCase();
	const amount = isoAmount(intent.amount, currency);
	const charge = objectOf(intent.latest_charge);
	const refunded = isoAmount(charge?.amount_refunded ?? 0, currency);
	const status = statuses.find((known) => known === intent.status);
	if (!status || !amount.ok || !refunded.ok) return undefined;
	const failure = intent.last_payment_error;
	// A declined method is taken off the PaymentIntent; the error still has it.
	const method = objectOf(intent.payment_method) ?? failure?.payment_method;
	return {
		intentId: intent.id,
		status,
		amount: amount.value,
		currency,
		chargeId: idOf(intent.latest_charge),
		methodType: methodType(method?.type),
		paymentMethodId: idOf(intent.payment_method) ?? failure?.payment_method?.id ?? null,
		card: method?.card ? cardOf(method.card) : null,
		amountRefunded: refunded.value,
		lastError: failure
			? {
					code: failure.code ?? 'unknown',
					declineCode: failure.decline_code ?? null,
					adviceCode: failure.advice_code ?? failure.network_advice_code ?? null,
				}
			: null,
		metadata: intent.metadata,
	};
};

export const checkoutState = (session: Stripe.Checkout.Session): CheckoutState => {
	const mode = modes.find((known) => known === session.mode);
	invariant(mode, 'our checkout sessions save a card or take a payment');
	const made = objectOf(session.payment_intent) ?? objectOf(session.setup_intent);
	return {
		sessionId: session.id,
		mode,
		status: sessionStates.find((known) => known === session.status) ?? 'open',
		createdAt: new Date(session.created * 1000).toISOString(),
		paid: session.payment_status === 'paid',
		url: session.url,
		intentId: idOf(session.payment_intent),
		paymentMethodId: idOf(made?.payment_method),
		providerCustomerId: idOf(session.customer),
		metadata: session.metadata ?? {},
	};
};

/** What is charged later: a card, or a bank account by direct debit, which has no end. Null for what can only be used once. */
export const savedCard = ({type, card, sepa_debit, us_bank_account}: Stripe.PaymentMethod): Card | null => {
	if (card) return cardOf(card);
	const last4 = sepa_debit?.last4 ?? us_bank_account?.last4;
	return last4 ? {brand: type, last4, expMonth: 12, expYear: 9999} : null;
};

export const cardOf = (card: Stripe.PaymentMethod.Card): Card => ({
	brand: card.brand,
	last4: card.last4,
	expMonth: card.exp_month,
	expYear: card.exp_year,
});

export const refundState = ({id, status, metadata}: Stripe.Refund): RefundState => ({
	providerRefundId: id,
	status: refundStatus(status),
	metadata: metadata ?? {},
});

/** Refunds that were canceled or wait for somebody did not move money; only waiting ones still may. */
const refundStatus = (status: string | null): 'pending' | 'succeeded' | 'failed' => {
	if (status === 'succeeded') return 'succeeded';
	return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
};

export const providerEvent = (event: Stripe.Event): ProviderEvent => {
	const object: {readonly object?: string; readonly id?: string; readonly metadata?: unknown} = event.data.object;
	return {
		id: event.id,
		type: event.type,
		on: event.account ?? event.context ?? null,
		objectKind: objectKinds.find((kind) => kind === object.object) ?? 'other',
		objectId: object.id ?? '',
		metadata: textsOf(object.metadata),
	};
};

/** As Stripe wants it. That an amount can be charged is decided before, when the invoice is. */
export const providerAmount = (
	amount: number,
	currency: string,
): {readonly amount: number; readonly currency: string} => {
	const converted = stripeAmount(amount, currency);
	invariant(converted.ok, 'only amounts that a card can be charged are charged');
	return {amount: converted.value, currency: currency.toLowerCase()};
};

const statuses = [
	'requires_payment_method',
	'requires_confirmation',
	'requires_action',
	'processing',
	'succeeded',
	'canceled',
] as const;
const modes = ['setup', 'payment'] as const;
const sessionStates = ['open', 'complete', 'expired'] as const;
const objectKinds = [
	'payment_intent',
	'checkout.session',
	'charge',
	'refund',
	'setup_intent',
	'payment_method',
] as const;
const bankDebits = new Set([
	'sepa_debit',
	'us_bank_account',
	'bacs_debit',
	'au_becs_debit',
	'acss_debit',
	'nz_bank_account',
]);

const methodType = (type: string | undefined): IntentState['methodType'] => {
	if (type === undefined || type === 'card') return 'card';
	return bankDebits.has(type) ? 'bank_debit' : 'other';
};

const idOf = (reference: string | {readonly id: string} | null | undefined): string | null =>
	typeof reference === 'string' ? reference : (reference?.id ?? null);

const objectOf = <T extends object>(reference: string | T | null | undefined): T | undefined =>
	typeof reference === 'object' && reference !== null ? reference : undefined;

const textsOf = (metadata: unknown): {readonly [key: string]: string} =>
	Object.fromEntries(
		Object.entries(metadata ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
