/** What a charge came to, merged into invoice and payment: the same code for the direct answer and for webhooks, in any order (invariant 19). */
import type {Instant} from '../../../schemas/basics.ts';
import type {ChargeSlot, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {chased, type Moment, mailQueued, move, told} from '../../invoices/core/lifecycle.ts';
import {addDays, addHours, today as dayOf, instantOf} from '../../kernel/calendar.ts';
import {derivedId} from '../../kernel/ids.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';
import type {IntentState} from '../../world.ts';
import {type CardPayment, cardPayment} from './card-payment.ts';
import {nextCycle} from './charge.ts';
import {type Decline, type DeclineClass, declineClass, endsCard, retryDaysFor, shownCode} from './declines.ts';

export type Outcome = {
	readonly invoice: InvoiceDocument;
	/** Created, or replacing the one there is. */
	readonly payment: PaymentDocument;
	/** Money beyond what was due: the customer's credit. */
	readonly toBalance: number;
	/** The card will never be charged again. */
	readonly cardEnded: boolean;
};
type Before = {
	readonly invoice: InvoiceDocument;
	readonly earlier: PaymentDocument | undefined;
	readonly moment: Moment;
};

/** The payment of one attempt has one possible id, however often it is told of. */
export const attemptPaymentId = ({id, charge}: Pick<InvoiceDocument, 'id' | 'charge'>): string =>
	derivedId('pay', id, String(charge?.cycle ?? 1), String(charge?.attempt ?? 1));

/**
 * Merges what the provider says of the invoice's PaymentIntent. Undefined when it is no news: already recorded, not an
 * outcome yet, or of an earlier attempt. Success counts whenever it comes; everything else only while it is waited for.
 */
export const recorded = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	intent: IntentState,
	moment: Moment,
): Outcome | undefined => {
	const {charge} = invoice;
	if (charge === null || charge.intentId !== intent.intentId) return undefined;
	const before = {invoice, earlier, moment};
	if (intent.status === 'succeeded') return charge.state === 'succeeded' ? undefined : succeeded(before, intent);
	if (intent.status === 'processing')
		return charge.state === 'processing' || charge.state === 'succeeded' ? undefined : processing(before, intent);
	if (charge.state !== 'unknown' && charge.state !== 'processing') return undefined;
	const decline = declineOf(intent);
	// The same charge twice is an earlier attempt told again, unless it is the debit that is waited for.
	const isNews = charge.state === 'processing' || intent.chargeId === null || intent.chargeId !== charge.chargeId;
	return decline !== undefined && isNews ? declined(before, intent, decline) : undefined;
};

const declineOf = ({status, lastError}: IntentState): Decline | undefined => {
	if (status === 'requires_action')
		return {code: 'authentication_required', declineCode: 'authentication_required', adviceCode: null};
	if (status === 'canceled') return lastError ?? {code: 'canceled', declineCode: null, adviceCode: null};
	return status === 'requires_payment_method' ? (lastError ?? undefined) : undefined;
};

const succeeded = ({invoice, earlier, moment}: Before, intent: IntentState): Outcome => {
	const {invoice: moved, toBalance} = move(
		withoutSteps(invoice, 'invoice.charge', 'invoice.ask'),
		{paid: intent.amount},
		moment,
	);
	const isReceiptDue = !moved.pending.some(({step}) => step === 'invoice.mail') && moved.delivery.count > 0;
	const next = chargeAs(isReceiptDue ? mailQueued(moved, 'receipt', moment.now) : moved, 'succeeded', intent);
	return {
		invoice: withPayment(next, attemptPaymentId(invoice)),
		payment: cardPayment(
			invoice,
			earlier,
			intent,
			{...attempted(invoice), status: 'succeeded', credited: toBalance},
			moment,
		),
		toBalance,
		cardEnded: false,
	};
};

const processing = ({invoice, earlier, moment}: Before, intent: IntentState): Outcome => {
	const waiting = asking(withoutSteps(invoice, 'invoice.charge'), moment.now);
	return {
		invoice: withPayment(chargeAs(waiting, 'processing', intent), attemptPaymentId(invoice)),
		payment: cardPayment(invoice, earlier, intent, {...attempted(invoice), status: 'processing'}, moment),
		toBalance: 0,
		cardEnded: false,
	};
};

/** Webhooks may stay away for ever: every day somebody asks what became of the debit. */
export const asking = (invoice: InvoiceDocument, now: Instant): InvoiceDocument =>
	withSteps(withoutAsking(invoice), {step: 'invoice.ask', at: addHours(now, 24), kind: 'debit'});

export const withoutAsking = (invoice: InvoiceDocument): InvoiceDocument =>
	withSteps({
		...invoice,
		pending: invoice.pending.filter(({step, kind}) => step !== 'invoice.ask' || kind !== 'debit'),
	});

const declined = ({invoice, earlier, moment}: Before, intent: IntentState, decline: Decline): Outcome => {
	const kind = declineClass(decline);
	const retryAt = invoice.autoCharge ? nextTry(invoice, kind, moment.now) : null;
	const failed = failedAs(withoutAsking(withoutSteps(invoice, 'invoice.charge')), intent, decline, retryAt);
	const event = kind === 'payer' ? 'invoice.action_required' : 'invoice.payment_failed';
	const news = told({...failed, updatedAt: moment.now}, event, moment.now);
	// The payer is told once at the first decline and once when nobody will try again.
	const warned = retryAt === null || invoice.charge?.attempt === 1 ? warnedOf(news, kind, moment) : news;
	return {
		invoice: withPayment(withSteps(warned, ...retrySteps(retryAt)), attemptPaymentId(invoice)),
		payment: cardPayment(
			invoice,
			earlier,
			intent,
			{...attempted(invoice), status: 'failed', declineCode: shownCode(decline)},
			moment,
		),
		toBalance: 0,
		cardEnded: endsCard(kind),
	};
};

/** A canceled intent can never succeed: the next attempt is a new one's. */
const failedAs = (
	invoice: InvoiceDocument,
	intent: IntentState,
	decline: Decline,
	nextAttemptAt: Instant | null,
): InvoiceDocument => {
	const state = declineClass(decline) === 'payer' ? 'action_required' : 'failed';
	const {charge, ...rest} = chargeAs(invoice, state, intent);
	const slot: ChargeSlot | null = charge && intent.status === 'canceled' ? {...nextCycle(charge), state} : charge;
	return {...rest, charge: slot && {...slot, nextAttemptAt, lastDeclineCode: shownCode(decline)}};
};

const retrySteps = (at: Instant | null): readonly PendingStep[] =>
	at === null ? [] : [{step: 'invoice.charge', at, kind: 'retry'}];

/** Retries count from the first try, at the template's hour (rule 30); a day that has passed meanwhile is not made up for. */
const nextTry = (
	{charge, retryDays, zone, hour}: InvoiceDocument,
	kind: DeclineClass,
	now: Instant,
): Instant | null => {
	if (charge === null || charge.firstTriedAt === null) return null;
	const first = dayOf(charge.firstTriedAt, zone);
	const times = retryDaysFor(kind, retryDays).map((days) => instantOf(addDays(first, days), hour, zone));
	return times.find((at) => at > now) ?? null;
};

/** A mail that still waits says it itself, and what only we can mend is not the payer's business. */
const warnedOf = (invoice: InvoiceDocument, kind: DeclineClass, moment: Moment): InvoiceDocument =>
	invoice.delivery.count === 0 || kind === 'stop'
		? invoice
		: chased(invoice, kind === 'payer' ? 'payment_action' : 'payment_failed', moment);

const chargeAs = (
	invoice: InvoiceDocument,
	state: 'succeeded' | 'processing' | 'failed' | 'action_required',
	intent: IntentState,
): InvoiceDocument => ({
	...invoice,
	charge: invoice.charge && {...invoice.charge, state, chargeId: intent.chargeId, nextAttemptAt: null},
});

/** The invoice names each of its payments once. */
export const withPayment = (invoice: InvoiceDocument, paymentId: string): InvoiceDocument =>
	invoice.paymentIds.includes(paymentId) ? invoice : {...invoice, paymentIds: [...invoice.paymentIds, paymentId]};

const attempted = (invoice: InvoiceDocument): Omit<CardPayment, 'status'> => ({
	id: attemptPaymentId(invoice),
	via: 'automatic',
	attempt: invoice.charge?.attempt ?? 1,
	credited: 0,
	declineCode: null,
});
