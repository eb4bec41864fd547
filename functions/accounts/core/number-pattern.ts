/** How a document's number is written: literals with `{YYYY} {YY} {MM} {DD}` of the issue date and one counter `{0000}`. */
import type {PlainDate} from '../../../schemas/basics.ts';
import {civil} from '../../kernel/calendar.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';

export type Reset = 'never' | 'year' | 'month';
type Part =
	| {readonly kind: 'literal'; readonly text: string}
	| {readonly kind: 'YYYY' | 'YY' | 'MM' | 'DD'}
	| {readonly kind: 'counter'; readonly width: number};
export type Pattern = readonly Part[];

const longestPattern = 60;
const widestCounter = 12;

/**
 * Reads a pattern. Refuses one without exactly one counter, with a placeholder it does not know, longer than 60 characters,
 * or one that starts again every `reset` period without showing that period: two documents would bear one number.
 */
export const parsePattern = (text: string, reset: Reset): Result<Pattern, 'invalid_pattern'> => {
	if (text.length === 0 || text.length > longestPattern)
		return refuse('invalid_pattern', 'A pattern has 1 to 60 characters.');
	const parts = split(text);
	if (!parts) return refuse('invalid_pattern', 'A pattern consists of text and {YYYY}, {YY}, {MM}, {DD} and {0000}.');
	const kinds = parts.map(({kind}) => kind);
	if (kinds.filter((kind) => kind === 'counter').length !== 1)
		return refuse('invalid_pattern', 'A pattern has one counter, such as {0000}.');
	const showsYear = kinds.includes('YYYY') || kinds.includes('YY');
	if (reset !== 'never' && !showsYear) return refuse('invalid_pattern', 'A series that starts again shows the year.');
	if (reset === 'month' && !kinds.includes('MM'))
		return refuse('invalid_pattern', 'A series that starts again every month shows the month.');
	return ok(parts);
};

/** The number of the `counter`-th document issued on `issueDate`. A counter wider than its zeros is written in full. */
export const formatNumber = (pattern: Pattern, issueDate: PlainDate, counter: number): string =>
	pattern.map((part) => written(part, issueDate, counter)).join('');

/**
 * What two patterns must not share within an account: every run of digits and placeholders as one `#`. Numbers from
 * patterns with different skeletons can never be the same text.
 */
export const collapse = (text: string): string => text.replace(/(?:\{[^{}]*\}|\p{Nd})+/gu, '#');

/** The counter that numbers a document of this date: one per reset period. */
export const resetPeriod = (reset: Reset, issueDate: PlainDate): string =>
	reset === 'never' ? 'all' : reset === 'year' ? issueDate.slice(0, 4) : issueDate.slice(0, 7);

const split = (text: string): Pattern | undefined => {
	const parts: Part[] = [];
	for (const [token] of text.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/gu)) {
		const part = read(token);
		if (!part) return undefined;
		parts.push(part);
	}
	return parts;
};

const read = (token: string): Part | undefined => {
	if (!token.startsWith('{')) return /^[^\p{C}{}]+$/u.test(token) ? {kind: 'literal', text: token} : undefined;
	const name = token.slice(1, -1);
	if (name === 'YYYY' || name === 'YY' || name === 'MM' || name === 'DD') return {kind: name};
	return /^0+$/.test(name) && name.length <= widestCounter ? {kind: 'counter', width: name.length} : undefined;
};

const written = (part: Part, issueDate: PlainDate, counter: number): string => {
	if (part.kind === 'literal') return part.text;
	if (part.kind === 'counter') return String(counter).padStart(part.width, '0');
	const {year, month, day} = civil(issueDate);
	if (part.kind === 'YYYY') return String(year).padStart(4, '0');
	return String(part.kind === 'YY' ? year % 100 : part.kind === 'MM' ? month : day).padStart(2, '0');
};
