import {z} from 'zod';
import {BillingSettings, Reminder} from './account.ts';
import {Instant, id, line, PlainDate} from './basics.ts';

export const SeriesKind = z.enum(['invoice', 'creditNote', 'estimate']);
export const SeriesReset = z.enum(['never', 'year', 'month']);
export const Pattern = line(60).min(1);

export const SeriesInput = z.strictObject({
	for: SeriesKind,
	pattern: Pattern,
	next: z.int().min(1).max(999_999_999).default(1),
	/** Every year where the pattern shows one, else never. */
	reset: SeriesReset.optional(),
});
export type SeriesInput = z.infer<typeof SeriesInput>;
export const SeriesPatch = z.strictObject({
	pattern: Pattern.optional(),
	next: z.int().min(1).max(999_999_999).optional(),
	reset: SeriesReset.optional(),
	/** Only ever set: another one gives it up in the same commit. */
	isDefault: z.literal(true).optional(),
});
export type SeriesPatch = z.infer<typeof SeriesPatch>;

export const Series = z.strictObject({
	id: id('ser'),
	for: SeriesKind,
	pattern: Pattern,
	next: z.int(),
	reset: SeriesReset,
	sample: z.string(),
	/** Numbers documents of its kind where nobody chose another series. */
	isDefault: z.boolean(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type Series = z.infer<typeof Series>;

/** One counter per reset period: `2026`, `2026-11` or `all`. `lastDate`: the date of the last number taken from it. */
export const Counter = z.strictObject({next: z.int().min(1), lastDate: PlainDate.nullable()});
export type Counter = z.infer<typeof Counter>;

/**
 * `accounts/{a}/series/{s}`. Every billing commit updates it, so whatever must stop a run in flight is written here:
 * suspending an account, closing books, a new seller snapshot.
 */
export const SeriesDocument = z.strictObject({
	schema: z.literal(1),
	id: id('ser'),
	accountId: id('acc'),
	for: SeriesKind,
	pattern: Pattern,
	reset: SeriesReset,
	/** First number of a period that has no counter yet; raised by hand only for the current period. */
	counters: z.record(z.string(), Counter),
	isDefault: z.boolean(),
	sellerVersion: z.int().min(1),
	booksClosedOn: PlainDate.nullable(),
	suspended: z.boolean(),
	/** The account's switch and caps, here because every billing commit reads it; absent: the defaults apply. */
	billing: BillingSettings.optional(),
	/** The account's reminders: when a run's invoice first wants a look (rule 30); absent: none. */
	reminders: z.array(Reminder).max(10).optional(),
	/** Whether the account has webhook endpoints: without any, no `…notify` steps are written. */
	notify: z.boolean(),
	commitId: z.string(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type SeriesDocument = z.infer<typeof SeriesDocument>;
