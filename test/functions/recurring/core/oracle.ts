/**
 * When a template must bill, found without any of our code: dates by walking the calendar day by day, instants by asking
 * Intl alone where the clocks of a zone jump.
 */
import type {Schedule} from '../../../../schemas/schedule.ts';

type Day = {readonly iso: string; readonly day: number; readonly weekday: number; readonly month: number};

const firstYear = 2000;
const lastYear = 2062;
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Every day from 1 January 2000, a Saturday, one after the other. `month` counts from January 2000. */
export const days: readonly Day[] = (() => {
	const walked: Day[] = [];
	let weekday = 5;
	for (let year = firstYear; year <= lastYear; year++) {
		const isLeap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
		const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
		for (const [index, length] of lengths.entries())
			for (let day = 1; day <= length; day++) {
				const iso = `${year}-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
				walked.push({iso, day, weekday, month: (year - firstYear) * 12 + index});
				weekday = (weekday + 1) % 7;
			}
	}
	return walked;
})();

/** The place of each day in `days`. */
export const placeOf: ReadonlyMap<string, number> = new Map(days.map(({iso}, place) => [iso, place]));

const placesByMonth: readonly (readonly number[])[] = (() => {
	const months: number[][] = [];
	for (const [place, {month}] of days.entries()) {
		const found = months[month] ?? [];
		months[month] = found;
		found.push(place);
	}
	return months;
})();

/** The one day of each month that a rule names. */
const matchesOf = (rule: string): readonly number[] => {
	const known = matches.get(rule);
	if (known) return known;
	const [kind, first = '', second = ''] = rule.split(' ');
	const found = placesByMonth.map((places) => {
		if (kind === 'lastDay') return places.at(-1) ?? 0;
		if (kind === 'day') return places[Math.min(Number(first), places.length) - 1] ?? 0;
		const same = places.filter((place) => weekdays[days[place]?.weekday ?? 0] === second);
		return (first === '-1' ? same.at(-1) : same[Number(first) - 1]) ?? 0;
	});
	matches.set(rule, found);
	return found;
};
const matches = new Map<string, readonly number[]>();

/** The k-th date, as its place in `days`; undefined beyond them. */
export const placeOfDate = ({frequency, interval, anchorDate, rule}: Schedule, k: number): number | undefined => {
	const anchor = placeOf.get(anchorDate) ?? 0;
	if (frequency === 'day' || frequency === 'week') {
		const place = anchor + k * interval * (frequency === 'week' ? 7 : 1);
		return place < days.length ? place : undefined;
	}
	const {month = 0, day = 1} = days[anchor] ?? {};
	const of = matchesOf(
		rule?.type === 'lastDay'
			? 'lastDay'
			: rule?.type === 'nthWeekday'
				? `nth ${rule.nth} ${rule.weekday}`
				: `day ${day}`,
	);
	const start = (of[month] ?? 0) >= anchor ? month : month + 1;
	return of[start + k * interval * (frequency === 'year' ? 12 : 1)];
};

/** From `at` on the clocks of a zone show UTC + `offset`, both in milliseconds. Ascending; the first one holds since ever. */
export type Stretch = {readonly at: number; readonly offset: number};

const dayMs = 86_400_000;
const from = Date.UTC(firstYear - 1, 11, 1);
const until = Date.UTC(2051, 1, 1);

/** Every jump of a zone's clocks: offsets are compared every `stepDays`, and each difference is narrowed down to the second. */
export const stretchesOf = (zone: string, stepDays: number): readonly Stretch[] => {
	const format = new Intl.DateTimeFormat('en-US', {timeZone: zone, timeZoneName: 'longOffset', year: '2-digit'});
	const offsetAt = (at: number): number => {
		const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
			/GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(at)) ?? [];
		return Number(`${sign}1`) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	};
	const found: Stretch[] = [{at: Number.NEGATIVE_INFINITY, offset: offsetAt(from)}];
	let low = from;
	let before = offsetAt(from);
	for (let high = from + stepDays * dayMs; low < until; low = high, high += stepDays * dayMs) {
		const after = offsetAt(high);
		if (after === before) continue;
		let [a, b] = [low, high];
		while (b - a > 1000) {
			const middle = Math.floor((a + b) / 2000) * 1000;
			if (offsetAt(middle) === before) a = middle;
			else b = middle;
		}
		found.push({at: b, offset: after});
		before = after;
	}
	return found;
};

/** The first instant at which the clocks show `hour` of a day or later: after a gap its end, of two the first. */
export const dueOf = (stretches: readonly Stretch[], place: number, hour: number): number => {
	const shown = Date.UTC(firstYear, 0, 1) + place * dayMs + hour * 3_600_000;
	let first = 0;
	for (let high = stretches.length; high - first > 1; ) {
		const middle = (first + high) >> 1;
		if ((stretches[middle]?.at ?? 0) <= shown - 2 * dayMs) first = middle;
		else high = middle;
	}
	for (let index = first; index < stretches.length; index++) {
		const {at, offset} = stretches[index] ?? {at: 0, offset: 0};
		const due = Math.max(at, shown - offset);
		if (due < (stretches[index + 1]?.at ?? Number.POSITIVE_INFINITY)) return due;
	}
	throw new Error('the last stretch has no end');
};

/** Small numbers from a printed seed, so that a failure can be run again. */
export const diceOf = (seed: number) => {
	let state = seed >>> 0;
	return (below: number): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
};
