/** Invariants 8, I3 and I8: what was issued stays as it was, and states change only as they may. */
import {changed, type Kinds} from '../view.ts';
import type {StepCheck} from './index.ts';

type Invoice = Kinds['invoices'];

const legal: Readonly<Record<string, readonly string[]>> = {
	draft: ['draft', 'open', 'paid'],
	open: ['open', 'paid', 'void', 'uncollectible'],
	// A refund without a credit note opens it again (rule 17), as does a returned debit.
	paid: ['paid', 'open'],
	void: ['void'],
	uncollectible: ['uncollectible', 'open', 'paid'],
};

/** Everything of an issued invoice that no later event may touch. */
const frozen = (invoice: Invoice): string => {
	const {id, kind, content, totals, currency, total, number, seriesId, issueDate, dueDate, supplyDate, period} =
		invoice;
	const {exchangeRate, taxTotalAccount, party, sellerVersion, locale, template, runId, previewHash, issuedAt} = invoice;
	return JSON.stringify([
		[id, kind, content, totals, currency, total, number, seriesId, issueDate, dueDate, supplyDate, period],
		[exchangeRate, taxTotalAccount, party, sellerVersion, locale, template, runId, previewHash, issuedAt],
		[invoice.notes, invoice.terms, invoice.purchaseOrder, invoice.buyerReference],
	]);
};

export const fixed: StepCheck = () => (commit) => {
	const found: (readonly [string, string])[] = [];
	for (const {before, after, path} of changed(commit, 'invoices')) {
		if (before === undefined || after === undefined) continue;
		if (legal[before.status]?.includes(after.status) !== true)
			found.push(['I8', `${path} went from ${before.status} to ${after.status}`]);
		if (before.status === 'draft') continue;
		if (frozen(before) !== frozen(after)) found.push(['invariant 8', `${path} was changed after its issue`]);
		const kept = after.postings.slice(0, before.postings.length);
		if (JSON.stringify(kept) !== JSON.stringify(before.postings))
			found.push(['invariant 8', `${path} lost or changed postings`]);
	}
	for (const {before, after, path} of changed(commit, 'creditNotes')) {
		if (before === undefined) continue;
		const immutable = (note: Kinds['creditNotes'] | undefined) =>
			note &&
			JSON.stringify([note.number, note.issueDate, note.total, note.taxes, note.content, note.credit, note.postings]);
		if (immutable(before) !== immutable(after)) found.push(['invariant 8', `${path} was changed`]);
	}
	return found;
};
