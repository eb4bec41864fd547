/** What texts of a template may leave open: `{{period.month+1}}`, filled in when the period is billed. */
import type {Period, PlainDate} from '../../../schemas/basics.ts';
import type {PricedDocument} from '../../../schemas/lines.ts';
import {addMonths, civil, dayNumber, plainDate} from '../../kernel/calendar.ts';

/** What is known when a period is billed. `locale`: the customer's language. */
export type PeriodFacts = {readonly period: Period; readonly locale: string};
/** What is known only at issue; null on a draft, where the placeholder stays. */
export type IssueFacts = {readonly number: string | null; readonly dueDate: PlainDate | null; readonly locale: string};

/** Placeholders that nobody knows, as written; a text that has one is refused. */
export const unknownPlaceholders = (text: string): readonly string[] =>
	[...text.matchAll(anyPlaceholder)].map(([whole]) => whole).filter((whole) => !known.test(whole));

/** Fills in `period.start`, `period.end`, `period.month` and `period.year` (both of its first day, ± up to 999); leaves the others. */
export const fillPeriod = (text: string, {period, locale}: PeriodFacts): string =>
	fill(text, (name, offset) => {
		if (name === 'period.start') return longDate(period.start, locale);
		if (name === 'period.end') return longDate(period.end, locale);
		if (name === 'period.month') return monthName(addMonths(firstOfMonth(period.start), offset), locale);
		return name === 'period.year' ? String(civil(period.start).year + offset) : undefined;
	});

/** Fills in `number` and `dueDate`, as far as they are known. */
export const fillIssue = (text: string, {number, dueDate, locale}: IssueFacts): string =>
	fill(text, (name) => {
		if (name === 'number') return number ?? undefined;
		return name === 'dueDate' && dueDate !== null ? longDate(dueDate, locale) : undefined;
	});

type Texts = {
	readonly content: PricedDocument;
	readonly notes: string | null;
	readonly terms: string | null;
};

/** A document with number and due date filled in wherever its texts print them. */
export const withIssueTexts = <Document extends Texts>(document: Document, facts: IssueFacts): Document => {
	const fillIn = (text: string): string => fillIssue(text, facts);
	const {content} = document;
	return {
		...document,
		notes: document.notes && fillIn(document.notes),
		terms: document.terms && fillIn(document.terms),
		content: {
			...content,
			...withFilled(content, fillIn),
		},
	};
};

type Described = {readonly description?: string | null | undefined};
type Content = Pick<PricedDocument, 'lines' | 'charges' | 'discounts'>;

/** Every text of the lines, discounts and charges, filled in. */
export const withFilled = (content: Content, fillIn: (text: string) => string): Content => {
	const filled = <T extends Described>(one: T): T =>
		one.description ? {...one, description: fillIn(one.description)} : one;
	return {
		lines: content.lines.map((line) => ({
			...filled(line),
			discounts: line.discounts.map(filled),
			charges: line.charges.map(filled),
		})),
		charges: content.charges.map(filled),
		discounts: content.discounts.map(filled),
	};
};

const anyPlaceholder = /\{\{[^{}]*\}\}/g;
const known = /^\{\{\s*(?:period\.(?:start|end)|number|dueDate|period\.(?:month|year)(?:\s*[+-]\s*\d{1,3})?)\s*\}\}$/;
const parts = /^\{\{\s*([A-Za-z.]+)(?:\s*([+-])\s*(\d{1,3}))?\s*\}\}$/;

/** Most texts have no placeholder at all: look before leaping. */
const fill = (text: string, answer: (name: string, offset: number) => string | undefined): string =>
	text.includes('{{')
		? text.replace(anyPlaceholder, (whole) => {
				const match = known.test(whole) ? parts.exec(whole) : null;
				if (!match?.[1]) return whole;
				return answer(match[1], Number(`${match[2] ?? '+'}${match[3] ?? '0'}`)) ?? whole;
			})
		: text;

const longDate = (date: PlainDate, locale: string): string => formatter(locale, 'date').format(noon(date));
const monthName = (date: PlainDate, locale: string): string => formatter(locale, 'month').format(noon(date));
const noon = (date: PlainDate): number => (dayNumber(date) + 0.5) * 86_400_000;
const firstOfMonth = (date: PlainDate): PlainDate => plainDate({...civil(date), day: 1});

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatter = (locale: string, what: 'date' | 'month'): Intl.DateTimeFormat => {
	const key = `${locale}|${what}`;
	const kept = formatters.get(key);
	if (kept) return kept;
	if (formatters.size >= 200) formatters.clear();
	const shape = what === 'date' ? ({dateStyle: 'long'} as const) : ({month: 'long'} as const);
	const made = new Intl.DateTimeFormat(locale, {
		...shape,
		timeZone: 'UTC',
		calendar: 'gregory',
		numberingSystem: 'latn',
	});
	formatters.set(key, made);
	return made;
};
