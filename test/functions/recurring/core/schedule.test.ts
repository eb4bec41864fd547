import test from 'ava';
import fc from 'fast-check';
import {Temporal} from 'temporal-polyfill';
import {
	billingDate,
	dateOf,
	dueAt,
	firstNotDue,
	isOver,
	occurrence,
	periodOf,
	scheduleFault,
} from '../../../../functions/recurring/core/schedule.ts';
import {Schedule} from '../../../../schemas/schedule.ts';

const schedule = (fields: Partial<Schedule> & Pick<Schedule, 'frequency' | 'anchorDate'>): Schedule =>
	Schedule.parse({interval: 1, ...fields});
const dates = (of: Schedule, from: number, to: number): string =>
	Array.from({length: to - from + 1}, (_, index) => dateOf(of, from + index)).join(' ');

test('worked example 6: monthly from 31 December', (t) => {
	const monthly = schedule({frequency: 'month', anchorDate: '2027-12-31'});
	t.is(dates(monthly, 1, 4), '2028-01-31 2028-02-29 2028-03-31 2028-04-30');
	t.is(dates(monthly, 13, 14), '2029-01-31 2029-02-28');
});

test('worked example 6: every three months from 30 November, on the 30th and on the last day', (t) => {
	const quarterly = {frequency: 'month', interval: 3, anchorDate: '2026-11-30'} as const;
	t.is(dates(schedule(quarterly), 1, 5), '2027-02-28 2027-05-30 2027-08-30 2027-11-30 2028-02-29');
	const lastDay = schedule({...quarterly, rule: {type: 'lastDay'}});
	t.is(dates(lastDay, 1, 3), '2027-02-28 2027-05-31 2027-08-31');
});

test('worked example 6: yearly from 29 February', (t) => {
	const yearly = schedule({frequency: 'year', anchorDate: '2096-02-29'});
	for (let k = 1; k <= 7; k++) t.is(dateOf(yearly, k), `${2096 + k}-02-28`);
	t.is(dateOf(yearly, 8), '2104-02-29');
});

test('worked example 6: last Monday every two months, fourth Thursday every year', (t) => {
	const monday = {type: 'nthWeekday', nth: -1, weekday: 'MO'} as const;
	const mondays = schedule({frequency: 'month', interval: 2, anchorDate: '2026-08-31', rule: monday});
	t.is(dates(mondays, 0, 5), '2026-08-31 2026-10-26 2026-12-28 2027-02-22 2027-04-26 2027-06-28');
	const thursday = {type: 'nthWeekday', nth: 4, weekday: 'TH'} as const;
	const thursdays = schedule({frequency: 'year', anchorDate: '2026-11-26', rule: thursday});
	t.is(dates(thursdays, 0, 3), '2026-11-26 2027-11-25 2028-11-23 2029-11-22');
});

test('months count from the first matching date, and the anchor starts period 0 all the same', (t) => {
	const monday = {type: 'nthWeekday', nth: 1, weekday: 'MO'} as const;
	const mondays = schedule({frequency: 'month', anchorDate: '2026-11-03', rule: monday});
	t.is(dates(mondays, 0, 2), '2026-12-07 2027-01-04 2027-02-01');
	t.deepEqual(periodOf(mondays, 0), {start: '2026-11-03', end: '2027-01-03'});
	t.deepEqual(periodOf(mondays, 1), {start: '2027-01-04', end: '2027-01-31'});
});

test('advance bills a period on its first day, arrears on the first day of the next', (t) => {
	const monthly = schedule({frequency: 'month', anchorDate: '2026-01-31'});
	t.is(billingDate(monthly, 'advance', 1), '2026-02-28');
	t.is(billingDate(monthly, 'arrears', 1), '2026-03-31');
	t.deepEqual(periodOf(monthly, 1), {start: '2026-02-28', end: '2026-03-30'});
});

test('worked example 9: an hour of the zone, not of UTC', (t) => {
	const april = schedule({frequency: 'month', anchorDate: '2026-04-01', hour: 0});
	t.is(dueAt(april, 'Asia/Kolkata', 'advance', 0), '2026-03-31T18:30:00.000Z');
});

const schedules: fc.Arbitrary<Schedule> = fc
	.record({
		frequency: fc.constantFrom('day', 'week', 'month', 'year'),
		interval: fc.integer({min: 1, max: 6}),
		day: fc.integer({min: 0, max: 14_000}),
		hour: fc.integer({min: 0, max: 23}),
		nth: fc.constantFrom(1, 2, 3, 4, -1),
		weekday: fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'),
		type: fc.constantFrom('dayOfMonth', 'lastDay', 'nthWeekday'),
	})
	.map(({frequency, interval, day, hour, nth, weekday, type}) => {
		const anchorDate = Temporal.PlainDate.from('2000-01-01').add({days: day}).toString();
		const rule = type === 'nthWeekday' ? {type, nth, weekday} : {type};
		return Schedule.parse({frequency, interval, anchorDate, hour, ...(/month|year/.test(frequency) ? {rule} : {})});
	});

test('invariant 24: date k depends on anchor, interval and rule alone, and agrees with walking the calendar', (t) => {
	fc.assert(
		fc.property(schedules, (one) => {
			const walked = walk(one, 24);
			for (const [k, date] of walked.entries()) t.is(dateOf(one, k), date, `${JSON.stringify(one)} k=${k}`);
		}),
		{numRuns: 200},
	);
});

test('invariant 24: 480 months of 31 January never drift', (t) => {
	const monthly = schedule({frequency: 'month', anchorDate: '2028-01-31'});
	for (let k = 0; k <= 480; k++)
		t.is(dateOf(monthly, k), Temporal.PlainDate.from('2028-01-31').add({months: k}).toString());
});

test('invariant 2: periods follow one another without overlap or hole', (t) => {
	fc.assert(
		fc.property(schedules, fc.integer({min: 0, max: 400}), (one, k) => {
			const [period, next] = [periodOf(one, k), periodOf(one, k + 1)];
			t.is(Temporal.PlainDate.from(period.end).add({days: 1}).toString(), next.start);
			t.true(period.start <= period.end);
		}),
		{numRuns: 200},
	);
});

test('invariant 25: in every zone the instants never decrease, Apia without its 30 December 2011 included', (t) => {
	for (const zone of Intl.supportedValuesOf('timeZone')) {
		const daily = schedule({frequency: 'day', anchorDate: '2011-12-28', hour: 6});
		const due = [0, 1, 2, 3, 4].map((k) => dueAt(daily, zone, 'advance', k));
		t.deepEqual(due, [...due].sort(), zone);
		t.is(new Set(due).size, 5, zone);
	}
	const midnight = schedule({frequency: 'day', anchorDate: '2011-12-29', hour: 0});
	t.deepEqual(
		[0, 1, 2, 3].map((k) => dueAt(midnight, 'Pacific/Apia', 'advance', k)),
		['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z', '2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'],
	);
});

test('the first period not yet due is the one that stepping finds', (t) => {
	fc.assert(
		fc.property(
			schedules,
			fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Apia'),
			fc.integer({min: 0, max: 20_000}),
			fc.boolean(),
			(one, zone, days, arrears) => {
				const now = `${Temporal.PlainDate.from('2000-01-01').add({days}).toString()}T05:00:00.000Z`;
				const rhythm = {schedule: one, zone, periodTiming: arrears ? 'arrears' : 'advance'} as const;
				const found = firstNotDue(rhythm, 2, now);
				t.true(found >= 2);
				t.true(dueAt(one, zone, rhythm.periodTiming, found) > now);
				if (found > 2) t.true(dueAt(one, zone, rhythm.periodTiming, found - 1) <= now);
			},
		),
		{numRuns: 100},
	);
});

test('a schedule ends on its date, after its count, and where the calendar ends', (t) => {
	const monthly = {
		schedule: schedule({frequency: 'month', anchorDate: '2026-01-31'}),
		zone: 'Europe/Berlin',
		periodTiming: 'advance',
	} as const;
	t.is(occurrence(monthly, 1, {type: 'on', date: '2026-02-28'})?.date, '2026-02-28');
	t.is(occurrence(monthly, 2, {type: 'on', date: '2026-03-30'}), undefined);
	t.true(isOver(monthly, {type: 'after', count: 3}, 5, 3));
	t.false(isOver(monthly, {type: 'after', count: 3}, 5, 2));
	const millennia = {...monthly, schedule: schedule({frequency: 'year', interval: 1000, anchorDate: '2026-01-31'})};
	t.is(occurrence(millennia, 6)?.date, '8026-01-31');
	t.is(occurrence(millennia, 7), undefined);
	t.is(firstNotDue(millennia, 0, '9999-12-31T00:00:00.000Z'), 7);
});

test('days and weeks have neither last days nor nth weekdays', (t) => {
	t.is(
		scheduleFault(schedule({frequency: 'week', anchorDate: '2026-01-31', rule: {type: 'lastDay'}}))?.path,
		'schedule.rule',
	);
	t.is(scheduleFault(schedule({frequency: 'month', anchorDate: '2026-01-31', rule: {type: 'lastDay'}})), undefined);
});

test('a schedule has a whole period before the year 10000', (t) => {
	const far: readonly Parameters<typeof schedule>[0][] = [
		{frequency: 'day', anchorDate: '9999-12-31'},
		{frequency: 'week', anchorDate: '9999-12-25'},
		{frequency: 'month', anchorDate: '9999-11-30'},
		{frequency: 'year', interval: 1000, anchorDate: '9000-01-01'},
	];
	for (const one of far) t.is(scheduleFault(schedule(one))?.path, 'schedule.anchorDate', JSON.stringify(one));
	t.is(scheduleFault(schedule({frequency: 'day', anchorDate: '9999-12-30'})), undefined);
});

/** The oracle: looks at every day of every month from the anchor on and asks whether it matches; months are counted as they come. */
const walk = ({frequency, interval, anchorDate, rule}: Schedule, count: number): readonly string[] => {
	const anchor = new Date(anchorDate);
	const [year, month, day] = [anchor.getUTCFullYear(), anchor.getUTCMonth(), anchor.getUTCDate()];
	const iso = (date: Date): string => date.toISOString().slice(0, 10);
	if (frequency === 'day' || frequency === 'week') {
		const step = interval * (frequency === 'week' ? 7 : 1);
		return Array.from({length: count}, (_, k) => iso(new Date(Date.UTC(year, month, day + k * step))));
	}
	const months = interval * (frequency === 'year' ? 12 : 1);
	const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
	const matches = Array.from({length: (count - 1) * months + 2}, (_, index) => {
		const days = Array.from({length: 31}, (_day, at) => new Date(Date.UTC(year, month + index, at + 1))).filter(
			(date) => date.getUTCMonth() === (month + index) % 12,
		);
		if (rule?.type !== 'nthWeekday') return rule?.type === 'lastDay' ? days.at(-1) : (days[day - 1] ?? days.at(-1));
		return days.filter((date) => weekdays[date.getUTCDay()] === rule.weekday).at(rule.nth === -1 ? -1 : rule.nth - 1);
	}).filter((date) => date !== undefined && date >= anchor);
	return Array.from({length: count}, (_, k) => iso(matches[k * months] ?? new Date(0)));
};
