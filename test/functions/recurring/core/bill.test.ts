import test from 'ava';
import fc from 'fast-check';
import {bill, periodsPerRun} from '../../../../functions/recurring/core/bill.ts';
import {dueAt, periodOf} from '../../../../functions/recurring/core/schedule.ts';
import type {TemplateDocument} from '../../../../schemas/template.ts';
import {activated, templateFields} from '../billing-world.ts';

const may = '2026-05-10T09:00:00.000Z';
const billed = (template: TemplateDocument, asOf: string) => bill(template, {asOf, now: asOf});

test('nothing is billed a millisecond early, and everything due at its instant', (t) => {
	const template = activated({}, '2026-01-01T00:00:00.000Z');
	t.is(billed(template, '2026-01-31T04:59:59.999Z').periods.length, 0);
	t.is(billed(template, '2026-01-31T05:00:00.000Z').periods.length, 1);
});

test('at most three periods a run, oldest first; the rest stay due', (t) => {
	const first = billed(activated({}, may), may);
	t.deepEqual(
		first.periods.map(({k}) => k),
		[0, 1, 2],
	);
	t.is(first.next.dueAt, '2026-04-30T04:00:00.000Z');
	const second = billed(first.next, may);
	t.deepEqual(
		second.periods.map(({k}) => k),
		[3],
	);
	t.is(second.next.dueAt, '2026-05-31T04:00:00.000Z');
});

const schedules = fc.record({
	frequency: fc.constantFrom('day', 'week', 'month', 'year'),
	interval: fc.integer({min: 1, max: 5}),
	anchorDate: fc.constantFrom('2024-02-29', '2025-01-31', '2025-12-31', '2026-03-29', '2011-12-30'),
	hour: fc.integer({min: 0, max: 23}),
});
const zones = fc.constantFrom(
	'Europe/Berlin',
	'Pacific/Apia',
	'America/New_York',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
);

test('invariants 1, 2, 3 and 4: however often it runs, periods follow one another and the template stands after them', (t) => {
	fc.assert(
		fc.property(
			schedules,
			zones,
			fc.constantFrom('advance', 'arrears'),
			fc.array(fc.integer({min: 0, max: 300}), {maxLength: 12}),
			(schedule, zone, periodTiming, hours) => {
				const start = dueAt(schedule, zone, periodTiming, 0);
				let template = activated({schedule, zone, periodTiming}, '2000-01-01T00:00:00.000Z');
				let at = Date.parse(start) - 3_600_000;
				let count = 0;
				for (const step of hours) {
					at += step * 3_600_000;
					const now = new Date(at).toISOString();
					const {periods, next} = billed(template, now);
					t.true(periods.length <= periodsPerRun);
					for (const period of periods) {
						t.is(period.k, count++);
						t.deepEqual(period.period, periodOf(schedule, period.k));
						t.true(period.dueAt <= now);
					}
					t.is(next.k, count);
					t.is(next.periodsBilled, count);
					t.is(next.billedThrough, count === 0 ? null : periodOf(schedule, count - 1).end);
					if (periods.length < periodsPerRun) t.true((next.dueAt ?? '') > now, 'invariant 4');
					template = next;
				}
			},
		),
		{numRuns: 100},
	);
});

test('invariant 23: one month late gives the periods that on-time runs give', (t) => {
	const template = activated(
		{schedule: {frequency: 'week', interval: 1, anchorDate: '2026-01-31', hour: 6}},
		'2026-01-01T00:00:00.000Z',
	);
	const run = (instants: readonly string[]) => {
		let state = template;
		return instants.flatMap((at) => {
			const {periods, next} = billed(state, at);
			state = next;
			return periods.map(({k, period, previewHash}) => ({k, period, previewHash}));
		});
	};
	const onTime = run(
		['2026-01-31', '2026-02-07', '2026-02-14', '2026-02-21', '2026-02-28'].map((day) => `${day}T06:00:00.000Z`),
	);
	t.deepEqual(run(['2026-03-01T00:00:00.000Z', '2026-03-01T00:15:00.000Z']), onTime);
	t.is(onTime.length, 5);
});

test('a period that cannot be billed parks the template there; what came before it is billed', (t) => {
	const from = '2026-02-28T05:00:00.000Z';
	const [plan] = templateFields().plans;
	const broken = plan && {
		...plan,
		from: '2026-02-01T00:00:00.000Z',
		lines: plan.lines.map((line) => ({...line, taxRateIds: ['tax_none']})),
	};
	const template = activated(plan && broken ? {plans: [plan, broken]} : {}, '2026-01-01T00:00:00.000Z');
	const {periods, park, next} = billed(template, from);
	t.deepEqual(
		periods.map(({k}) => k),
		[0],
	);
	t.deepEqual(park, {k: 1, date: '2026-02-28', reason: 'tax_rate_missing', detail: null, figures: null});
	t.like(next, {status: 'parked', dueAt: null, k: 1, periodsBilled: 1});
});

test('the decision changes nothing it was given and is the same every time', (t) => {
	const template = activated({}, may);
	const before = structuredClone(template);
	const first = billed(template, may);
	t.deepEqual(template, before);
	t.deepEqual(billed(template, may), first);
});

test('owed periods are billed first, then the decided skip, then on', (t) => {
	const template = {...activated({}, may), skipsAhead: [{from: 1, before: 3}]};
	const {periods, skipped, next} = billed(template, may);
	t.deepEqual(
		periods.map(({k}) => k),
		[0, 3],
	);
	t.is(skipped, 2);
	t.like(next, {k: 4, periodsBilled: 2, periodsSkipped: 2});
});
