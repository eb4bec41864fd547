/** Invariants 5, 6, 7 and 40: numbers of every series. */
import {formatNumber, parsePattern, resetPeriod} from '../../functions/accounts/core/number-pattern.ts';
import type {Books, Entry} from './books.ts';
import {unless, type Violation} from './violation.ts';

type Numbered = {
	readonly path: string;
	readonly seriesId: string;
	readonly number: string;
	readonly issueDate: string;
	readonly counter: number;
};

/** Numbers without gap or duplicate in the order of their dates, whoever issued: runs or people (5, 6, 7, 40). */
export const numberViolations = (books: Books): readonly Violation[] => [
	...books.invoices.flatMap(statusViolations),
	...books.series.flatMap((series) => seriesViolations(series, books)),
];

const statusViolations = ({path, status, number, issueDate, issuedAt}: Entry<'invoices'>): readonly Violation[] =>
	status === 'draft'
		? unless(number === null && issuedAt === null, '7', path, `a draft is numbered ${number}`)
		: unless(number !== null && issueDate !== null && issuedAt !== null, '7', path, 'issued without number or date');

const seriesViolations = (series: Entry<'series'>, {invoices, creditNotes}: Books): readonly Violation[] => {
	const numbered = [...invoices, ...creditNotes].flatMap(({path, accountId, seriesId, number, issueDate}) =>
		accountId === series.accountId && seriesId === series.id && number !== null && issueDate !== null
			? [{path, seriesId, number, issueDate, counter: counterIn(series, number, issueDate)}]
			: [],
	);
	const byPeriod = Map.groupBy(numbered, ({issueDate}) => resetPeriod(series.reset, issueDate));
	const periods = new Set([...byPeriod.keys(), ...Object.keys(series.counters)]);
	return [...periods].flatMap((period) => periodViolations(series, period, byPeriod.get(period) ?? []));
};

/** A series raised by hand begins later than at 1; within what it has numbered nothing may be missing all the same. */
const periodViolations = (series: Entry<'series'>, period: string, rows: readonly Numbered[]): readonly Violation[] => {
	const at = `${series.path} ${period}`;
	const sorted = rows.toSorted((a, b) => a.counter - b.counter);
	const {next, lastDate} = series.counters[period] ?? {next: 1, lastDate: null};
	const counters = sorted.map(({counter}) => counter);
	const expected = counters.map((_, index) => next - counters.length + index);
	const dates = sorted.map(({issueDate}) => issueDate);
	return [
		...unless(same(counters, expected), '5', at, `numbers ${spoken(counters)} before the next one, ${next}`),
		...unless(new Set(rows.map(({number}) => number)).size === rows.length, '5', at, 'a number twice'),
		...unless(same(dates, dates.toSorted()), '6', at, `dates ${dates.join(' ')}`),
		...unless(rows.length === 0 || lastDate === dates.at(-1), '6', at, `last date ${lastDate}, not ${dates.at(-1)}`),
	];
};

/** Which counter the pattern wrote into a number on that day; 0 when it cannot have. */
const counterIn = ({pattern, reset}: Entry<'series'>, number: string, issueDate: string): number => {
	const parsed = parsePattern(pattern, reset);
	if (!parsed.ok) return 0;
	for (const digits of number.match(/\d+/g) ?? [])
		for (let from = 0; from < digits.length; from++)
			for (let to = digits.length; to > from; to--) {
				const counter = Number(digits.slice(from, to));
				if (formatNumber(parsed.value, issueDate, counter) === number) return counter;
			}
	return 0;
};

const same = <T>(left: readonly T[], right: readonly T[]): boolean =>
	left.length === right.length && left.every((value, index) => value === right[index]);

const spoken = (counters: readonly number[]): string =>
	counters.length > 12 ? `${counters.slice(0, 6).join(' ')} … ${counters.slice(-6).join(' ')}` : counters.join(' ');
