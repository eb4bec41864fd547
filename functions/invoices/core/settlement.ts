import {invariant} from '../../kernel/invariant.ts';

/** What has happened to an issued invoice in money, in minor units of its currency. Each sum only grows, but `amountWrittenOff`. */
export type InvoiceSums = {
	readonly total: number;
	readonly amountPaid: number;
	/** Refunds, returned bank debits and sums moved to the customer's credit balance. */
	readonly amountReturned: number;
	readonly amountDisputedLost: number;
	readonly amountCredited: number;
	readonly amountWrittenOff: number;
};

export type IssuedStatus = 'open' | 'paid' | 'void' | 'uncollectible';

/** What one commit adds to the sums; a refund with its credit note is two of them at once. */
export type Movements = Partial<
	/** `returnFailed`: a refund the provider made did not arrive and the money is back with us. */
	Record<'paid' | 'returned' | 'returnFailed' | 'disputedLost' | 'disputeWon' | 'credited' | 'writtenOff', number>
>;

export type Settlement = {
	readonly sums: InvoiceSums;
	readonly amountDue: number;
	readonly status: IssuedStatus;
	/** Excess that moved to the customer's credit balance; already counted in `amountReturned`. */
	readonly toBalance: number;
	/** Bad debt that came back, because more arrived than was due. */
	readonly writeOffReversed: number;
	/** Money settled it in this very commit: the event `invoice.paid`. */
	readonly becamePaid: boolean;
};

/**
 * An issued invoice after money, credit notes, disputes or a write-off moved. Rules 14 and 16.
 *
 * What exceeds the due first reverses a write-off, then goes to the credit balance. Takes no decision about whether the
 * movement is allowed.
 */
export const settle = (status: IssuedStatus, before: InvoiceSums, moved: Movements): Settlement => {
	invariant(
		Object.values(moved).every((amount) => Number.isSafeInteger(amount) && amount >= 0),
		'a movement is a whole, positive amount',
	);
	const added = add(before, moved);
	const beyond = Math.max(0, -outstanding(added));
	const writeOffReversed = Math.min(beyond, added.amountWrittenOff);
	const toBalance = Math.min(beyond - writeOffReversed, Math.max(0, netPaid(added)));
	const sums = {
		...added,
		amountWrittenOff: added.amountWrittenOff - writeOffReversed,
		amountReturned: added.amountReturned + toBalance,
	};
	const after = statusAfter(status, sums, moved);
	const becamePaid = after === 'paid' && status !== 'paid' && (moved.paid ?? 0) > 0;
	return {sums, amountDue: amountDue(sums), status: after, toBalance, writeOffReversed, becamePaid};
};

/** What the customer still owes; never negative. */
export const amountDue = (sums: InvoiceSums): number => Math.max(0, outstanding(sums));

/** Money that came and stayed. */
export const netPaid = ({amountPaid, amountReturned, amountDisputedLost}: InvoiceSums): number =>
	amountPaid - amountReturned - amountDisputedLost;

/** Some money stayed, but the invoice is still open. */
export const isPartiallyPaid = (status: IssuedStatus | 'draft', sums: InvoiceSums): boolean =>
	status === 'open' && netPaid(sums) > 0;

/** The due date lies before today, both days in the account's zone. Rule 29. */
export const isOverdue = (status: IssuedStatus | 'draft', dueDate: string, today: string): boolean =>
	status === 'open' && dueDate < today;

/** The sums of an invoice at issue: nothing has moved yet. */
export const untouched = (total: number): InvoiceSums => ({
	total,
	amountPaid: 0,
	amountReturned: 0,
	amountDisputedLost: 0,
	amountCredited: 0,
	amountWrittenOff: 0,
});

const outstanding = (sums: InvoiceSums): number =>
	sums.total - sums.amountCredited - sums.amountWrittenOff - netPaid(sums);

const add = (sums: InvoiceSums, moved: Movements): InvoiceSums => ({
	...sums,
	amountPaid: sums.amountPaid + (moved.paid ?? 0),
	amountReturned: sums.amountReturned + (moved.returned ?? 0) - (moved.returnFailed ?? 0),
	amountDisputedLost: sums.amountDisputedLost + (moved.disputedLost ?? 0) - (moved.disputeWon ?? 0),
	amountCredited: sums.amountCredited + (moved.credited ?? 0),
	amountWrittenOff: sums.amountWrittenOff + (moved.writtenOff ?? 0),
});

/** Only a write-off of all that was due makes an invoice uncollectible; it stays so until what was written off has come back. */
const statusAfter = (status: IssuedStatus, sums: InvoiceSums, moved: Movements): IssuedStatus => {
	if (status === 'void') return 'void';
	if (amountDue(sums) > 0) return 'open';
	const isWrittenOff = status === 'uncollectible' || (moved.writtenOff ?? 0) > 0;
	return isWrittenOff && sums.amountWrittenOff > 0 ? 'uncollectible' : 'paid';
};
