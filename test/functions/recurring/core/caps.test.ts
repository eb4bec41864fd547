import test from 'ava';
import fc from 'fast-check';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import {isUncapped, withinCaps} from '../../../../functions/recurring/core/caps.ts';
import {standardBilling} from '../../../../schemas/account.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const may = '2026-05-10T09:00:00.000Z';
const before = '2026-01-30T09:00:00.000Z';
const first = '2026-01-31T05:00:00.000Z';

const decided = (template: TemplateDocument, asOf: string, now = asOf) => ({
	template,
	billing: bill(template, {asOf, now}),
});
type Facts = Partial<Parameters<typeof withinCaps>[1]>;
const held = (entries: readonly ReturnType<typeof decided>[], asOf: string, facts: Facts = {}) =>
	withinCaps(entries, {asOf, now: asOf, limits: standardBilling, share: undefined, ...facts});
const one = (template: TemplateDocument, asOf: string, facts: Facts = {}) =>
	held([decided(template, asOf)], asOf, facts)[0]?.billing;
const costing = (unitAmount: number): Pick<TemplateDocument, 'plans'> => ({
	plans: templateFields().plans.map((plan) => ({
		...plan,
		lines: plan.lines.map((line) => ({...line, unitAmount, taxRateIds: []})),
	})),
});

test('what no cap holds back is the very decision that was taken', (t) => {
	const entry = decided(activated({}, may), may);
	t.is(held([entry], may)[0], entry);
	t.is(entry.billing.periods.length, 3, 'three late periods at once are three days: no cap of a day');
});

test('invariant 33, I33: three invoices for one due day at most; the fourth is parked where it stands', (t) => {
	const at = (count: number) => one(activated({lastDue: {date: '2026-01-31', count}}, before), first);
	t.like(at(2), {park: null, next: {lastDue: {date: '2026-01-31', count: 3}}});
	const parked = at(3);
	t.like(parked, {
		periods: [],
		park: {k: 0, date: '2026-01-31', reason: 'template_day_cap'},
		next: {status: 'parked', dueAt: null, k: 0, periodsBilled: 0},
	});
	t.regex(parked?.park?.detail ?? '', /^3 invoices for 2026-01-31/);
	t.deepEqual(parked?.park?.figures, {type: 'template_day_cap', date: '2026-01-31', count: 3});
	t.is(
		one(activated({lastDue: {date: '2026-01-31', count: 3}}, before), first, {
			limits: {...standardBilling, invoicesPerTemplateAndDay: 4},
		})?.park,
		null,
	);
});

test('invariant 33: catching up never trips the cap of a day, however many periods a day brings', (t) => {
	let template = activated({schedule: {frequency: 'day', interval: 1, anchorDate: '2026-01-01', hour: 6}}, may);
	let periods = 0;
	for (let run = 0; run < 50; run++) {
		const billing = one(template, may);
		t.is(billing?.park, null);
		periods += billing?.periods.length ?? 0;
		template = billing?.next ?? template;
	}
	t.is(periods, 130);
	t.deepEqual(template.lastTotals, [1190, 1190, 1190, 1190, 1190, 1190]);
});

for (const {name, lastTotals, amount, reason} of [
	{name: 'no habit yet', lastTotals: [100, 100], amount: 9_999_999, reason: undefined},
	{name: 'ten times the usual', lastTotals: [100, 100, 100], amount: 1000, reason: undefined},
	{name: 'a cent more than ten times', lastTotals: [100, 100, 100], amount: 1001, reason: 'amount_jump'},
	{name: 'the middle of an even count', lastTotals: [1, 100, 201, 500], amount: 1505, reason: undefined},
	{name: 'above the middle of an even count', lastTotals: [1, 100, 201, 500], amount: 1506, reason: 'amount_jump'},
	{
		name: 'one giant is not usual',
		lastTotals: [100, 100, 100, 100, 99_999, 99_999],
		amount: 1001,
		reason: 'amount_jump',
	},
	{name: 'nothing at all', lastTotals: [100, 100, 100], amount: 0, reason: undefined},
]) {
	test(`invariant 33: an amount against the usual one: ${name}`, (t) => {
		const billing = one(activated({...costing(amount), lastTotals}, before), first);
		t.is(billing?.park?.reason, reason as never);
		if (reason === undefined) return;
		t.regex(billing?.park?.detail ?? '', /^1\d\.\d\d EUR is more than 10 times the usual 1\.\d\d EUR\.$/);
		// The middle of 100 and 201 lies between two cents: less is told, never more.
		const usual = lastTotals.length === 4 ? 150 : 100;
		t.deepEqual(billing?.park?.figures, {type: 'amount_jump', currency: 'EUR', amount, usual, factor: 10});
	});
}

test('what is billed on the way becomes part of what is usual, and zero and credit do not', (t) => {
	const habit = (fields: Partial<TemplateDocument>) => one(activated(fields, may), may)?.next.lastTotals;
	t.deepEqual(habit(costing(700)), [700, 700, 700]);
	t.deepEqual(
		habit({...costing(700), lastTotals: [1, 2, 3, 4, 5, 6].map((n) => n * 100)}),
		[400, 500, 600, 700, 700, 700],
	);
	t.deepEqual(habit({...costing(0), lastTotals: [5]}), [5]);
	t.deepEqual(habit({...costing(-700), lastTotals: [5]}), [5]);
});

test('invariant 33: nothing is billed before its instant, nor for times more than an interval ahead', (t) => {
	const entry = decided(activated({}, may), may);
	const early = held([entry], '2026-02-01T00:00:00.000Z', {now: may})[0]?.billing;
	t.is(early?.periods.length, 1, 'whatever was decided, the instant of the run counts');
	t.like(early, {park: null, next: {k: 1, dueAt: '2026-02-28T05:00:00.000Z'}}, 'and what is not due waits');
	// A page that says it is May while the clock says January: two months ahead of the account's day.
	const forged = held([entry], may, {now: before})[0]?.billing;
	t.deepEqual([forged?.periods.map(({k}) => k), forged?.park?.k, forged?.park?.reason], [[0, 1], 2, 'beyond_horizon']);
	t.is(forged?.park?.figures, null);
	t.regex(forged?.park?.detail ?? '', /2026-03-31 starts more than one interval after 2026-01-30/);
});

test('invariant 33: a run comes to its cap and no further, in each currency by itself; smaller ones still fit', (t) => {
	const entry = (id: string, unitAmount: number, currency = 'EUR') =>
		decided(activated({id, currency, ...costing(unitAmount)}, before), first);
	const entries = [
		entry('tpl_0001', 600),
		entry('tpl_0002', 600),
		entry('tpl_0003', 400),
		entry('tpl_0004', 9999, 'USD'),
		entry('tpl_0005', 1),
	];
	const limits = {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: 1000}]};
	const reasons = (share?: Facts['share']) =>
		held(entries, first, {limits, share}).map(({billing}) => billing.park?.reason ?? null);
	t.deepEqual(reasons(), [null, 'run_amount_cap', null, null, 'run_amount_cap']);
	const spent = {amounts: [{currency: 'EUR', total: 900}], uncapped: [{currency: 'EUR', total: 500}]};
	t.deepEqual(reasons(spent), [null, 'run_amount_cap', 'run_amount_cap', null, 'run_amount_cap']);
	const park = held(entries, first, {limits})[1]?.billing.park;
	t.deepEqual(park?.figures, {type: 'run_amount_cap', currency: 'EUR', amount: 600, sum: 1200, cap: 1000});
	t.regex(park?.detail ?? '', /^With 6\.00 EUR the run would come to 12\.00 EUR, above its cap of 10\.00 EUR\.$/);
});

test('a credit note trips no cap', (t) => {
	const limits = {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: 1}]};
	const share = {amounts: [{currency: 'EUR', total: 500}], uncapped: []};
	t.is(one(activated({...costing(-100), lastTotals: [1, 1, 1]}, before), first, {limits, share})?.park, null);
});

test('invariant 29: what a person let past is billed this once; the periods after it are looked at again', (t) => {
	const fields = {...costing(5000), lastTotals: [100, 100, 100], approved: {epoch: 1, k: 1}};
	const limits = {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: 1}], invoicesPerTemplateAndDay: 1};
	const template = {...activated(fields, may), k: 1, lastDue: {date: '2026-02-28', count: 1}};
	const billing = one(template, may, {limits});
	t.deepEqual(
		billing?.periods.map(({k}) => k),
		[1],
	);
	t.like(billing?.park, {k: 2, reason: 'amount_jump'});
	t.is(one({...template, approved: {epoch: 2, k: 1}}, may, {limits})?.periods.length, 0, 'of this epoch only');
	const page = held([decided(template, may)], '2026-02-01T00:00:00.000Z', {now: may})[0]?.billing;
	t.is(page?.periods.length, 0, 'nobody can approve what is not due');
});

test('drafts pass: a person looks at them anyway, and they leave room for what is issued', (t) => {
	const draft = activated({billing: 'draft', ...costing(5000), lastTotals: [1, 1, 1]}, before);
	t.is(one(draft, first)?.park, null);
	t.true(isUncapped({template: draft}, {k: 0}));
	const limits = {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: 1000}]};
	const entries = [draft, activated({id: 'tpl_0002', ...costing(900)}, before)].map((each) => decided(each, first));
	t.deepEqual(
		held(entries, first, {limits}).map(({billing}) => billing.park),
		[null, null],
	);
});

test('invariants 2, 3 and 33: wherever a cap stops a template, it stands at that period and goes on from it', (t) => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({min: 1, max: 100_000}), {minLength: 3, maxLength: 6}),
			fc.integer({min: 1, max: 2_000_000}),
			fc.integer({min: 1, max: 3_000_000}),
			(lastTotals, amount, cap) => {
				const template = activated({...costing(amount), lastTotals}, may);
				const limits = {...standardBilling, runAmountCaps: [{currency: 'EUR', amount: cap}]};
				const billing = one(template, may, {limits});
				const {periods = [], park = null, next} = billing ?? {};
				if (!next) return false;
				const total = periods.reduce((sum, period) => sum + period.totals.total, 0);
				t.true(total <= cap);
				t.is(next.k, template.k + periods.length);
				t.is(next.billedThrough, periods.at(-1)?.period.end ?? template.billedThrough);
				if (park === null) return next.status === 'active';
				return park.k === next.k && next.status === 'parked' && next.dueAt === null && park.detail !== null;
			},
		),
		{numRuns: 200},
	);
});
