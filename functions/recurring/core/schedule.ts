/**
 * When a template bills, and what for. Every date is computed from the anchor and k, never from the date before, so that
 * nothing drifts: 31 January is followed by 28 February and that by 31 March.
 */
import type {z} from 'zod';
import type {Instant, Period, PlainDate} from '../../../schemas/basics.ts';
import type {Ends, PeriodTiming, Schedule, Weekday} from '../../../schemas/schedule.ts';
import {
	addDays,
	addMonths,
	civil,
	dayNumber,
	endOfMonth,
	instantOf,
	lastDate,
	nthWeekdayOf,
} from '../../kernel/calendar.ts';
import {invariant} from '../../kernel/invariant.ts';
import type {FieldError} from '../../kernel/result.ts';

export type Timing = z.infer<typeof PeriodTiming>;
export type Occurrence = {
	readonly k: number;
	readonly date: PlainDate;
	readonly dueAt: Instant;
	readonly period: Period;
};

/** A schedule in one time zone, with what its periods mean. Templates are one. */
export type Rhythm = {readonly schedule: Schedule; readonly zone: string; readonly periodTiming: Timing};

/**
 * Period `k` with the date that bills it and the instant that date falls due; undefined where the calendar ends
 * (9999-12-31) or `ends` says no. `ends after n` is counted in invoices, not in dates: see `isOver`.
 */
export const occurrence = ({schedule, zone, periodTiming}: Rhythm, k: number, ends?: Ends): Occurrence | undefined => {
	if (!withinCalendar(schedule, k + 1)) return undefined;
	const date = billingDate(schedule, periodTiming, k);
	if (ends?.type === 'on' && date > ends.date) return undefined;
	return {k, date, dueAt: instantOf(date, schedule.hour, zone), period: periodOf(schedule, k)};
};

/** Whether a template that has issued `periodsBilled` invoices and comes to period `k` next has come to its end. */
export const isOver = (rhythm: Rhythm, ends: Ends, k: number, periodsBilled: number): boolean =>
	(ends.type === 'after' && periodsBilled >= ends.count) || occurrence(rhythm, k, ends) === undefined;

/** The k-th date of a schedule; k = 0 is the first matching date on or after the anchor. */
export const dateOf = (schedule: Schedule, k: number): PlainDate => {
	invariant(Number.isSafeInteger(k) && k >= 0, 'dates before the anchor do not exist');
	const {frequency, interval, anchorDate, rule} = schedule;
	if (frequency === 'day') return addDays(anchorDate, k * interval);
	if (frequency === 'week') return addDays(anchorDate, k * interval * 7);
	const months = k * interval * (frequency === 'year' ? 12 : 1);
	if (rule?.type === 'lastDay') return endOfMonth(addMonths(anchorDate, months));
	if (rule?.type === 'nthWeekday') return nthWeekdayAfter(anchorDate, months, rule.nth, weekdayNumbers[rule.weekday]);
	return addMonths(anchorDate, months);
};

/** First and last day of period `k`. The anchor starts period 0, also where the first date comes later. */
export const periodOf = (schedule: Schedule, k: number): Period => ({
	start: k === 0 ? schedule.anchorDate : dateOf(schedule, k),
	end: addDays(dateOf(schedule, k + 1), -1),
});

/** The date that bills period `k`: its own in advance, the next one in arrears. */
export const billingDate = (schedule: Schedule, timing: Timing, k: number): PlainDate =>
	dateOf(schedule, timing === 'advance' ? k : k + 1);

/** When period `k` falls due: the hour of its billing date in `zone`. Non-decreasing in k; ties go by k. */
export const dueAt = (schedule: Schedule, zone: string, timing: Timing, k: number): Instant =>
	instantOf(billingDate(schedule, timing, k), schedule.hour, zone);

/** The smallest k ≥ `from` that is not yet due at `now`, or that `ends` rules out: `result - from` periods are due. */
export const firstNotDue = (rhythm: Rhythm, from: number, now: Instant, ends?: Ends): number =>
	firstWithout(from, (k) => {
		const found = occurrence(rhythm, k, ends);
		return found !== undefined && found.dueAt <= now;
	});

/** The smallest k ≥ `from` whose period starts (at the schedule's hour) after `instant`: edits made then apply from it on. */
export const firstStartingAfter = ({schedule, zone}: Rhythm, from: number, instant: Instant): number =>
	firstWithout(
		from,
		(k) => withinCalendar(schedule, k + 1) && instantOf(periodOf(schedule, k).start, schedule.hour, zone) <= instant,
	);

/** The smallest k ≥ `from` for which a claim that holds up to some k no longer holds. */
const firstWithout = (from: number, holds: (k: number) => boolean): number => {
	let step = 1;
	while (holds(from + step - 1)) step *= 2;
	let low = from + Math.floor(step / 2);
	let high = from + step - 1;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (holds(middle)) low = middle + 1;
		else high = middle;
	}
	return low;
};

/** The schedule's rules that its shape alone cannot say: what is wrong with which field, or undefined. */
export const scheduleFault = (schedule: Schedule): FieldError | undefined => {
	const {frequency, rule} = schedule;
	if (rule && rule.type !== 'dayOfMonth' && (frequency === 'day' || frequency === 'week'))
		return {path: 'schedule.rule', code: 'rule_needs_months', message: `${rule.type} needs months or years`};
	return withinCalendar(schedule, 1)
		? undefined
		: {path: 'schedule.anchorDate', code: 'too_late', message: 'leaves no whole period before the year 10000'};
};

const weekdayNumbers = {MO: 1, TU: 2, WE: 3, TH: 4, FR: 5, SA: 6, SU: 7} as const satisfies Record<
	z.infer<typeof Weekday>,
	number
>;

/** Months count from the month of the first match on or after the anchor, which may be the month after the anchor's. */
const nthWeekdayAfter = (anchor: PlainDate, months: number, nth: number, weekday: number): PlainDate => {
	const {year, month} = civil(anchor);
	const first = nthWeekdayOf(year, month, nth, weekday) >= anchor ? 0 : 1;
	const at = civil(addMonths(`${anchor.slice(0, 7)}-01`, first + months));
	return nthWeekdayOf(at.year, at.month, nth, weekday);
};

/** Whether date `k` lies before the last month a date can be written in. */
const withinCalendar = ({frequency, interval, anchorDate}: Schedule, k: number): boolean => {
	if (frequency === 'day' || frequency === 'week')
		return dayNumber(anchorDate) + k * interval * (frequency === 'week' ? 7 : 1) <= dayNumber(lastDate);
	const {year, month} = civil(anchorDate);
	return year * 12 + month + k * interval * (frequency === 'year' ? 12 : 1) < 9999 * 12 + 11;
};
