import test from 'ava';
import fc from 'fast-check';
import {Temporal} from 'temporal-polyfill';
import * as calendar from '../../../functions/kernel/calendar.ts';

const dates = fc
	.integer({min: 0, max: 3_100_000})
	.map((days) => Temporal.PlainDate.from('1000-01-01').add({days}).toString());
const instants = fc.integer({min: -2_000_000_000_000, max: 8_000_000_000_000});

test('day arithmetic agrees with Temporal', (t) => {
	fc.assert(
		fc.property(dates, dates, fc.integer({min: -3000, max: 3000}), (date, other, count) => {
			const oracle = Temporal.PlainDate.from(date);
			t.is(calendar.addDays(date, count), oracle.add({days: count}).toString());
			t.is(calendar.addMonths(date, count), oracle.add({months: count}).toString());
			t.is(calendar.endOfMonth(date), oracle.with({day: oracle.daysInMonth}).toString());
			t.is(calendar.weekdayOf(date), oracle.dayOfWeek);
			t.is(calendar.daysBetween(date, other), oracle.until(other).total('days'));
			t.is(calendar.dateOfDay(calendar.dayNumber(date)), date);
			t.is<number, number>(calendar.compare(date, other), Temporal.PlainDate.compare(date, other));
		}),
		{numRuns: 300},
	);
});

test('nth weekdays agree with counting the days of the month', (t) => {
	for (const [year, month] of [
		[2026, 2],
		[2027, 5],
		[2028, 2],
		[2030, 12],
	] as const) {
		for (let weekday = 1; weekday <= 7; weekday++) {
			const all = Array.from({length: calendar.daysInMonth(year, month)}, (_, index) =>
				calendar.plainDate({year, month, day: index + 1}),
			).filter((date) => Temporal.PlainDate.from(date).dayOfWeek === weekday);
			for (const nth of [1, 2, 3, 4]) t.is(calendar.nthWeekdayOf(year, month, nth, weekday), all[nth - 1] ?? '');
			t.is(calendar.nthWeekdayOf(year, month, -1, weekday), all.at(-1) ?? '');
		}
	}
});

test('instants survive the way to milliseconds and back', (t) => {
	fc.assert(
		fc.property(instants, (millis) => {
			const instant = new Date(millis).toISOString();
			t.is(calendar.instantAt(millis), instant);
			t.is(calendar.millisOf(instant), millis);
		}),
		{numRuns: 300},
	);
});

test('today is the day in the zone, not in UTC', (t) => {
	t.is(calendar.today('2026-12-31T10:30:00.000Z', 'Pacific/Auckland'), '2026-12-31');
	t.is(calendar.today('2026-12-31T11:30:00.000Z', 'Pacific/Auckland'), '2027-01-01');
	t.is(calendar.today('2026-12-31T11:30:00.000Z', 'Pacific/Pago_Pago'), '2026-12-31');
	t.is(calendar.hourOf('2026-12-31T18:31:00.000Z', 'Asia/Kolkata'), 0);
});

test('worked example 9: Kolkata, hour 0, 1 April is due on 31 March at 18:30 UTC', (t) => {
	t.is(calendar.instantOf('2026-04-01', 0, 'Asia/Kolkata'), '2026-03-31T18:30:00.000Z');
});

test('an hour that the clocks skip is the first instant after the gap, one they show twice the first of the two', (t) => {
	const table = [
		['2026-03-29', 2, 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-10-25', 2, 'Europe/Berlin', '2026-10-25T00:00:00.000Z'],
		['2026-10-04', 2, 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
		['2018-11-04', 0, 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
		['2011-12-29', 6, 'Pacific/Apia', '2011-12-29T16:00:00.000Z'],
		['2011-12-30', 0, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
		['2011-12-30', 6, 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
		['2011-12-31', 6, 'Pacific/Apia', '2011-12-30T16:00:00.000Z'],
	] as const;
	for (const [date, hour, zone, due] of table) t.is(calendar.instantOf(date, hour, zone), due, `${zone} ${date}`);
});

test('invariant 25: at every change of every zone from 2000 to 2050 an hour is due when its clocks first reach it', (t) => {
	let changes = 0;
	for (const zone of Intl.supportedValuesOf('timeZone')) {
		for (const change of changesOf(zone)) {
			changes++;
			const local = change.at + Math.min(change.before, change.after) + Math.abs(change.after - change.before) / 2;
			const hour = Math.floor(local / 3_600_000) * 3_600_000;
			const date = new Date(hour).toISOString().slice(0, 10);
			t.is(calendar.instantOf(date, new Date(hour).getUTCHours(), zone), firstReached(hour, change), `${zone} ${date}`);
		}
	}
	t.true(changes > 8000, `only ${changes} changes seen`);
});

test('only names of the zone database are time zones', (t) => {
	for (const zone of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])
		t.true(calendar.isTimeZone(zone), zone);
	for (const zone of ['', '+01:00', 'Mars/Base', 'Europe/Berlin ', 'Europe', '../etc', 'local'])
		t.false(calendar.isTimeZone(zone), zone);
});

test('durations are added on the calendar; nonsense and the past are refused', (t) => {
	t.is(calendar.addDuration('2026-01-31T10:00:00.000Z', 'P1M'), '2026-02-28T10:00:00.000Z');
	t.is(calendar.addDuration('2026-03-28T10:00:00.000Z', 'P1D', 'Europe/Berlin'), '2026-03-29T09:00:00.000Z');
	t.is(calendar.addDuration('2026-01-31T10:00:00.000Z', '-P1D'), undefined);
	t.is(calendar.addDuration('2026-01-31T10:00:00.000Z', 'soon'), undefined);
	t.is(calendar.parseInstant('2026-01-31T10:00:00+02:00'), '2026-01-31T08:00:00.000Z');
	t.is(calendar.parseInstant('2026-01-31'), undefined);
});

type Change = {readonly at: number; readonly before: number; readonly after: number};

/** The clock before a change shows UTC + before, after it UTC + after: when does it first show `local` or more? */
const firstReached = (local: number, {at, before, after}: Change): string =>
	new Date(local - before < at ? local - before : Math.max(at, local - after)).toISOString();

/** Found with Intl alone: offsets are compared every 14 days, and each difference is narrowed down to the minute. */
const changesOf = (zone: string): readonly Change[] => {
	const format = new Intl.DateTimeFormat('en-US', {timeZone: zone, timeZoneName: 'longOffset'});
	const offset = (at: number): number => {
		const found = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(at));
		return Number(`${found?.[1] ?? '+'}1`) * (Number(found?.[2] ?? 0) * 60 + Number(found?.[3] ?? 0)) * 60_000;
	};
	const step = 14 * 86_400_000;
	const changes: Change[] = [];
	let from = Date.UTC(2000, 0, 1);
	let before = offset(from);
	for (let to = from + step; to < Date.UTC(2050, 0, 1); from = to, to += step) {
		const after = offset(to);
		if (after !== before) changes.push({at: narrow(from, to, (at) => offset(at) === before), before, after});
		before = after;
	}
	return changes;
};

const narrow = (from: number, to: number, isBefore: (at: number) => boolean): number => {
	let [low, high] = [from, to];
	while (high - low > 60_000) {
		const middle = Math.floor((low + high) / 120_000) * 60_000;
		if (isBefore(middle)) low = middle;
		else high = middle;
	}
	return high;
};
