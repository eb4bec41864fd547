/**
 * Days, instants and time zones. Days are text (`2026-01-31`) and their arithmetic is our own; only what needs the zone
 * database asks Temporal, and remembers the answer: a run asks the same few questions a hundred thousand times.
 */
import {Temporal} from 'temporal-polyfill';
import type {Instant, Period, PlainDate} from '../../schemas/basics.ts';
import {invariant} from './invariant.ts';

export type CivilDay = {readonly year: number; readonly month: number; readonly day: number};

export const lastDate: PlainDate = '9999-12-31';
const msPerDay = 86_400_000;

/** The day in `zone` at the instant `now`. */
export const today = (now: Instant, zone: string): PlainDate =>
	remembered(days, `${zone}|${now}`, () => zoned(now, zone).toPlainDate().toString());

/** The hour (0 to 23) the clocks of `zone` show at `now`. */
export const hourOf = (now: Instant, zone: string): number => zoned(now, zone).hour;

/**
 * The instant at which the clocks of `zone` first reach `hour` on `date`: where they jump over it, the first instant after
 * the jump (a whole skipped day included); where they show it twice, the first of the two. Non-decreasing in (date, hour).
 */
export const instantOf = (date: PlainDate, hour: number, zone: string): Instant =>
	remembered(instants, `${zone}|${date}|${hour}`, () => {
		const local = Temporal.PlainDateTime.from(date).with({hour});
		const before = local.toZonedDateTime(zone, {disambiguation: 'earlier'});
		// In a gap 'earlier' lands before the jump; the jump itself is what we are after.
		const first = before.toPlainDateTime().equals(local) ? before : before.getTimeZoneTransition('next');
		invariant(first, 'a gap in local time ends');
		return instantAt(first.epochMilliseconds);
	});

/** Whether `name` is a zone of the IANA database that this runtime knows. Offsets such as `+01:00` are not. */
export const isTimeZone = (name: string): boolean => {
	if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name) || name.length > 64) return false;
	try {
		new Intl.DateTimeFormat('en', {timeZone: name});
		return true;
	} catch {
		return false;
	}
};

/** `-1`, `0` or `1`: dates and instants both sort as text. */
export const compare = (a: string, b: string): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0);
/** The later of some dates or of some instants. */
export const latest = (first: string, ...others: readonly string[]): string =>
	others.reduce((a, b) => (compare(a, b) < 0 ? b : a), first);
/** The earlier of some dates or of some instants. */
export const earliest = (first: string, ...others: readonly string[]): string =>
	others.reduce((a, b) => (compare(b, a) < 0 ? b : a), first);

/** `count` days later, earlier where negative. */
export const addDays = (date: PlainDate, count: number): PlainDate => dateOfDay(dayNumber(date) + count);

/** `count` months later, the day clamped to the month: 31 January + 1 = 28 or 29 February. */
export const addMonths = (date: PlainDate, count: number): PlainDate => {
	const {year, month, day} = civil(date);
	const months = year * 12 + month - 1 + count;
	const at = {year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1};
	return plainDate({...at, day: Math.min(day, daysInMonth(at.year, at.month))});
};

export const endOfMonth = (date: PlainDate): PlainDate => {
	const {year, month} = civil(date);
	return plainDate({year, month, day: daysInMonth(year, month)});
};
export const startOfMonth = (date: PlainDate): PlainDate => `${date.slice(0, 7)}-01`;

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: PlainDate): number => ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** The `nth` weekday (1 to 4, or -1 for the last) of a month; `weekday` 1 is Monday. */
export const nthWeekdayOf = (year: number, month: number, nth: number, weekday: number): PlainDate => {
	if (nth === -1) {
		const last = plainDate({year, month, day: daysInMonth(year, month)});
		return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
	}
	const first = plainDate({year, month, day: 1});
	return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7);
};

/** Days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);
export const includes = (period: Period, date: PlainDate): boolean => period.start <= date && date <= period.end;

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInMonth = (year: number, month: number): number =>
	month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

export const civil = (date: PlainDate): CivilDay => ({
	year: Number(date.slice(0, 4)),
	month: Number(date.slice(5, 7)),
	day: Number(date.slice(8, 10)),
});

/** Years 0000 to 9999, so that dates keep their width and sort as text. */
export const plainDate = ({year, month, day}: CivilDay): PlainDate => {
	invariant(year >= 0 && year <= 9999, 'a date lies within the years 0 to 9999');
	return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
};

/** Days since 1970-01-01 (proleptic Gregorian; H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
export const dayNumber = (date: PlainDate): number => {
	const {year, month, day} = civil(date);
	const y = month <= 2 ? year - 1 : year;
	const era = Math.floor(y / 400);
	const yearOfEra = y - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	return (
		era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
	);
};

/** The inverse of `dayNumber`. */
export const dateOfDay = (number: number): PlainDate => {
	const shifted = number + 719_468;
	const era = Math.floor(shifted / 146_097);
	const day = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
	);
	const dayOfYear = day - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
	return plainDate({
		year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
	});
};

/** Milliseconds since 1970-01-01T00:00Z. */
export const millisOf = (instant: Instant): number =>
	dayNumber(instant.slice(0, 10)) * msPerDay +
	Number(instant.slice(11, 13)) * 3_600_000 +
	Number(instant.slice(14, 16)) * 60_000 +
	Number(instant.slice(17, 19)) * 1000 +
	Number(instant.slice(20, 23));

/** The inverse of `millisOf`. */
export const instantAt = (millis: number): Instant => {
	const day = Math.floor(millis / msPerDay);
	const rest = millis - day * msPerDay;
	const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
	const seconds = `${two((rest % 60_000) / 1000)}.${String(Math.floor(rest % 1000)).padStart(3, '0')}`;
	return `${dateOfDay(day)}T${two(rest / 3_600_000)}:${two((rest % 3_600_000) / 60_000)}:${seconds}Z`;
};

export const addMillis = (instant: Instant, millis: number): Instant => instantAt(millisOf(instant) + millis);
export const addMinutes = (instant: Instant, minutes: number): Instant => addMillis(instant, minutes * 60_000);
export const addHours = (instant: Instant, hours: number): Instant => addMillis(instant, hours * 3_600_000);
/** Milliseconds from `from` to `to`. */
export const millisBetween = (from: Instant, to: Instant): number => millisOf(to) - millisOf(from);

/** An ISO 8601 duration (`P1M`, `PT36H`) later on the calendar and clocks of `zone`; undefined when it is not one or negative. */
export const addDuration = (instant: Instant, duration: string, zone = 'UTC'): Instant | undefined => {
	try {
		const parsed = Temporal.Duration.from(duration);
		return parsed.sign < 0 ? undefined : instantAt(zoned(instant, zone).add(parsed).epochMilliseconds);
	} catch {
		return undefined;
	}
};

/** Anything RFC 3339 (any offset, any precision) as our instant; undefined when it is not one. */
export const parseInstant = (text: string): Instant | undefined => {
	try {
		return instantAt(Temporal.Instant.from(text).epochMilliseconds);
	} catch {
		return undefined;
	}
};

const zoned = (instant: Instant, zone: string): Temporal.ZonedDateTime =>
	Temporal.Instant.fromEpochMilliseconds(millisOf(instant)).toZonedDateTimeISO(zone);

const days = new Map<string, PlainDate>();
const instants = new Map<string, Instant>();
const mostRemembered = 5000;

/** Pure questions only. Starts over when full, so that memory stays flat. */
const remembered = (answers: Map<string, string>, question: string, answer: () => string): string => {
	const known = answers.get(question);
	if (known !== undefined) return known;
	if (answers.size >= mostRemembered) answers.clear();
	const found = answer();
	answers.set(question, found);
	return found;
};
