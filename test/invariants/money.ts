/** Invariants 9, 10, 11, 12, 13 and 14: what documents add up to and what is owed. */
import type {Posting} from '../../schemas/invoice.ts';
import type {Books, Entry} from './books.ts';
import {taxViolations} from './taxes.ts';
import {unless, type Violation} from './violation.ts';

/** Totals, taxes, postings and balances of every document agree. */
export const moneyViolations = (books: Books): readonly Violation[] => [
	...[...books.invoices, ...books.creditNotes].flatMap(balanceViolations),
	...books.invoices.flatMap(totalViolations),
	...books.invoices.flatMap(taxViolations),
	...books.invoices.filter(({status}) => status !== 'draft').flatMap(dueViolations),
	...receivableViolations(books),
	...books.payments.flatMap(refundViolations),
];

type Posted = {readonly path: string; readonly postings: readonly Posting[]};

/** Each set of one day and event by itself, not only all together. */
const balanceViolations = ({path, postings}: Posted): readonly Violation[] =>
	[...Map.groupBy(postings, ({on, event}) => `${on} ${event}`)].flatMap(([set, rows]) =>
		unless(balanceOf(rows) === 0, '11', path, `${set} is out of balance by ${balanceOf(rows)}`),
	);

const balanceOf = (rows: readonly Posting[]): number => rows.reduce((sum, {debit, credit}) => sum + debit - credit, 0);

const totalViolations = ({path, total, totals}: Entry<'invoices'>): readonly Violation[] => {
	const {subtotal, discountTotal, chargeTotal, taxTotal, rounding, lines} = totals;
	const nets = lines.reduce((sum, {net}) => sum + net, 0);
	const gross = [...lines, ...totals.charges].reduce((sum, line) => sum + line.gross, 0) + rounding;
	return [
		...unless(total === totals.total && subtotal === nets, '9', path, `${total}, ${totals.total}; nets ${nets}`),
		...unless(gross === total, '9', path, `lines come to ${gross}, the total is ${total}`),
		...unless(
			subtotal - discountTotal + chargeTotal + taxTotal + rounding === total,
			'9',
			path,
			`${subtotal} − ${discountTotal} + ${chargeTotal} + ${taxTotal} + ${rounding} is not ${total}`,
		),
	];
};

const dueViolations = (invoice: Entry<'invoices'>): readonly Violation[] => {
	const {path, status, total, amountDue, amountPaid, amountReturned, amountDisputedLost} = invoice;
	const kept = amountPaid - amountReturned - amountDisputedLost;
	const due = total - invoice.amountCredited - invoice.amountWrittenOff - kept;
	const isOpen = status === 'open';
	return [
		...unless(amountDue === due, '14', path, `${amountDue} due, the sums say ${due}`),
		...unless(amountDue >= 0 && kept >= 0, '14', path, `${amountDue} due, ${kept} kept`),
		...unless(
			amountPaid >= 0 && amountReturned >= 0 && amountReturned <= amountPaid,
			'13',
			path,
			'more back than came',
		),
		...unless(isOpen === amountDue > 0, '14', path, `${status} with ${amountDue} due`),
		...unless((status === 'paid') === (invoice.paidAt !== null), '14', path, `${status}, paid at ${invoice.paidAt}`),
	];
};

/** Receivables of an invoice: its own postings and those of its credit notes; what stands there is what is due. */
const receivableViolations = ({invoices, creditNotes}: Books): readonly Violation[] => {
	const notes = Map.groupBy(creditNotes, ({invoiceId}) => invoiceId);
	return invoices
		.filter(({status}) => status !== 'draft')
		.flatMap(({path, id, postings, amountDue}) => {
			const all = [...postings, ...(notes.get(id) ?? []).flatMap((note) => note.postings)];
			const receivable = balanceOf(all.filter(({ledger}) => ledger === 'receivable'));
			return unless(receivable === amountDue, '12', path, `${receivable} receivable, ${amountDue} due`);
		});
};

const refundViolations = ({path, amount, amountRefunded, refunds}: Entry<'payments'>): readonly Violation[] => {
	const kept = refunds.filter(({status}) => status === 'succeeded').reduce((sum, refund) => sum + refund.amount, 0);
	return [
		...unless(amountRefunded >= 0 && amountRefunded <= amount, '13', path, `${amountRefunded} of ${amount} refunded`),
		...unless(kept <= amountRefunded, '13', path, `${kept} went back, ${amountRefunded} is recorded`),
	];
};
