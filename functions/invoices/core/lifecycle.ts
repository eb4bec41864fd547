/** What may happen to an issued invoice, and what it looks like afterwards. States: see README.md of this domain. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {InvoiceDocument, Posting} from '../../../schemas/invoice.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {invariant} from '../../kernel/invariant.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {creditUsePostings, excessPostings, paymentPostings, returnPostings, writeOffPostings} from './postings.ts';
import {type InvoiceSums, type IssuedStatus, type Movements, type Settlement, settle} from './settlement.ts';

/** When something happened: the account's day for the books, the instant for the record. */
export type Moment = {readonly now: Instant; readonly today: PlainDate};

/** An invoice after money, credit or a write-off moved; `toBalance` is to be added to the customer's credit in the same commit. */
export type Moved = {readonly invoice: InvoiceDocument; readonly toBalance: number; readonly becamePaid: boolean};

/** `credit`: the payment is the customer's own credit balance, not cash. */
export type MovedBy = Movements & {readonly from?: 'cash' | 'credit'};

/**
 * Applies a movement to the sums, the postings, the status and the outbox (rules 14 and 16). Decides nothing about whether
 * it is allowed. A charge still waiting is taken back once nothing is due, never one that is under way.
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
	const settled = amountDue === 0 ? withoutCharge(next) : next;
	return {invoice: becamePaid ? told(settled, 'invoice.paid', now) : settled, toBalance, becamePaid};
};

const postingsOf = (
	on: PlainDate,
	moved: Movements,
	from: 'cash' | 'credit',
	{toBalance, writeOffReversed}: Settlement,
): readonly Posting[] => [
	...(from === 'credit' ? creditUsePostings(on, moved.paid ?? 0) : paymentPostings(on, moved.paid ?? 0, 0)),
	...returnPostings(on, (moved.returned ?? 0) + (moved.disputedLost ?? 0) - (moved.disputeWon ?? 0)),
	...writeOffPostings(on, (moved.writtenOff ?? 0) - writeOffReversed),
	...excessPostings(on, toBalance),
];

/** Takes a waiting charge back: nothing is left to charge. What the provider already has is left to its outcome. */
export const withoutCharge = (invoice: InvoiceDocument): InvoiceDocument => {
	const {charge} = invoice;
	if (charge === null || isChargeInFlight(invoice)) return invoice;
	const state = charge.state === 'succeeded' ? charge.state : 'none';
	return withoutSteps({...invoice, charge: {...charge, state, nextAttemptAt: null}}, 'invoice.charge');
};

/** A charge was handed to the provider and its outcome is not known: nothing else may take money meanwhile (invariant 18). */
export const isChargeInFlight = ({charge}: Pick<InvoiceDocument, 'charge'>): boolean =>
	charge !== null && (charge.state === 'processing' || charge.state === 'unknown');

/** Adds an event for webhook endpoints, where the account has any. */
export const told = (invoice: InvoiceDocument, event: string, at: Instant): InvoiceDocument =>
	invoice.notify ? withSteps(invoice, {step: 'invoice.notify', at, kind: event}) : invoice;

export type VoidRefusal = 'invoice_not_open' | 'invoice_has_payments' | 'invoice_has_credit_notes' | 'charge_in_flight';

/** Whether an invoice can be voided: open, nothing paid, nothing credited, nothing under way (rule 15). */
export const canVoid = (invoice: InvoiceDocument): Result<null, VoidRefusal> => {
	if (invoice.status !== 'open') return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	if (invoice.amountPaid - invoice.amountReturned > 0) return refuse('invoice_has_payments');
	if (invoice.amountCredited > 0) return refuse('invoice_has_credit_notes');
	return ok(null);
};

/** The invoice once its cancelling credit note of everything is issued in the same commit. */
export const voided = (invoice: InvoiceDocument, creditNoteId: string, {now}: Moment): InvoiceDocument => {
	invariant(canVoid(invoice).ok, 'only what can be voided is voided');
	const quiet = withoutSteps(withoutCharge(invoice), 'invoice.charge', 'invoice.mail');
	return told(
		{
			...quiet,
			status: 'void',
			amountCredited: invoice.total,
			amountDue: 0,
			creditNoteIds: [...invoice.creditNoteIds, creditNoteId],
			delivery: invoice.delivery.state === 'queued' ? {...invoice.delivery, state: 'none'} : invoice.delivery,
			updatedAt: now,
		},
		'invoice.voided',
		now,
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
