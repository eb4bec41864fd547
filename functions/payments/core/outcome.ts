/** What a charge came to, merged into invoice and payment: the same code for the direct answer and for webhooks, in any order (invariant 19). */
import type {CustomerDocument} from '../../../schemas/customer.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {type Moment, move, told} from '../../invoices/core/lifecycle.ts';
import {addDays, today as dayOf, instantOf} from '../../kernel/calendar.ts';
import {derivedId} from '../../kernel/ids.ts';
import {outboxOf, withoutSteps, withSteps} from '../../kernel/outbox.ts';
import type {IntentState} from '../../world.ts';
import {type DeclineClass, declineClass, endsCard, retryAfterDays, shownCode} from './declines.ts';

export type Outcome = {
	readonly invoice: InvoiceDocument;
	/** Created, or replacing the one there is. */
	readonly payment: PaymentDocument;
	/** Money beyond what was due: the customer's credit. */
	readonly toBalance: number;
	/** The card will never be charged again. */
	readonly cardEnded: boolean;
};

/** The payment of one attempt has one possible id, however often it is told of. */
export const attemptPaymentId = (invoice: Pick<InvoiceDocument, 'id' | 'charge'>): string =>
	derivedId('pay', invoice.id, String(invoice.charge?.cycle ?? 1), String(invoice.charge?.attempt ?? 1));

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
	if (intent.status === 'succeeded')
		return charge.state === 'succeeded' ? undefined : succeeded(invoice, earlier, intent, moment);
	const isWaitedFor = charge.state === 'unknown' || charge.state === 'processing';
	const isNews = intent.chargeId === null || intent.chargeId !== charge.chargeId;
	if (!isWaitedFor) return undefined;
	if (intent.status === 'processing')
		return charge.state === 'processing' ? undefined : processing(invoice, earlier, intent, moment);
	if (intent.status === 'requires_payment_method' && intent.lastError !== null && isNews)
		return declined(invoice, earlier, intent, moment);
	if (intent.status === 'requires_action') return declined(invoice, earlier, authenticationWanted(intent), moment);
	if (intent.status === 'canceled') return declined(invoice, earlier, canceledIntent(intent), moment);
	return undefined;
};

const authenticationWanted = (intent: IntentState): IntentState => ({
	...intent,
	lastError: {code: 'authentication_required', declineCode: 'authentication_required', adviceCode: null},
});
const canceledIntent = (intent: IntentState): IntentState => ({
	...intent,
	lastError: intent.lastError ?? {code: 'canceled', declineCode: 'duplicate_transaction', adviceCode: null},
});

const succeeded = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	intent: IntentState,
	moment: Moment,
): Outcome => {
	const {invoice: moved, toBalance} = move(withoutSteps(invoice, 'invoice.charge'), {paid: intent.amount}, moment);
	const isReceiptDue = !moved.pending.some(({step}) => step === 'invoice.mail') && moved.delivery.count > 0;
	const next = chargeAs(isReceiptDue ? mailed(moved, 'receipt', moment) : moved, 'succeeded', intent);
	return {
		invoice: listed(next, attemptPaymentId(invoice)),
		payment: paymentOf(invoice, earlier, intent, 'succeeded', moment, toBalance),
		toBalance,
		cardEnded: false,
	};
};

const processing = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	intent: IntentState,
	moment: Moment,
): Outcome => ({
	invoice: listed(chargeAs(withoutSteps(invoice, 'invoice.charge'), 'processing', intent), attemptPaymentId(invoice)),
	payment: paymentOf(invoice, earlier, intent, 'processing', moment, 0),
	toBalance: 0,
	cardEnded: false,
});

const declined = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	intent: IntentState,
	moment: Moment,
): Outcome => {
	const error = intent.lastError ?? {code: 'card_declined', declineCode: null, adviceCode: null};
	const kind = declineClass(error);
	const retryAt = invoice.autoCharge ? nextTry(invoice, kind) : null;
	const state = kind === 'payer' ? 'action_required' : 'failed';
	const failed = chargeAs(withoutSteps(invoice, 'invoice.charge'), state, intent);
	const charge = failed.charge && {...failed.charge, nextAttemptAt: retryAt, lastDeclineCode: shownCode(error)};
	const news = told(
		{...failed, charge, updatedAt: moment.now},
		state === 'failed' ? 'invoice.payment_failed' : 'invoice.action_required',
		moment.now,
	);
	const warned = retryAt === null || invoice.charge?.attempt === 1 ? warnedOf(news, kind, moment) : news;
	return {
		invoice: listed(withSteps(warned, ...retrySteps(retryAt)), attemptPaymentId(invoice)),
		payment: {...paymentOf(invoice, earlier, intent, 'failed', moment, 0), declineCode: shownCode(error)},
		toBalance: 0,
		cardEnded: endsCard(kind),
	};
};

const retrySteps = (at: string | null): readonly PendingStep[] =>
	at === null ? [] : [{step: 'invoice.charge', at, kind: 'retry'}];

/** Retries count from the first try, at the template's hour (rule 30). */
const nextTry = ({charge, retryDays, zone, hour}: InvoiceDocument, kind: DeclineClass): string | null => {
	if (charge === null || charge.firstTriedAt === null) return null;
	const days = retryAfterDays(kind, charge.attempt, retryDays);
	return days === null ? null : instantOf(addDays(dayOf(charge.firstTriedAt, zone), days), hour, zone);
};

/** The payer is told once at the first decline and once when nobody will try again; a mail that still waits says it itself. */
const warnedOf = (invoice: InvoiceDocument, kind: DeclineClass, moment: Moment): InvoiceDocument =>
	invoice.delivery.count === 0
		? invoice
		: mailed(invoice, kind === 'payer' ? 'payment_action' : 'payment_failed', moment);

const mailed = (invoice: InvoiceDocument, kind: string, {now}: Moment): InvoiceDocument =>
	withSteps({...invoice, delivery: {...invoice.delivery, state: 'queued'}}, {step: 'invoice.mail', at: now, kind});

const chargeAs = (
	invoice: InvoiceDocument,
	state: 'succeeded' | 'processing' | 'failed' | 'action_required',
	intent: IntentState,
): InvoiceDocument => ({
	...invoice,
	charge: invoice.charge && {...invoice.charge, state, chargeId: intent.chargeId, nextAttemptAt: null},
});

const listed = (invoice: InvoiceDocument, paymentId: string): InvoiceDocument =>
	invoice.paymentIds.includes(paymentId) ? invoice : {...invoice, paymentIds: [...invoice.paymentIds, paymentId]};

const paymentOf = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	intent: IntentState,
	status: PaymentDocument['status'],
	moment: Moment,
	credited: number,
): PaymentDocument => ({
	...newCardPayment(attemptPaymentId(invoice), invoice, intent, moment),
	...(earlier && {
		createdAt: earlier.createdAt,
		version: earlier.version + 1,
		refunds: earlier.refunds,
		amountRefunded: earlier.amountRefunded,
	}),
	status,
	credited,
	receivedOn: status === 'succeeded' ? moment.today : null,
	attempt: invoice.charge?.attempt ?? 1,
});

/** A payment by card or debit of one invoice, as the provider tells it. */
export const newCardPayment = (
	id: string,
	invoice: InvoiceDocument,
	intent: IntentState,
	{now}: Moment,
): PaymentDocument => ({
	schema: 1,
	id,
	accountId: invoice.accountId,
	customerId: invoice.customerId,
	allocations: [{invoiceId: invoice.id, amount: intent.amount}],
	amount: intent.amount,
	currency: invoice.currency,
	amountRefunded: 0,
	method: intent.methodType === 'bank_debit' ? 'bank_debit' : intent.methodType === 'card' ? 'card' : 'other',
	status: 'succeeded',
	card: intent.card && {...intent.card},
	receivedOn: null,
	reference: null,
	declineCode: null,
	attempt: null,
	provider: {
		on: invoice.stripeOn ?? '',
		intentId: intent.intentId,
		chargeId: intent.chargeId,
		paymentMethodId: intent.paymentMethodId,
		via: 'automatic',
	},
	credited: 0,
	refunds: [],
	actor: {type: 'system', id: null},
	commitId: '',
	version: 1,
	createdAt: now,
	updatedAt: now,
	...outboxOf(id),
});

/** The customer once the issuer has said never again: the card is shown as invalid and not charged any more. */
export const withEndedCard = (
	customer: CustomerDocument,
	paymentMethodId: string | null,
	now: string,
): CustomerDocument =>
	customer.card !== null && customer.stripe.paymentMethodId === paymentMethodId
		? {...customer, card: {...customer.card, status: 'invalid'}, updatedAt: now}
		: customer;
