/** Invariants 33, I12 and I33: reminders, fees and final actions once each, none after the money came; caps hold. */
import {standardBilling} from '../../../schemas/account.ts';
import {type Commit, changed, type Documents, type Kinds} from '../view.ts';
import type {StepCheck} from './index.ts';

type Problem = readonly [string, string];
type Invoice = Kinds['invoices'];

export const collected: StepCheck = () => {
	/** What each run has issued so far. */
	const spent = new Map<string, number>();
	/** Late fees by the invoice that they are for. */
	const fees = new Map<string, string>();
	return (commit, documents) => [
		...changed(commit, 'invoices').flatMap(({before, after, path}) =>
			after === undefined ? [] : [...reminded(path, before, after), ...feeOnce(fees, path, before, after)],
		),
		...capped(spent, commit, documents),
	];
};

/** I12. */
const reminded = (path: string, before: Invoice | undefined, after: Invoice): readonly Problem[] => {
	const [was, is] = [before?.collected?.reminded ?? [], after.collected?.reminded ?? []];
	const problems: Problem[] = [];
	if (new Set(is).size !== is.length) problems.push(['I12', `${path}: a reminder twice: ${is}`]);
	if (was.some((days) => !is.includes(days))) problems.push(['I12', `${path}: a reminder was forgotten`]);
	if (is.length > was.length && before?.status !== 'open')
		problems.push(['I12', `${path}: reminded while ${before?.status}`]);
	const latest = Math.max(Number.NEGATIVE_INFINITY, ...was);
	if (is.some((days) => !was.includes(days) && days < latest))
		problems.push(['I12', `${path}: reminders out of order`]);
	return problems;
};

const feeOnce = (
	fees: Map<string, string>,
	path: string,
	before: Invoice | undefined,
	{id, collected: done, status}: Invoice,
): readonly Problem[] => {
	const fee = done?.lateFee?.invoiceId ?? null;
	if (fee === null) return [];
	const known = fees.get(id);
	fees.set(id, fee);
	if (known !== undefined && known !== fee) return [['I12', `${path}: two late fees`]];
	return known === undefined && before?.status !== 'open' ? [['I12', `${path}: a late fee while ${status}`]] : [];
};

/** Invariant 33: what one run issues in a currency stays below the account's cap, unless a person let it past. */
const capped = (spent: Map<string, number>, commit: Commit, documents: Documents): readonly Problem[] => {
	const problems: Problem[] = [];
	for (const {before, after} of changed(commit, 'invoices')) {
		if (before !== undefined || !after?.template || after.status === 'draft') continue;
		const {accountId, runId, currency, total, template: origin} = after;
		const template = documents.get(`accounts/${accountId}/templates/${origin.id}`);
		const approved = template?.approved as {readonly epoch: number; readonly k: number} | null | undefined;
		if (approved?.epoch === origin.epoch && approved.k === origin.k) continue;
		const series = documents.get(`accounts/${accountId}/series/${after.seriesId}`);
		const limits = (series?.billing ?? standardBilling) as typeof standardBilling;
		const name = `${accountId} ${runId} ${currency}`;
		const sum = (spent.get(name) ?? 0) + total;
		spent.set(name, sum);
		const cap = limits.runAmountCaps.find((one) => one.currency === currency)?.amount ?? Number.POSITIVE_INFINITY;
		if (sum > cap) problems.push(['invariant 33', `${name}: ${sum} issued, the cap is ${cap}`]);
	}
	return problems;
};
