import test from 'ava';
import type {z} from 'zod';
import {carried, composeDraft, type DraftFacts} from '../../../../functions/invoices/core/compose.ts';
import {isDeduction} from '../../../../functions/invoices/core/deduct.ts';
import {shardOf} from '../../../../functions/kernel/outbox.ts';
import {InvoiceDocument, InvoiceInput} from '../../../../schemas/invoice.ts';
import type {PlannedTaxRate} from '../../../../schemas/template.ts';
import {contentOf, invoiceOf, lineOf} from '../../documents/printed.ts';
import {customerFields} from '../../recurring/billing-world.ts';

const now = '2026-11-22T09:30:00.000Z';

const standard: PlannedTaxRate = {
	id: 'tax_0001',
	name: 'VAT',
	scheme: 'VAT',
	category: 'S',
	versions: [
		{from: null, percent: '16'},
		{from: '2026-11-01', percent: '19'},
		{from: '2027-01-01', percent: '20'},
	],
};

const account: DraftFacts['account'] = {
	id: 'acc_0001',
	mode: 'live',
	currency: 'EUR',
	timeZone: 'Europe/Berlin',
	locale: 'de-DE',
	retryDays: [1, 3],
	stripeAccount: 'acct_1',
	sellerVersion: 2,
	defaults: {},
};

const factsOf = (facts: Partial<DraftFacts> = {}): DraftFacts => ({
	account,
	customer: customerFields(),
	seriesId: 'ser_0001',
	rates: new Map([[standard.id, standard]]),
	prepayments: [],
	today: '2026-11-22',
	now,
	...facts,
});

const line = {description: 'Care', quantity: '2', unitAmount: 1000, taxRateIds: ['tax_0001']};
const inputOf = (fields: Partial<z.input<typeof InvoiceInput>> = {}): InvoiceInput =>
	InvoiceInput.parse({customerId: 'cus_0001', lines: [line], ...fields});

const attempt = (fields: Partial<z.input<typeof InvoiceInput>> = {}, facts: Partial<DraftFacts> = {}) =>
	composeDraft('inv_0001', inputOf(fields), factsOf(facts));

const compose = (
	fields: Partial<z.input<typeof InvoiceInput>> = {},
	facts: Partial<DraftFacts> = {},
): InvoiceDocument => {
	const composed = attempt(fields, facts);
	if (!composed.ok) throw new Error(composed.refusal.code);
	return composed.value;
};

const faultsOf = (composed: ReturnType<typeof attempt>) =>
	composed.ok ? null : composed.refusal.errors?.map(({path, code}) => [path, code]);

test('a draft is priced and totalled, has no number, and is a document that its schema allows (invariants 7, 9)', (t) => {
	const draft = compose();
	t.like(draft, {
		status: 'draft',
		number: null,
		issueDate: null,
		total: 2380,
		amountDue: 2380,
		sellerVersion: 2,
		zone: 'Europe/Berlin',
		stripeOn: 'acct_1',
		retryDays: [1, 3],
		party: 's1.party',
		createdAt: now,
		updatedAt: now,
	});
	t.deepEqual(draft.pending, []);
	t.notThrows(() => InvoiceDocument.parse(draft));
});

test('an unknown tax rate is refused by the field that names it, wherever it stands', (t) => {
	const composed = attempt({
		lines: [line, {...line, taxRateIds: ['tax_0001', 'tax_9999']}],
		charges: [{description: 'Freight', amount: 100, taxRateIds: ['tax_9999']}],
		discounts: [{percent: '5'}, {percent: '5', taxRateIds: ['tax_9999']}],
	});
	t.is(composed.ok ? null : composed.refusal.code, 'invalid_request');
	t.deepEqual(faultsOf(composed), [
		['lines.1.taxRateIds', 'unknown_tax_rate'],
		['charges.0.taxRateIds', 'unknown_tax_rate'],
		['discounts.1.taxRateIds', 'unknown_tax_rate'],
	]);
});

test('what totals refuse, a draft refuses', (t) => {
	const free = attempt({lines: [{...line, unitAmount: 0}], discounts: [{amount: 100}]});
	t.is(free.ok ? null : free.refusal.code, 'discount_not_spreadable');
});

const days = (count: number) => ({days: count, from: 'issue' as const});
const dueDates: readonly [string, Partial<z.input<typeof InvoiceInput>>, number | null, number | null, string][] = [
	['the one given, before all terms', {dueDate: '2026-11-30', paymentTerms: {days: 3}}, 7, 9, '2026-11-30'],
	['by the terms of the invoice', {paymentTerms: {days: 3}}, 7, 9, '2026-11-25'],
	['by the terms of the customer', {}, 7, 9, '2026-11-29'],
	['by the terms of the account', {}, null, 9, '2026-12-01'],
	['14 days from today', {}, null, null, '2026-12-06'],
	['counted from the issue date given', {issueDate: '2026-11-01'}, null, null, '2026-11-15'],
	['counted from the end of the month', {paymentTerms: {days: 10, from: 'endOfMonth'}}, null, null, '2026-12-10'],
	['on the day of issue where terms say 0 days', {paymentTerms: {days: 0}}, 7, 9, '2026-11-22'],
];
for (const [title, input, ofCustomer, ofAccount, expected] of dueDates) {
	test(`the due date is ${title}`, (t) => {
		const draft = compose(input, {
			customer: customerFields(ofCustomer === null ? {} : {paymentTerms: days(ofCustomer)}),
			account: {...account, defaults: ofAccount === null ? {} : {paymentTerms: days(ofAccount)}},
		});
		t.is(draft.dueDate, expected);
		t.is(draft.issueDate, input.issueDate ?? null);
	});
}

test('a due date before the issue date, given or today, is refused by its field', (t) => {
	t.deepEqual(faultsOf(attempt({dueDate: '2026-11-21'})), [['dueDate', 'before_issue_date']]);
	t.deepEqual(faultsOf(attempt({issueDate: '2026-11-30', dueDate: '2026-11-29'})), [['dueDate', 'before_issue_date']]);
});

test('the terms that applied are kept with the draft, none where there are none', (t) => {
	t.deepEqual(compose({}, {customer: customerFields({paymentTerms: days(7)})}).paymentTerms, days(7));
	t.is(compose().paymentTerms, null);
});

test("the currency is the invoice's, else the customer's, else the account's, and stays with the draft", (t) => {
	const customer = customerFields({currency: 'USD'});
	t.is(compose({currency: 'GBP'}, {customer}).currency, 'GBP');
	t.is(compose({}, {customer}).currency, 'USD');
	const draft = compose();
	t.is(draft.currency, 'EUR');
	t.is(draft.draft?.currency, 'EUR');
	t.is(compose({}, {customer}).accountCurrency, 'EUR');
	t.is(compose({currency: 'KWD'}).content.cashRounding, 10);
	t.is(compose({currency: 'KWD', cashRounding: 1}).content.cashRounding, 1);
});

test("the language is the customer's, else the account's", (t) => {
	t.is(compose({}, {customer: customerFields({locale: 'fr'})}).locale, 'fr');
	t.is(compose().locale, 'de-DE');
});

test("notes and terms are the invoice's own, else the account's", (t) => {
	const facts = {account: {...account, defaults: {notes: 'Danke', terms: 'Netto'}}};
	t.like(compose({}, facts), {notes: 'Danke', terms: 'Netto'});
	t.like(compose({notes: 'Merci', terms: ''}, facts), {notes: 'Merci', terms: ''});
	t.like(compose(), {notes: null, terms: null});
});

test('ids of lines, charges and deductions follow from the id of the invoice, so a repeated request makes the same', (t) => {
	const facts = {prepayments: [invoiceOf({kind: 'prepayment', amountPaid: 23_800})]};
	const input = {
		lines: [line, line, {...line, unitAmount: 100_000}],
		charges: [{description: 'Freight', amount: 100}],
	};
	const draft = compose(input, facts);
	t.deepEqual(
		draft.content.lines.map(({id}) => id),
		['lin_0001000', 'lin_0001001', 'lin_0001002', 'lin_0001700'],
	);
	t.deepEqual(
		draft.content.charges.map(({id}) => id),
		['lin_0001500'],
	);
	t.deepEqual(draft.content.lines.map(isDeduction), [false, false, false, true]);
	t.deepEqual(compose(input, facts), draft);
});

const points: readonly [string, Partial<z.input<typeof InvoiceInput>>, string][] = [
	['today', {}, '19'],
	['the issue date', {issueDate: '2026-10-31'}, '16'],
	['the first day of a version', {issueDate: '2026-11-01'}, '19'],
	['the end of the period before the issue date', {period: {start: '2026-10-01', end: '2026-10-31'}}, '16'],
	['the end of a period that reaches a later version', {period: {start: '2026-12-15', end: '2027-01-14'}}, '20'],
	[
		'the supply date before the end of the period',
		{supplyDate: '2026-10-15', period: {start: '2026-12-15', end: '2027-01-14'}},
		'16',
	],
];
for (const [title, input, percent] of points) {
	test(`the tax point picks the version of a rate: ${title}`, (t) => {
		const draft = compose({...input, charges: [{description: 'Freight', amount: 100, taxRateIds: ['tax_0001']}]});
		t.is(draft.content.lines[0]?.taxRates[0]?.percent, percent);
		t.is(draft.content.charges[0]?.taxRates[0]?.percent, percent);
		t.is(draft.totals.taxes[0]?.percent, percent);
	});
}

test('what was paid in advance is taken off with its tax', (t) => {
	const draft = compose(
		{lines: [{...line, quantity: '1', unitAmount: 50_000}]},
		{prepayments: [invoiceOf({amountPaid: 23_800})]},
	);
	t.is(draft.total, 59_500 - 23_800);
});

test('a prepayment in another currency, or with no line left for it, is refused by its field', (t) => {
	const paid = invoiceOf({amountPaid: 23_800});
	t.deepEqual(faultsOf(attempt({currency: 'USD'}, {prepayments: [paid]})), [['deductInvoiceIds', 'other_currency']]);
	const full = Array.from({length: 200}, () => line);
	t.deepEqual(faultsOf(attempt({lines: full}, {prepayments: [paid]})), [['lines', 'too_big']]);
	t.true(attempt({lines: full}).ok);
});

test('documents of a test account wait in the shard of its own clock, others in theirs', (t) => {
	t.is(compose({}, {account: {...account, mode: 'test'}}).actShard, 'T:acc_0001');
	t.is(compose().actShard, shardOf('inv_0001'));
});

test('a draft composed anew keeps where it comes from and how its template wants it paid', (t) => {
	const before = invoiceOf(
		{
			template: {id: 'tpl_0001', version: 1, epoch: 1, k: 3},
			corrects: 'inv_0009',
			autoCharge: true,
			hour: 6,
			retryDays: [2],
			previewHash: 'abc',
			version: 4,
		},
		contentOf({lines: [lineOf()]}),
	);
	t.like(
		{...compose(), ...carried(before)},
		{template: {k: 3}, corrects: 'inv_0009', autoCharge: true, hour: 6, retryDays: [2], previewHash: 'abc', version: 4},
	);
});
