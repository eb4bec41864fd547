/** One charge of one invoice: which step comes next, and under which key. Pure; facts/stripe: exactly-once charging. */
import type {Instant} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {ChargeSlot, InvoiceDocument} from '../../../schemas/invoice.ts';
import {scheduledCharge} from '../../invoices/core/issue.ts';
import {addHours} from '../../kernel/calendar.ts';
import {withoutSteps} from '../../kernel/outbox.ts';
import {stripeAmount} from './provider-amount.ts';

/** Keys name the work and nothing else: no time, no chance (invariant 17). The amount is part of a create, because a replay must ask for the same. */
export const createKey = (
	invoiceId: string,
	{cycle}: Pick<ChargeSlot, 'cycle'>,
	amount: number,
	paymentMethodId: string,
): string => `im:${invoiceId}:${cycle}:create:${amount}:${paymentMethodId}`;
export const confirmKey = (invoiceId: string, {cycle, attempt}: Pick<ChargeSlot, 'cycle' | 'attempt'>): string =>
	`im:${invoiceId}:${cycle}:confirm:${attempt}`;
export const updateKey = (
	invoiceId: string,
	{cycle}: Pick<ChargeSlot, 'cycle'>,
	attempt: number,
	amount: number,
): string => `im:${invoiceId}:${cycle}:update:${attempt}:${amount}`;

/** Stripe may forget a key after 24 hours: from then on it is only asked what became of the charge. */
const keyLivesHours = 23;
export const isKeyAlive = ({sentAt}: Pick<ChargeSlot, 'sentAt'>, now: Instant): boolean =>
	sentAt !== null && now < addHours(sentAt, keyLivesHours);

export type NextMove =
	/** Nothing to charge, or nothing to charge with: the step is over. `why` becomes the state that people see. */
	| {readonly move: 'drop'; readonly why: 'settled' | 'no_card' | 'amount_not_chargeable' | 'no_stripe_account'}
	/** An attempt was handed over and its outcome is not known: find out, never try anew. */
	| {readonly move: 'resolve'; readonly slot: ChargeSlot; readonly intentId: string; readonly paymentMethodId: string}
	| {readonly move: 'attempt'; readonly slot: ChargeSlot; readonly amount: number; readonly card: PayableCard};
export type PayableCard = {readonly on: string; readonly customerId: string; readonly paymentMethodId: string};

/** What to do about an invoice whose charge step is due. The card is read now: a new one since the last try counts. */
export const nextMove = (invoice: InvoiceDocument, customer: CustomerDocument): NextMove => {
	const slot = invoice.charge ?? scheduledCharge(invoice.updatedAt);
	if (slot.state === 'unknown' && slot.intentId !== null && slot.paymentMethodId !== null) {
		return {move: 'resolve', slot, intentId: slot.intentId, paymentMethodId: slot.paymentMethodId};
	}
	if (invoice.status !== 'open' || invoice.amountDue <= 0) return {move: 'drop', why: 'settled'};
	if (invoice.stripeOn === null) return {move: 'drop', why: 'no_stripe_account'};
	const card = cardOf(customer, invoice.stripeOn);
	if (card === undefined) return {move: 'drop', why: 'no_card'};
	if (!stripeAmount(invoice.amountDue, invoice.currency).ok) return {move: 'drop', why: 'amount_not_chargeable'};
	return {move: 'attempt', slot, amount: invoice.amountDue, card};
};

/** The saved card, if it can be charged on this connected account. */
export const cardOf = (
	{stripe, card}: Pick<CustomerDocument, 'stripe' | 'card'>,
	on: string,
): PayableCard | undefined => {
	const {customerId, paymentMethodId} = stripe;
	if (stripe.on !== on || customerId === null || paymentMethodId === null || card === null || card.status === 'invalid')
		return undefined;
	return {on, customerId, paymentMethodId};
};

/** The invoice with its attempt written down before the provider may act on it: from here the outcome is unknown until told. */
export const attemptSent = (
	invoice: InvoiceDocument,
	slot: ChargeSlot,
	{
		intentId,
		amount,
		paymentMethodId,
		now,
	}: {readonly intentId: string; readonly amount: number; readonly paymentMethodId: string; readonly now: Instant},
): InvoiceDocument => ({
	...invoice,
	charge: {
		...slot,
		state: 'unknown',
		attempt: slot.attempt + 1,
		intentId,
		amount,
		paymentMethodId,
		sentAt: now,
		firstTriedAt: slot.firstTriedAt ?? now,
		nextAttemptAt: null,
	},
	updatedAt: now,
});

/** The invoice when there is nothing to charge: what waits behind the charge may go. */
export const chargeDropped = (
	invoice: InvoiceDocument,
	why: Extract<NextMove, {move: 'drop'}>['why'],
	now: Instant,
): InvoiceDocument => {
	const slot = invoice.charge;
	const charge: ChargeSlot | null =
		slot === null
			? null
			: {
					...slot,
					state: dropState(slot, why),
					nextAttemptAt: null,
					lastDeclineCode: why === 'settled' ? slot.lastDeclineCode : why,
				};
	return withoutSteps({...invoice, charge, updatedAt: now}, 'invoice.charge');
};

const dropState = ({state}: ChargeSlot, why: string): ChargeSlot['state'] => {
	if (why === 'settled') return state === 'succeeded' ? 'succeeded' : 'none';
	return 'failed';
};
