import test from 'ava';
import {batchOf, documentsOf, hasCredit, parkingId} from '../../../../functions/recurring/core/batch.ts';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated, customerFields, seriesFields} from '../billing-world.ts';

const start = '2026-01-01T00:00:00.000Z';
/** Already 1 February in Auckland, still 31 January in Berlin. */
const now = '2026-01-31T12:00:00.000Z';
const entry = (fields: Partial<TemplateDocument>, at = start) => {
	const template = activated(fields, at);
	return {template, billing: bill(template, {asOf: now, now})};
};
const facts = {
	run: {id: 'run_202601311200', accountId: 'acc_0001', startedAt: now, shard: '7'},
	now,
	series: seriesFields({notify: true}),
	creditSeries: seriesFields({id: 'ser_0002', for: 'creditNote', pattern: 'CN-{0}', reset: 'never'}),
	share: undefined,
	customers: new Map([['cus_0001', customerFields({creditBalances: {EUR: 10}})]]),
};
const negative = (plans: TemplateDocument['plans']) =>
	plans.map((plan) => ({...plan, lines: plan.lines.map((line) => ({...line, quantity: '-1'}))}));

test('invariant 6: dates ascend with numbers, also where the templates’ zones are on different days', (t) => {
	const {invoices, counters} = batchOf(
		[
			entry({id: 'tpl_0001', zone: 'Pacific/Auckland'}),
			entry({id: 'tpl_0002'}),
			entry({id: 'tpl_0003', zone: 'Pacific/Auckland'}),
		],
		facts,
	);
	t.deepEqual(
		invoices.map(({template, number, issueDate}) => [template?.id, number, issueDate]),
		[
			['tpl_0001', 'INV-2026-0002', '2026-02-01'],
			['tpl_0002', 'INV-2026-0001', '2026-01-31'],
			['tpl_0003', 'INV-2026-0003', '2026-02-01'],
		],
	);
	t.deepEqual(counters, {2026: {next: 4, lastDate: '2026-02-01'}});
});

test('drafts take no number and leave no gap', (t) => {
	const {invoices, counters} = batchOf([entry({id: 'tpl_0001', billing: 'draft'}), entry({id: 'tpl_0002'})], facts);
	t.deepEqual(
		invoices.map(({number, status}) => [number, status]),
		[
			['INV-2026-0001', 'open'],
			[null, 'draft'],
		],
	);
	t.deepEqual(counters, {2026: {next: 2, lastDate: '2026-01-31'}});
});

test('rule 10: negative periods add to the customer’s balance in the same commit', (t) => {
	const base = activated({}, start);
	const entries = ['tpl_0001', 'tpl_0002'].map((id) => entry({id, plans: negative(base.plans)}));
	t.true(entries.every(({billing}) => hasCredit(billing)));
	t.deepEqual(
		entries.map(({billing}) => documentsOf(billing)),
		[1, 1],
	);
	const {creditNotes, customers, creditCounters, invoices, share} = batchOf(entries, facts);
	t.deepEqual(invoices, []);
	t.deepEqual(
		creditNotes.map(({number, total}) => [number, total]),
		[
			['CN-1', 1190],
			['CN-2', 1190],
		],
	);
	t.deepEqual(
		customers.map(({creditBalances, version}) => [creditBalances, version]),
		[[{EUR: 2390}, 2]],
	);
	t.deepEqual(creditCounters, {all: {next: 3, lastDate: '2026-01-31'}});
	t.like(share, {issued: 2, amounts: [{currency: 'EUR', total: -2380}]});
});

test('endpoints are told of templates that end or are parked', (t) => {
	const {templates, parked} = batchOf(
		[entry({id: 'tpl_0001', ends: {type: 'after', count: 1}}), entry({id: 'tpl_0002', taxPlan: []})],
		facts,
	);
	t.deepEqual(
		templates.map(({pending}) => pending.map(({kind}) => kind)),
		[['template.ended'], ['template.parked']],
	);
	t.like(parked[0], {id: parkingId('tpl_0002', 1), reason: 'tax_rate_missing', date: '2026-01-31', settledAt: null});
});
