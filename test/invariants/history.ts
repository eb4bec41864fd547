/** Invariants 7 and 8: what may never change of a document once it is issued. Checked between any two states. */
import type {Books, Entry} from './books.ts';
import {unless, type Violation} from './violation.ts';

/** `later` is the same database at a later time. */
export const historyViolations = (earlier: Books, later: Books): readonly Violation[] => {
	const invoices = new Map(later.invoices.map((invoice) => [invoice.path, invoice]));
	const notes = new Map(later.creditNotes.map((note) => [note.path, note]));
	return [
		...earlier.invoices
			.filter(({status}) => status !== 'draft')
			.flatMap((before) => changed(before, invoices.get(before.path), immutable)),
		...earlier.creditNotes.flatMap((before) =>
			changed(before, notes.get(before.path), ({postings, totals, credit}) => ({postings, totals, credit})),
		),
	];
};

type Issued = {readonly path: string; readonly number: string | null; readonly issueDate: string | null};

const changed = <T extends Issued>(
	before: T,
	after: T | undefined,
	part: (document: T) => object,
): readonly Violation[] => {
	if (after === undefined) return [{invariant: '7', at: before.path, says: `${before.number} is gone`}];
	const [was, is] = [before, after].map((document) => JSON.stringify(part(document)));
	return [
		...unless(after.number === before.number && after.issueDate === before.issueDate, '7', before.path, 'renumbered'),
		...unless(was === is, '8', before.path, 'changed after its issue'),
	];
};

/** Everything that is printed or booked at issue. */
const printed = ['content', 'totals', 'party', 'sellerVersion', 'period', 'template', 'dueDate'] as const;
const immutable = (invoice: Entry<'invoices'>) => [
	printed.map((field) => invoice[field]),
	invoice.postings.filter(({event}) => event === 'issued'),
];
