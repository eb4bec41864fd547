import test from 'ava';
import fc from 'fast-check';
import {bill} from '../../../../functions/recurring/core/bill.ts';
import {owe, settlePast, withoutNext} from '../../../../functions/recurring/core/past.ts';
import {present} from '../../../../functions/recurring/core/present.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const may = '2026-05-10T09:00:00.000Z';

/** The periods that runs bill at `now`, until nothing more is due. */
const billedNow = (template: TemplateDocument, now: string): readonly number[] => {
	const {periods, next} = bill(template, {asOf: now, now});
	return [...periods.map(({k}) => k), ...(periods.length === 0 ? [] : billedNow(next, now))];
};

test('worked example 7: skip, latest and all', (t) => {
	const settled = (past: 'skip' | 'latest' | 'all') => settlePast(templateFields(), past, may);
	t.deepEqual(settled('skip').willBill, []);
	t.like(settled('skip').template, {k: 4, periodsSkipped: 4, dueAt: '2026-05-31T04:00:00.000Z'});
	t.is(settled('skip').template.skips.length, 4);
	t.deepEqual(settled('latest').willBill, [
		{date: '2026-04-30', period: {start: '2026-04-30', end: '2026-05-30'}, total: 1190},
	]);
	t.is(settled('latest').template.periodsSkipped, 3);
	t.is(settled('all').willBill.length, 4);
});

test('what is announced is what runs bill, whatever was owed and decided', (t) => {
	const instant = fc.integer({min: 0, max: 900}).map((days) => new Date(Date.UTC(2026, 0, 1 + days, 9)).toISOString());
	fc.assert(
		fc.property(
			instant,
			instant,
			fc.constantFrom('skip', 'latest', 'all'),
			fc.option(fc.integer({min: 1, max: 9}), {nil: undefined}),
			(one, other, past, count) => {
				const [pausedAt = '', now = ''] = [one, other].sort();
				const ends = count === undefined ? {type: 'never' as const} : {type: 'after' as const, count};
				const {template, willBill} = settlePast(owe(templateFields({ends}), pausedAt), past, now);
				const billed = billedNow(template, now);
				t.is(billed.length, willBill.length);
				if (past === 'all')
					t.deepEqual(
						billed,
						billed.map((_, index) => index),
					);
			},
		),
		{numRuns: 100},
	);
});

test('rule 27: what was due while it was active is owed, whatever is decided later', (t) => {
	const paused = owe(templateFields(), '2026-03-01T00:00:00.000Z');
	const {template} = settlePast(paused, 'skip', may);
	t.deepEqual(billedNow(template, may), [0, 1]);
	t.is(bill(template, {asOf: may, now: may}).next.periodsSkipped, 2);
});

test('nothing past, nothing announced', (t) => {
	for (const past of ['skip', 'latest', 'all'] as const) {
		const {template, willBill} = settlePast(templateFields(), past, '2026-01-31T04:59:59.999Z');
		t.deepEqual([willBill, template.k, template.dueAt], [[], 0, '2026-01-31T05:00:00.000Z']);
	}
});

test('dates that the end rules out are neither skipped nor billed', (t) => {
	const {template} = settlePast(templateFields({ends: {type: 'on', date: '2026-02-28'}}), 'skip', may);
	t.like(template, {status: 'ended', periodsSkipped: 2, dueAt: null});
});

test('skipping next leaves out what people see as next, and what is late is billed all the same', (t) => {
	const february = '2026-02-10T09:00:00.000Z';
	const late = activated({}, february);
	t.is(late.dueAt, '2026-01-31T05:00:00.000Z', 'due, not billed yet');
	const skipped = withoutNext(late, february);
	t.like(skipped, {k: 0, skipsAhead: [{from: 1, before: 2}], dueAt: '2026-01-31T05:00:00.000Z'});
	if (!skipped) return;
	t.is(present(skipped, 'none', february).nextDate, '2026-03-31');
	const twice = withoutNext(skipped, february);
	t.like(twice, {skipsAhead: [{from: 1, before: 3}]});
	t.deepEqual(twice && billedNow(twice, '2026-04-30T09:00:00.000Z'), [0, 3]);
	t.deepEqual(
		twice && bill(twice, {asOf: february, now: february}).next.skips.map(({k}) => k),
		[1, 2],
		'recorded once the run comes by',
	);
});

test('there is no next period to skip after the last', (t) => {
	const ending = activated({ends: {type: 'on', date: '2026-02-01'}}, '2026-02-10T09:00:00.000Z');
	t.is(withoutNext(ending, '2026-02-10T09:00:00.000Z'), undefined);
});

test('what was decided before is kept when it is paused and resumed before the run comes by', (t) => {
	const paused = owe(templateFields(), '2026-03-01T00:00:00.000Z');
	const resumed = settlePast(paused, 'skip', '2026-04-10T00:00:00.000Z').template;
	t.deepEqual(resumed.skipsAhead, [{from: 2, before: 3}], 'two are owed, March is skipped');
	const again = settlePast(owe(resumed, '2026-05-01T00:00:00.000Z'), 'skip', '2026-06-10T00:00:00.000Z');
	t.deepEqual(again.template.skipsAhead, [
		{from: 2, before: 3},
		{from: 4, before: 5},
	]);
	t.deepEqual(
		again.willBill.map(({date}) => date),
		['2026-01-31', '2026-02-28', '2026-04-30'],
	);
	t.deepEqual(billedNow(again.template, '2026-06-10T00:00:00.000Z'), [0, 1, 3]);
});
