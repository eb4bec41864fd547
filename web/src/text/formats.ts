/** Numbers, dates and money as the person reads them. Dates are days, not instants: they are never moved by a time zone. */
import {exponents} from '../../../schemas/currencies.ts';

export type Formats = {
	/** `amount` in minor units. */
	readonly money: (amount: number, currency: string) => string;
	/** Without the currency, for columns that name it once. */
	readonly amount: (amount: number, currency: string) => string;
	readonly number: (value: number | string) => string;
	readonly percent: (percent: string | number) => string;
	/** 31 Jan 2026. */
	readonly date: (date: string) => string;
	/** 31 January 2026, Saturday where it helps to plan. */
	readonly longDate: (date: string) => string;
	/** 31 Jan; with the year where it is not `year`. */
	readonly shortDate: (date: string, year?: string) => string;
	/** Jan. */
	readonly month: (yearMonth: string) => string;
	readonly monthYear: (yearMonth: string) => string;
	/** The day of an instant in a zone: 31 Jan 2026. */
	readonly day: (instant: string, zone: string) => string;
	readonly instant: (instant: string, zone?: string) => string;
	/** The name of a country or currency code. */
	readonly country: (code: string) => string;
	readonly currency: (code: string) => string;
	readonly list: (words: readonly string[]) => string;
	readonly weekday: (index: number) => string;
};

export const digitsOf = (currency: string): number => exponents.get(currency) ?? 2;

export const formatsFor = (locale: string): Formats => {
	const money = remembered(
		(currency) =>
			new Intl.NumberFormat(locale, {
				style: 'currency',
				currency,
				...digits(digitsOf(currency)),
			}),
	);
	const amount = remembered((currency) => new Intl.NumberFormat(locale, digits(digitsOf(currency))));
	const day = (options: Intl.DateTimeFormatOptions) => {
		const format = new Intl.DateTimeFormat(locale, {...options, timeZone: 'UTC'});
		return (date: string): string => format.format(Date.parse(`${date}T00:00:00Z`));
	};
	const shortDay = day({day: 'numeric', month: 'short'});
	const date = day({day: 'numeric', month: 'short', year: 'numeric'});
	const number = new Intl.NumberFormat(locale, {maximumFractionDigits: 6});
	const percent = new Intl.NumberFormat(locale, {style: 'percent', maximumFractionDigits: 6});
	const instant = remembered(
		(zone) =>
			new Intl.DateTimeFormat(locale, {
				// As days are written, in every language.
				day: 'numeric',
				month: 'short',
				year: 'numeric',
				hour: 'numeric',
				minute: '2-digit',
				...(zone === '' ? {} : {timeZone: zone}),
			}),
	);
	const dayOf = remembered(
		(zone) => new Intl.DateTimeFormat(locale, {day: 'numeric', month: 'short', year: 'numeric', timeZone: zone}),
	);
	const month = day({month: 'short'});
	const monthYear = day({month: 'long', year: 'numeric'});
	const weekday = day({weekday: 'long'});
	const countries = new Intl.DisplayNames(locale, {type: 'region', fallback: 'code'});
	const currencies = new Intl.DisplayNames(locale, {type: 'currency', fallback: 'code'});
	const list = new Intl.ListFormat(locale, {type: 'conjunction'});
	return {
		money: (value, currency) => money(currency).format(value / 10 ** digitsOf(currency)),
		amount: (value, currency) => amount(currency).format(value / 10 ** digitsOf(currency)),
		number: (value) => number.format(Number(value)),
		percent: (value) => percent.format(Number(value) / 100),
		date,
		longDate: day({weekday: 'short', day: 'numeric', month: 'long', year: 'numeric'}),
		shortDate: (value, year) => (year === undefined || value.startsWith(year) ? shortDay(value) : date(value)),
		month: (value) => month(`${value}-01`),
		monthYear: (value) => monthYear(`${value}-01`),
		day: (value, zone) => dayOf(zone).format(Date.parse(value)),
		instant: (value, zone) => instant(zone ?? '').format(Date.parse(value)),
		country: (code) => countries.of(code) ?? code,
		currency: (code) => currencies.of(code) ?? code,
		list: (words) => list.format(words),
		// 5 January 1970 was a Monday.
		weekday: (index) => weekday(`1970-01-${String(5 + index).padStart(2, '0')}`),
	};
};

const digits = (count: number): Intl.NumberFormatOptions => ({
	minimumFractionDigits: count,
	maximumFractionDigits: count,
});

const remembered = <T>(make: (key: string) => T): ((key: string) => T) => {
	const made = new Map<string, T>();
	return (key) => {
		const known = made.get(key) ?? make(key);
		made.set(key, known);
		return known;
	};
};
