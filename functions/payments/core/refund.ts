/** Refunds of a payment: what may go back, for which invoices, and what became of it (rule 17). */
import type {Instant} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import {isChargeInFlight, type Moment, move, sumsOf, withoutCharge} from '../../invoices/core/lifecycle.ts';
import {creditReturnPostings} from '../../invoices/core/postings.ts';
import {netPaid} from '../../invoices/core/settlement.ts';
import {addHours} from '../../kernel/calendar.ts';
import {withSteps} from '../../kernel/outbox.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import type {RefundState} from '../../world.ts';
import {nextCycle} from './charge.ts';

export type StoredRefund = PaymentDocument['refunds'][number];
export type Share = StoredRefund['shares'][number];

/** What of a payment can still go back: what was refunded or lives on as the customer's credit cannot. */
export const refundable = (payment: Pick<PaymentDocument, 'amount' | 'credited' | 'refunds'>): number =>
	payment.amount -
	payment.credited -
	payment.refunds.reduce((sum, refund) => sum + (refund.status === 'failed' ? 0 : refund.amount), 0);

/** What of a payment can still go back for one of its invoices. */
export const refundableFor = (
	payment: Pick<PaymentDocument, 'amount' | 'allocations' | 'credited' | 'refunds'>,
	invoiceId: string,
): number => {
	const given = payment.allocations.find((allocation) => allocation.invoiceId === invoiceId)?.amount ?? 0;
	const back = payment.refunds
		.filter(({status}) => status !== 'failed')
		.flatMap(({shares}) => shares.filter((share) => share.invoiceId === invoiceId));
	const left = given - back.reduce((sum, {amount}) => sum + amount, 0);
	return Math.max(0, Math.min(left, refundable(payment)));
};

/** A refund of `amount` over the payment's invoices, in their order; all that is left without an amount. */
export const refundShares = (
	payment: PaymentDocument,
	amount: number | null,
): Result<readonly Share[], 'payment_not_refundable' | 'refund_exceeds_payment'> => {
	if (payment.status !== 'succeeded') return refuse('payment_not_refundable');
	const wanted = amount ?? refundable(payment);
	if (wanted <= 0 || wanted > refundable(payment)) return refuse('refund_exceeds_payment');
	let open = wanted;
	const shares = payment.allocations.flatMap(({invoiceId}) => {
		const share = Math.min(open, refundableFor(payment, invoiceId));
		open -= share;
		return share > 0 ? [{invoiceId, amount: share}] : [];
	});
	return ok(shares);
};

export type NewRefund = Pick<StoredRefund, 'id' | 'reason' | 'wantsCreditNote'> & {
	readonly shares: readonly Share[];
	readonly creditNoteId?: string;
	readonly now: Instant;
};

/** The payment with a refund written down: card money waits for the provider, what people recorded is done. */
export const withRefund = (payment: PaymentDocument, {now, shares, ...refund}: NewRefund): PaymentDocument => {
	const waits = payment.provider !== null;
	const next: PaymentDocument = {
		...payment,
		refunds: [
			...payment.refunds,
			{
				creditNoteId: null,
				fromCredit: 0,
				...refund,
				shares: [...shares],
				paymentId: payment.id,
				amount: shares.reduce((sum, {amount}) => sum + amount, 0),
				status: waits ? 'pending' : 'succeeded',
				providerRefundId: null,
				at: now,
			},
		],
		updatedAt: now,
	};
	return waits ? withSteps(next, {step: 'payment.refund', at: now, kind: refund.id}) : next;
};

/** Its money has left the books: the provider took it, or the credit note of its cause says so. */
export const isBooked = ({creditNoteId, providerRefundId, status}: StoredRefund): boolean =>
	status !== 'failed' && (creditNoteId !== null || providerRefundId !== null || status === 'succeeded');

/**
 * A bank may send back for a month what the provider called succeeded (https://docs.stripe.com/refunds#failed-refunds): the
 * provider is asked again, should its news never come.
 */
const asksAgainAfterDays = [7, 30];

/** When to ask what became of a refund that is in this state now; not any more once a failure was said, or a month is over. */
const nextAsk = (askedAt: Instant, status: RefundState['status'], now: Instant): Instant | undefined => {
	if (status === 'pending') return addHours(now, 24);
	if (status === 'failed') return undefined;
	return asksAgainAfterDays.map((days) => addHours(askedAt, days * 24)).find((at) => at > now);
};

/** The payment once the provider has said what became of a refund, and when it is asked again. */
export const withRefundState = (
	payment: PaymentDocument,
	refundId: string,
	{providerRefundId, status}: {readonly providerRefundId: string | null; readonly status: RefundState['status']},
	now: Instant,
): PaymentDocument => {
	const pending = payment.pending.filter(({step, kind}) => step !== 'payment.refund' || kind !== refundId);
	const refunds = payment.refunds.map((refund) =>
		refund.id === refundId ? {...refund, providerRefundId, status} : refund,
	);
	const askedAt = refunds.find(({id}) => id === refundId)?.at ?? now;
	const at = nextAsk(askedAt, status, now);
	const next = {...payment, pending, refunds, updatedAt: now};
	return at === undefined ? withSteps(next) : withSteps(next, {step: 'payment.refund', at, kind: refundId});
};

/** What of an amount that goes back an invoice still holds; the rest of it lives on as the customer's credit. */
export const heldBy = (invoice: InvoiceDocument, amount: number): number =>
	Math.min(amount, Math.max(0, netPaid(sumsOf(invoice))));

export type WentBack = {
	readonly returned: number;
	readonly credited: number;
	/** Taken from the customer's credit in the same commit instead of from the invoice. */
	readonly fromCredit: number;
};

/** The payment with the question of what became of a refund planned now: the same one where it is planned already, or a failure was the last word. */
export const withRefundAsked = (payment: PaymentDocument, refundId: string, now: Instant): PaymentDocument => {
	const mayMove = payment.refunds.some(({id, status}) => id === refundId && status !== 'failed');
	const isPlanned = payment.pending.some(
		({step, kind, at}) => step === 'payment.refund' && kind === refundId && at <= now,
	);
	if (!mayMove || isPlanned) return payment;
	return withSteps({...payment, updatedAt: now}, {step: 'payment.refund', at: now, kind: refundId});
};

/**
 * The invoice after money went back for it, with or without a credit note. Nothing charges it by itself from then on
 * (invariant 14); a charge that a person asks for later is a new PaymentIntent's.
 */
export const afterRefund = (before: InvoiceDocument, back: WentBack, moment: Moment): InvoiceDocument =>
	uncharged(afterReturn(before, back, moment));

/** The invoice after money left it and the credit that came of it. */
export const afterReturn = (
	before: InvoiceDocument,
	{returned, credited, fromCredit}: WentBack,
	moment: Moment,
): InvoiceDocument => {
	const {invoice} = move(before, {returned, credited}, moment);
	return {...invoice, postings: [...invoice.postings, ...creditReturnPostings(moment.today, fromCredit)]};
};

export const uncharged = (invoice: InvoiceDocument): InvoiceDocument => {
	if (isChargeInFlight(invoice)) return {...invoice, autoCharge: false};
	const {charge, ...quiet} = withoutCharge(invoice);
	const isOpenAgain = charge?.state === 'succeeded' && invoice.status === 'open';
	return {...quiet, charge: isOpenAgain ? nextCycle(charge) : charge, autoCharge: false};
};

/** The invoice when a refund came back: it settles again what it left open; what is beyond becomes the customer's credit. */
export const afterFailedRefund = (
	before: InvoiceDocument,
	{amount, fromCredit}: Pick<StoredRefund, 'amount' | 'fromCredit'>,
	moment: Moment,
): {readonly invoice: InvoiceDocument; readonly toBalance: number} => {
	const {invoice, toBalance} = move(before, {returnFailed: amount - fromCredit}, moment);
	const postings = [...invoice.postings, ...creditReturnPostings(moment.today, -fromCredit)];
	return {invoice: {...invoice, postings}, toBalance: toBalance + fromCredit};
};
