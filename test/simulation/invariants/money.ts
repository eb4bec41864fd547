/** Invariants 9, 10, 11, 13, 14, I4, I5 and I9: the arithmetic of every document, at every commit. */
import {taxViolations} from '../../invariants/taxes.ts';
import {changed, type Kinds} from '../view.ts';
import type {StepCheck} from './index.ts';

type Invoice = Kinds['invoices'];
type Problem = readonly [string, string];

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

export const money: StepCheck = () => (commit) => [
	...changed(commit, 'invoices').flatMap(({path, after}) =>
		after === undefined ? [] : [...totalled(path, after), ...balanced(path, after), ...settled(path, after)],
	),
	...changed(commit, 'creditNotes').flatMap(({path, after}) => (after === undefined ? [] : balanced(path, after))),
	...changed(commit, 'payments').flatMap(({path, after}) =>
		after === undefined || (after.amountRefunded >= 0 && after.amountRefunded <= after.amount)
			? []
			: [['invariant 13', `${path}: ${after.amountRefunded} of ${after.amount} refunded`] as const],
	),
];

const totalled = (path: string, {content, totals, total}: Invoice): readonly Problem[] => {
	const {subtotal, discountTotal, chargeTotal, taxTotal, rounding} = totals;
	const problems: Problem[] = [];
	const all = [subtotal, discountTotal, chargeTotal, taxTotal, rounding, total, totals.total];
	if (!all.every(Number.isSafeInteger)) problems.push(['invariant 9', `${path}: not whole: ${all}`]);
	if (subtotal - discountTotal + chargeTotal + taxTotal + rounding !== totals.total || total !== totals.total)
		problems.push(['invariant 9', `${path}: the parts do not make ${total}`]);
	if (sum(totals.lines.map(({net}) => net)) !== subtotal) problems.push(['invariant 9', `${path}: lines and subtotal`]);
	const taxes = taxViolations({path, content, totals}).map(({says}) => ['invariant 10', `${path}: ${says}`] as const);
	return [...problems, ...taxes];
};

const balanced = (path: string, {postings}: Invoice | Kinds['creditNotes']): readonly Problem[] => {
	const sets = Map.groupBy(postings, ({event, on}) => `${event} ${on}`);
	return [...sets].flatMap(([event, lines]) => {
		const off = sum(lines.map(({debit, credit}) => debit - credit));
		return off === 0 ? [] : [['invariant 11', `${path}: ${event} is off by ${off}`] as const];
	});
};

const settled = (path: string, invoice: Invoice): readonly Problem[] => {
	const {status, total, amountDue, amountPaid, amountReturned, amountDisputedLost} = invoice;
	if (status === 'draft') return [];
	const {amountCredited, amountWrittenOff} = invoice;
	const due = total - amountCredited - amountWrittenOff - (amountPaid - amountReturned - amountDisputedLost);
	const problems: Problem[] = [];
	if (due !== amountDue || due < 0) problems.push(['invariant 14', `${path}: due ${amountDue}, by its sums ${due}`]);
	if (amountReturned < 0 || amountReturned > amountPaid)
		problems.push(['invariant 13', `${path}: ${amountReturned} returned of ${amountPaid}`]);
	if ((status === 'open') !== due > 0) problems.push(['I9', `${path} is ${status} with ${due} due`]);
	return problems;
};
