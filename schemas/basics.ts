import {z} from 'zod';

/** A point in time: RFC 3339 in UTC with milliseconds, `2026-11-22T11:36:40.000Z`. Sorts as text. */
export const Instant = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/, 'an RFC 3339 instant in UTC with milliseconds');
export type Instant = z.infer<typeof Instant>;

/** A day on a calendar, in the account's time zone: `2026-11-22`. Not an instant. */
export const PlainDate = z.iso.date();
export type PlainDate = z.infer<typeof PlainDate>;

/** A day from which others are counted on (terms, grace, the day after): bounded, so that all of them have a date. */
export const CountedDate = PlainDate.refine((date) => date < '9900', 'must lie before the year 9900');

/** First and last day of what is billed, both included. */
export const Period = z.strictObject({start: PlainDate, end: PlainDate});
export type Period = z.infer<typeof Period>;

export const idPrefixes = [
	'acc',
	'mem',
	'cus',
	'itm',
	'tax',
	'ser',
	'inv',
	'lin',
	'crn',
	'est',
	'tpl',
	'pay',
	'ref',
	'run',
	'evt',
	'whk',
	'key',
	'imp',
	'exp',
	'prk',
	'act',
] as const;
export type IdPrefix = (typeof idPrefixes)[number];

/** An id of ours: a prefix that names the kind and 4 to 40 letters or digits. */
export const id = (prefix: IdPrefix) =>
	z.string().regex(new RegExp(`^${prefix}_[0-9A-Za-z]{4,40}$`), `an id that begins with ${prefix}_`);

/** Ciphertext of a JSON value under a customer's or an account's key, as the vault writes it. */
export const Sealed = z.string().startsWith('s1.').max(40_000);
export type Sealed = z.infer<typeof Sealed>;

export const Locale = z
	.string()
	.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'a language tag such as de or de-AT');
export const Country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 country code');
export const TimeZone = z.string().min(1).max(64);
export const Email = z.email().max(254);
export const Metadata = z
	.record(
		z
			.string()
			.regex(/^(?!__)[^$\p{Cc}][^\p{Cc}]{0,39}$/u, 'a key of 1 to 40 characters that begins with neither $ nor __'),
		z.string().max(500),
	)
	.refine((value) => Object.keys(value).length <= 20, 'at most 20 keys');

/** One line of text: no control characters, so that it can stand in a mail header or a table cell. */
export const line = (max: number) =>
	z
		.string()
		.max(max)
		.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'one line without control characters');
/** Text of several lines. */
export const text = (max: number) =>
	z
		.string()
		.max(max)
		.regex(/^[^\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u, 'text without control characters');

export const Address = z.strictObject({
	line1: line(200).nullish(),
	line2: line(200).nullish(),
	city: line(120).nullish(),
	region: line(120).nullish(),
	postalCode: line(20).nullish(),
	country: Country.nullish(),
});
export type Address = z.infer<typeof Address>;

export const PaymentTerms = z.strictObject({
	days: z.int().min(0).max(366),
	from: z.enum(['issue', 'endOfMonth']).default('issue'),
	earlyDiscount: z
		.strictObject({percent: z.union([z.string(), z.number()]).transform(String), days: z.int().min(0).max(366)})
		.nullish(),
});
export type PaymentTerms = z.infer<typeof PaymentTerms>;

export const Mode = z.enum(['live', 'test']);
export type Mode = z.infer<typeof Mode>;
export const Role = z.enum(['viewer', 'bookkeeper', 'admin', 'owner']);
export type Role = z.infer<typeof Role>;
