/** Numbers without gaps: a counter per series and reset period, moved only in the commit that issues. */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {Counter, SeriesDocument} from '../../../schemas/series.ts';
import {latest} from '../../kernel/calendar.ts';
import {invariant} from '../../kernel/invariant.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {collapse, formatNumber, type Pattern, parsePattern, resetPeriod} from './number-pattern.ts';

type Counters = SeriesDocument['counters'];
type Numbering = Pick<SeriesDocument, 'pattern' | 'reset' | 'counters'>;
type Open = Numbering & Pick<SeriesDocument, 'booksClosedOn' | 'suspended'>;

export type Taken = {readonly numbers: readonly string[]; readonly counters: Counters};
export type TakeRefusal = 'issue_date_before_last' | 'period_closed' | 'account_suspended' | 'invalid_request';

/**
 * Takes `count` numbers for documents issued on `issueDate` and answers them in order with the counters to be stored.
 * Refuses a date after `today` (422), before the counter's last one, in closed books, and everything once suspended.
 */
export const take = (
	series: Open,
	{issueDate, today, count = 1}: {readonly issueDate: PlainDate; readonly today: PlainDate; readonly count?: number},
): Result<Taken, TakeRefusal> => {
	if (series.suspended) return refuse('account_suspended');
	if (issueDate > today)
		return refuse('invalid_request', 'The issue date lies in the future.', [
			{path: 'issueDate', code: 'in_future', message: 'must not lie in the future'},
		]);
	if (series.booksClosedOn !== null && issueDate < series.booksClosedOn)
		return refuse('period_closed', `Books are closed before ${series.booksClosedOn}.`);
	const {lastDate} = counterFor(series, issueDate);
	if (lastDate !== null && issueDate < lastDate)
		return refuse('issue_date_before_last', `The last document of this series is dated ${lastDate}.`);
	return ok(draw(series, issueDate, count));
};

/** Numbers for a billing run, which dates by `runIssueDate` and so is never refused for its date. */
export const draw = (series: Numbering, issueDate: PlainDate, count: number): Taken => {
	const {next} = counterFor(series, issueDate);
	const pattern = patternOf(series);
	return {
		numbers: Array.from({length: count}, (_, index) => formatNumber(pattern, issueDate, next + index)),
		counters: {
			...series.counters,
			[resetPeriod(series.reset, issueDate)]: {next: next + count, lastDate: issueDate},
		},
	};
};

/**
 * Numbers for documents that a run issues on these days, answered in their order: earlier days are numbered first, so
 * that dates ascend with numbers, and none is dated before the series' last one.
 */
export const drawAll = (
	series: Pick<Open, 'pattern' | 'reset' | 'counters' | 'booksClosedOn'>,
	days: readonly PlainDate[],
): {
	readonly numbered: readonly {readonly number: string; readonly issueDate: PlainDate}[];
	readonly counters: Counters;
} => {
	const numbered: {number: string; issueDate: PlainDate}[] = [];
	let {counters} = series;
	for (const day of [...new Set(days)].sort()) {
		const places = days.flatMap((one, index) => (one === day ? [index] : []));
		const issueDate = runIssueDate({...series, counters}, day);
		const drawn = draw({...series, counters}, issueDate, places.length);
		counters = drawn.counters;
		for (const [nth, place] of places.entries()) numbered[place] = {number: drawn.numbers[nth] ?? '', issueDate};
	}
	return {numbered, counters};
};

/** The date of what a run issues: today, but never before the series' last date nor in closed books. */
export const runIssueDate = (series: Pick<Open, 'counters' | 'booksClosedOn'>, today: PlainDate): PlainDate =>
	latest(
		today,
		series.booksClosedOn ?? today,
		...Object.values(series.counters).map(({lastDate}) => lastDate ?? today),
	);

/** The counter that numbers a document of this date; a new period begins at 1. */
export const counterFor = ({reset, counters}: Numbering, issueDate: PlainDate): Counter =>
	counters[resetPeriod(reset, issueDate)] ?? {next: 1, lastDate: null};

/** What the next document would be numbered if it were issued on `today`. */
export const sampleOf = (series: Numbering, today: PlainDate): string =>
	formatNumber(patternOf(series), today, counterFor(series, today).next);

/** Sets the next number of the current period. Numbers already taken cannot be taken again: it only rises. */
export const raiseNext = (series: Numbering, next: number, today: PlainDate): Result<Counters, 'invalid_request'> => {
	const counter = counterFor(series, today);
	if (next < counter.next)
		return refuse('invalid_request', 'The next number can only be raised.', [
			{path: 'next', code: 'too_small', message: `must be at least ${counter.next}`},
		]);
	return ok({...series.counters, [resetPeriod(series.reset, today)]: {...counter, next}});
};

/** Whether two series of one account could write the same number. */
export const mayCollide = (pattern: string, others: readonly string[]): boolean =>
	others.some((other) => collapse(other) === collapse(pattern));

const patternOf = ({pattern, reset}: Pick<Numbering, 'pattern' | 'reset'>): Pattern => {
	const parsed = parsePattern(pattern, reset);
	invariant(parsed.ok, 'a stored pattern was checked when it was stored');
	return parsed.value;
};
