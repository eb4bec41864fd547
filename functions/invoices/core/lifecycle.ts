/** What may happen to an issued invoice, and what it looks like afterwards. States: see README.md of this domain. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {InvoiceDocument, Posting} from '../../../schemas/invoice.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {invariant} from '../../kernel/invariant.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {nextHour, withLook, withoutLook} from './collect-times.ts';
import {marked} from './collected.ts';
import {creditUsePostings, excessPostings, paymentPostings, returnPostings, writeOffPostings} from './postings.ts';
import {type InvoiceSums, type IssuedStatus, type Movements, netPaid, type Settlement, settle} from './settlement.ts';

/** When something happened: the account's day for the books, the instant for the record. */
export type Moment = {readonly now: Instant; readonly today: PlainDate};

/** An invoice after money, credit or a write-off moved; `toBalance` is to be added to the customer's credit in the same commit. */
export type Moved = {readonly invoice: InvoiceDocument; readonly toBalance: number; readonly becamePaid: boolean};

/** `credit`: the payment is the customer's own credit balance, not cash. */
export type MovedBy = Movements & {readonly from?: 'cash' | 'credit'};

/**
 * Applies a movement to the sums, the postings, the status and the outbox (rules 14 and 16). Decides nothing about whether
 * it is allowed. A charge still waiting is taken back once nothing is due, never one that is under way; collecting ends
 * with the debt (I12), and begins again where money went back and the invoice is open again.
 */
export const move = (invoice: InvoiceDocument, movement: MovedBy, {now, today}: Moment): Moved => {
	const {from = 'cash', ...movements} = movement;
	const settlement = settle(issuedStatus(invoice), sumsOf(invoice), movements);
	const {sums, amountDue, status, toBalance, becamePaid} = settlement;
	const next: InvoiceDocument = {
		...invoice,
		...sums,
		amountDue,
		status,
		postings: [...invoice.postings, ...postingsOf(today, movements, from, settlement)],
		paidAt: status === 'paid' ? (invoice.paidAt ?? now) : null,
		updatedAt: now,
	};
	const settled = amountDue === 0 ? withoutLook(withoutCharge(next)) : next;
	const owing = status === 'open' && invoice.status !== 'open' ? withLook(settled, nextHour(settled, now)) : settled;
	return {invoice: becamePaid ? told(owing, 'invoice.paid', now) : owing, toBalance, becamePaid};
};

const postingsOf = (
	on: PlainDate,
	moved: Movements,
	from: 'cash' | 'credit',
	{toBalance, writeOffReversed}: Settlement,
): readonly Posting[] => [
	...(from === 'credit' ? creditUsePostings(on, moved.paid ?? 0) : paymentPostings(on, moved.paid ?? 0, 0)),
	...returnPostings(on, sentBack(moved)),
	...writeOffPostings(on, (moved.writtenOff ?? 0) - writeOffReversed),
	...excessPostings(on, toBalance),
];

/** Cash that left, less what came back of it. */
const sentBack = ({returned = 0, returnFailed = 0, disputedLost = 0, disputeWon = 0}: Movements): number =>
	returned - returnFailed + disputedLost - disputeWon;

/** Takes a waiting charge back: nothing is left to charge. What the provider already has is left to its outcome. */
export const withoutCharge = (invoice: InvoiceDocument): InvoiceDocument => {
	const {charge} = invoice;
	if (charge === null || isChargeInFlight(invoice)) return invoice;
	const state = charge.state === 'succeeded' ? charge.state : 'none';
	return withoutSteps({...invoice, charge: {...charge, state, nextAttemptAt: null}}, 'invoice.charge');
};

/** Money was handed to the provider and its outcome is not known: nothing else may take any meanwhile (invariant 18). */
export const isChargeInFlight = (invoice: Pick<InvoiceDocument, 'charge' | 'pending'>): boolean =>
	invoice.charge?.state === 'processing' || invoice.charge?.state === 'unknown' || isDebitUnderWay(invoice);

/** A bank debit, automatic or from the payment page, settles days later; until then somebody asks about it every day. */
export const isDebitUnderWay = ({pending}: Pick<InvoiceDocument, 'pending'>): boolean =>
	pending.some(({step, kind}) => step === 'invoice.ask' && kind === 'debit');

/** A payer may be on the provider's page right now, about to pay what it says. */
export const isPageOpen = ({checkout}: Pick<InvoiceDocument, 'checkout'>): boolean => checkout !== null;

/** The payment page is closed or done: nobody needs to ask about it any more. A newer page is left alone. */
export const withoutPage = (invoice: InvoiceDocument, sessionId: string): InvoiceDocument => {
	if (invoice.checkout?.sessionId !== sessionId) return invoice;
	const pending = invoice.pending.filter(({step, kind}) => step !== 'invoice.ask' || kind !== 'page');
	return withSteps({...invoice, checkout: null, pending});
};

/** Adds an event for webhook endpoints, where the account has any. */
export const told = (invoice: InvoiceDocument, event: string, at: Instant): InvoiceDocument =>
	invoice.notify ? withSteps(invoice, {step: 'invoice.notify', at, kind: event}) : invoice;

export type VoidRefusal = 'invoice_not_open' | 'invoice_has_payments' | 'invoice_has_credit_notes' | 'charge_in_flight';

/** Whether an invoice can be voided: open, nothing paid, nothing credited, nothing under way (rule 15). */
export const canVoid = (invoice: InvoiceDocument): Result<null, VoidRefusal> => {
	if (invoice.status !== 'open') return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	if (netPaid(sumsOf(invoice)) > 0) return refuse('invoice_has_payments');
	if (invoice.amountCredited > 0) return refuse('invoice_has_credit_notes');
	return ok(null);
};

/**
 * The invoice once its cancelling credit note of everything is issued in the same commit. A part that was written off comes
 * back first, so that nothing of it is left in the books.
 */
export const voided = (invoice: InvoiceDocument, creditNoteId: string, moment: Moment): InvoiceDocument => {
	invariant(canVoid(invoice).ok, 'only what can be voided is voided');
	const {delivery} = invoice;
	const {invoice: moved} = move(invoice, {credited: invoice.total}, moment);
	return told(
		{
			...withoutSteps(moved, 'invoice.charge', 'invoice.mail'),
			status: 'void',
			paidAt: null,
			creditNoteIds: [...invoice.creditNoteIds, creditNoteId],
			delivery: delivery.state === 'queued' ? {...delivery, state: 'none'} : delivery,
		},
		'invoice.voided',
		moment.now,
	);
};

/** Bad debt, gross, tax unchanged; all of what is due unless `amount` says less (rule 16). */
export const writtenOff = (
	invoice: InvoiceDocument,
	amount: number | null,
	moment: Moment,
): Result<Moved, 'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight'> => {
	if (invoice.status !== 'open') return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	const writtenOff = amount ?? invoice.amountDue;
	if (writtenOff > invoice.amountDue) return refuse('amount_exceeds_due');
	const moved = move(invoice, {writtenOff}, moment);
	return ok({...moved, invoice: told(moved.invoice, 'invoice.written_off', moment.now)});
};

/** A mail to the buyer, queued as a step; `kind` says which. */
export const mailQueued = (invoice: InvoiceDocument, kind: string, now: Instant): InvoiceDocument => {
	const step: PendingStep = {step: 'invoice.mail', at: now, kind};
	return withSteps({...invoice, delivery: {...invoice.delivery, state: 'queued'}, updatedAt: now}, step);
};

/** A mail that tells the payer of the debt: a reminder of the same day would be one too many. */
export const chased = (invoice: InvoiceDocument, kind: string, {now, today}: Moment): InvoiceDocument =>
	marked(mailQueued(invoice, kind, now), {remindedOn: today});

export const sumsOf = ({total, ...invoice}: InvoiceDocument): InvoiceSums => ({
	total,
	amountPaid: invoice.amountPaid,
	amountReturned: invoice.amountReturned,
	amountDisputedLost: invoice.amountDisputedLost,
	amountCredited: invoice.amountCredited,
	amountWrittenOff: invoice.amountWrittenOff,
});

const issuedStatus = ({status}: InvoiceDocument): IssuedStatus => {
	invariant(status !== 'draft', 'money moves on issued invoices only');
	return status;
};
