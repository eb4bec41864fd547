/** Invariants 33, I12 and I33: reminders, fees and final actions once each, none after the money came; caps hold. */
import {standardBilling} from '../../../schemas/account.ts';
import {as, type Commit, changed, type Documents, type Kinds} from '../view.ts';
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

/** Invariant 33: what one run bills in a currency, less what it credits, stays below the account's cap, unless a person let it past. */
const capped = (spent: Map<string, number>, commit: Commit, documents: Documents): readonly Problem[] => {
	const made = [...changed(commit, 'invoices'), ...changed(commit, 'creditNotes')].flatMap(({before, after}) =>
		before === undefined && after?.template && isCapped(after, documents) ? [after] : [],
	);
	const rising = new Map<string, number>();
	for (const document of made) {
		const {accountId, runId, currency, total} = document;
		const name = `${accountId} ${runId} ${currency}`;
		spent.set(name, (spent.get(name) ?? 0) + ('status' in document ? total : -total));
		if ('status' in document) rising.set(name, capOf(document, documents));
	}
	return [...rising].flatMap(([name, cap]) =>
		(spent.get(name) ?? 0) > cap ? [['invariant 33', `${name}: ${spent.get(name)}, the cap is ${cap}`] as const] : [],
	);
};

type Made = Invoice | Kinds['creditNotes'];

/** Drafts are looked at anyway, and a person may let one period past. */
const isCapped = (document: Made, documents: Documents): boolean => {
	const {accountId, template: origin} = document;
	const template = documents.get(`accounts/${accountId}/templates/${origin?.id}`);
	if (template === undefined || template.billing === 'draft') return false;
	const {approved} = as('templates', template);
	return approved?.epoch !== origin?.epoch || approved?.k !== origin?.k;
};

const capOf = ({accountId, seriesId, currency}: Made, documents: Documents): number => {
	const series = documents.get(`accounts/${accountId}/series/${seriesId}`);
	const limits = (series && as('series', series).billing) ?? standardBilling;
	return limits.runAmountCaps.find((one) => one.currency === currency)?.amount ?? Number.POSITIVE_INFINITY;
};
