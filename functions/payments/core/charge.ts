/** One charge of one invoice: which step comes next, and under which key (docs/payments.md). */
import type {Instant} from '../../../schemas/basics.ts';
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {ChargeSlot, InvoiceDocument} from '../../../schemas/invoice.ts';
import {scheduledCharge} from '../../invoices/core/issue.ts';
import {isChargeInFlight} from '../../invoices/core/lifecycle.ts';
import {addHours} from '../../kernel/calendar.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';
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
/** The invoice's version tells two changes to the same amount apart: a replay of the first would not be done again. */
export const updateKey = (
	{id, version}: Pick<InvoiceDocument, 'id' | 'version'>,
	{cycle}: Pick<ChargeSlot, 'cycle'>,
	amount: number,
): string => `im:${id}:${cycle}:update:${version}:${amount}`;

/** Stripe may forget a key after 24 hours: from then on it is only asked what became of the call. */
const keyLivesHours = 23;
export const isKeyAlive = (sentAt: Instant | null, now: Instant): boolean =>
	sentAt !== null && now < addHours(sentAt, keyLivesHours);

/** Why a charge step ends without an attempt; what people see as the reason unless there is nothing to charge. */
export type Dropped =
	| 'settled'
	| 'under_way'
	| 'customer_archived'
	| 'no_card'
	| 'no_stripe_account'
	| 'amount_not_chargeable'
	| 'amount_too_small'
	| 'amount_too_large'
	| 'provider_refused';

export type NextMove =
	/** Nothing to charge, or nothing to charge with: the step is over. */
	| {readonly move: 'drop'; readonly why: Dropped}
	/** An attempt was handed over and its outcome is not known: find out, never try anew. */
	| {readonly move: 'resolve'; readonly slot: ChargeSlot; readonly intentId: string; readonly paymentMethodId: string}
	| {readonly move: 'attempt'; readonly slot: ChargeSlot; readonly amount: number; readonly card: PayableCard};
export type PayableCard = {readonly on: string; readonly customerId: string; readonly paymentMethodId: string};

/** What to do about an invoice whose charge step is due. The card is read now: a new one since the last try counts. */
export const nextMove = (invoice: InvoiceDocument, customer: CustomerDocument): NextMove => {
	const slot = slotOf(invoice);
	if (slot.state === 'unknown' && slot.intentId !== null && slot.paymentMethodId !== null) {
		return {move: 'resolve', slot, intentId: slot.intentId, paymentMethodId: slot.paymentMethodId};
	}
	if (isChargeInFlight(invoice)) return {move: 'drop', why: 'under_way'};
	if (invoice.status !== 'open' || invoice.amountDue <= 0) return {move: 'drop', why: 'settled'};
	if (invoice.stripeOn === null) return {move: 'drop', why: 'no_stripe_account'};
	if (customer.archivedAt !== null) return {move: 'drop', why: 'customer_archived'};
	const card = cardOf(customer, invoice.stripeOn);
	if (card === undefined) return {move: 'drop', why: 'no_card'};
	if (!stripeAmount(invoice.amountDue, invoice.currency).ok) return {move: 'drop', why: 'amount_not_chargeable'};
	return {move: 'attempt', slot, amount: invoice.amountDue, card};
};

/** The slot for the next attempt: the same intent while it may still succeed, a new cycle once it has. */
export const slotOf = ({charge, updatedAt}: Pick<InvoiceDocument, 'charge' | 'updatedAt'>): ChargeSlot => {
	if (charge === null) return scheduledCharge(updatedAt);
	return charge.state === 'succeeded' ? nextCycle(charge) : charge;
};

/** A slot for a PaymentIntent of its own, once the last one has succeeded or was canceled. Attempts go on counting. */
export const nextCycle = ({cycle, attempt, lastDeclineCode}: ChargeSlot): ChargeSlot => ({
	cycle: cycle + 1,
	state: 'none',
	attempt,
	intentId: null,
	chargeId: null,
	paymentMethodId: null,
	amount: null,
	sentAt: null,
	firstTriedAt: null,
	nextAttemptAt: null,
	lastDeclineCode,
});

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

type Sending = {
	readonly intentId: string;
	readonly amount: number;
	readonly paymentMethodId: string;
	readonly now: Instant;
};

/** The invoice with its attempt written down before the provider may act on it: from here the outcome is unknown until told. */
export const attemptSent = (
	invoice: InvoiceDocument,
	slot: ChargeSlot,
	{intentId, amount, paymentMethodId, now}: Sending,
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

/** The intent was canceled by somebody else: the waiting charge goes on with a new one. */
export const withNewCycle = (invoice: InvoiceDocument, slot: ChargeSlot, now: Instant): InvoiceDocument => ({
	...invoice,
	charge: {...nextCycle(slot), state: 'scheduled', nextAttemptAt: slot.nextAttemptAt},
	updatedAt: now,
});

/** The invoice when there is nothing to charge: what waits behind the charge may go. */
export const chargeDropped = (invoice: InvoiceDocument, why: Dropped, now: Instant): InvoiceDocument => {
	const quiet = withoutSteps({...invoice, updatedAt: now}, 'invoice.charge');
	const slot = invoice.charge;
	if (slot === null || why === 'under_way') return quiet;
	if (why === 'settled') {
		const state = slot.state === 'succeeded' ? 'succeeded' : 'none';
		return {...quiet, charge: {...slot, state, nextAttemptAt: null}};
	}
	return {...quiet, charge: {...slot, state: 'failed', nextAttemptAt: null, lastDeclineCode: why}};
};

/** A charge that must wait looks again after so long whether it still must. */
const putOffHours = 1;

/**
 * The invoice whose due charge must wait, because its account or the platform is stopped: it comes again in an hour, and
 * what stands behind it goes on meanwhile.
 */
export const chargePutOff = (invoice: InvoiceDocument, now: Instant): InvoiceDocument => {
	const [step, ...behind] = invoice.pending;
	if (step?.step !== 'invoice.charge') return invoice;
	const at = addHours(now, putOffHours);
	const {charge} = invoice;
	return withSteps(
		{...invoice, pending: [], charge: charge && {...charge, nextAttemptAt: at}, updatedAt: now},
		...behind,
		{...step, at},
	);
};

const amountFaults: readonly Dropped[] = ['amount_too_small', 'amount_too_large'];

/** Why the provider would not make the intent, in our words. */
export const droppedFor = (providerCode: string): Dropped =>
	amountFaults.find((known) => known === providerCode) ?? 'provider_refused';
