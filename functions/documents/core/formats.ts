/** Numbers, money and dates as a document's locale writes them. Always from integers and decimal strings, never from floats. */
import type {Period, PlainDate} from '../../../schemas/basics.ts';
import {dayNumber} from '../../kernel/calendar.ts';
import {invariant} from '../../kernel/invariant.ts';
import {exponentOf, majorUnits} from '../../kernel/money.ts';
import {decimal} from '../../kernel/rational.ts';

export type Formats = {
	/** With its currency: `1.234,50 €`. `amount` in minor units of the document's currency. */
	readonly money: (amount: number) => string;
	/** Without: `1.234,50`. */
	readonly figure: (amount: number) => string;
	/** A price that may have more decimals than its currency; minor units, or a decimal string of them. */
	readonly price: (unitAmount: string | number) => string;
	readonly quantity: (decimal: string) => string;
	readonly percent: (decimal: string) => string;
	/** `31. Januar 2026`. */
	readonly date: (date: PlainDate) => string;
	/** `31.01.2026`. */
	readonly shortDate: (date: PlainDate) => string;
	readonly period: (period: Period) => string;
	/** The country's name in the document's language. */
	readonly country: (code: string) => string;
};

/** The formats of a locale and a currency, kept: making them costs more than using them. */
export const formatsOf = (locale: string, currency: string): Formats => {
	const key = `${locale}|${currency}`;
	const kept = known.get(key);
	if (kept) return kept;
	if (known.size >= mostKept) known.clear();
	const made = make(printable(locale), currency);
	known.set(key, made);
	return made;
};

const known = new Map<string, Formats>();
const mostKept = 300;

/** Scripts that our fonts have; a document in another one is written in English, with its own region's conventions. */
const scripts = ['Latn', 'Grek', 'Cyrl'];
const printable = (locale: string): string => {
	const {script, region} = new Intl.Locale(locale).maximize();
	return scripts.includes(script ?? '') ? locale : `en-${region ?? 'US'}`;
};

const make = (locale: string, currency: string): Formats => {
	const digits = exponentOf(currency);
	const latin = {numberingSystem: 'latn'} as const;
	const fixed = {...latin, minimumFractionDigits: digits, maximumFractionDigits: digits};
	const money = new Intl.NumberFormat(locale, {...fixed, style: 'currency', currency});
	const figure = new Intl.NumberFormat(locale, fixed);
	const price = new Intl.NumberFormat(locale, {...fixed, maximumFractionDigits: digits + 6});
	const plain = new Intl.NumberFormat(locale, {...latin, maximumFractionDigits: 6});
	const percent = new Intl.NumberFormat(locale, {...latin, style: 'percent', maximumFractionDigits: 4});
	const days = {...latin, timeZone: 'UTC', calendar: 'gregory'} as const;
	const long = new Intl.DateTimeFormat(locale, {...days, dateStyle: 'long'});
	const short = new Intl.DateTimeFormat(locale, {...days, dateStyle: 'medium'});
	const names = new Intl.DisplayNames(locale, {type: 'region'});
	const shortDate = (date: PlainDate): string => short.format(noon(date));
	return {
		money: (amount) => clean(money.format(numeric(majorUnits(amount, currency)))),
		figure: (amount) => clean(figure.format(numeric(majorUnits(amount, currency)))),
		price: (unitAmount) => clean(price.format(numeric(shifted(unitAmount, digits)))),
		quantity: (value) => clean(plain.format(numeric(value))),
		percent: (value) => clean(percent.format(numeric(shifted(value, 2)))),
		date: (date) => long.format(noon(date)),
		shortDate,
		period: ({start, end}) => (start === end ? shortDate(start) : `${shortDate(start)} – ${shortDate(end)}`),
		country: (code) => names.of(code) ?? code,
	};
};

/** A decimal divided by 10^places, written out: `"0.25"` by 2 is `"0.0025"`. Exact. */
export const shifted = (value: string | number, places: number): string => {
	const {digits, places: own} = decimal(value);
	const text = String(digits);
	const size = text.replace('-', '').padStart(own + places + 1, '0');
	const point = size.length - own - places;
	const whole = `${text.startsWith('-') ? '-' : ''}${size.slice(0, point)}`;
	return point === size.length ? whole : `${whole}.${size.slice(point)}`;
};

/** `format` takes decimal text exactly, but its type wants to know that it is one. */
const numeric = (text: string): Intl.StringNumericLiteral => {
	invariant(isNumeric(text), 'a plain decimal');
	return text;
};
const isNumeric = (text: string): text is Intl.StringNumericLiteral => /^-?\d+(\.\d+)?$/.test(text);

/** Intl writes marks for right-to-left text and a full-width yen, which nothing of ours can show; and a hyphen for a minus. */
const clean = (text: string): string =>
	text
		.replace(/[\u200e\u200f\u061c]/g, '')
		.replaceAll('￥', '¥')
		.replace(/-(?=[^-]*\d)/, '\u2212');

const noon = (date: PlainDate): number => (dayNumber(date) + 0.5) * 86_400_000;
