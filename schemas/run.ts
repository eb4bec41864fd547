import {z} from 'zod';
import {Instant, id, PlainDate} from './basics.ts';
import {Currency} from './money.ts';
import {Outbox} from './steps.ts';

export const Run = z.strictObject({
	id: id('run'),
	state: z.enum(['running', 'finished']),
	startedAt: Instant,
	finishedAt: Instant.nullable(),
	due: z.int(),
	issued: z.int(),
	skipped: z.int(),
	parked: z.int(),
	amounts: z.array(z.strictObject({currency: Currency, total: z.int()})),
});
export type Run = z.infer<typeof Run>;

/** `accounts/{a}/runs/{run}`: this account's share of one run; counters move in the commits that bill. */
export const RunDocument = Run.extend({
	schema: z.literal(1),
	accountId: id('acc'),
	/** The part of `amounts` that the account's cap does not count: drafts, and what people approved. */
	uncapped: Run.shape.amounts.optional(),
	notify: z.boolean(),
	commitId: z.string(),
	version: z.int(),
	...Outbox.shape,
});
export type RunDocument = z.infer<typeof RunDocument>;

export const ParkReason = z.enum([
	'invalid_template',
	'amount_too_large',
	'tax_rate_missing',
	'series_missing',
	'discount_not_spreadable',
	'customer_archived',
	'template_day_cap',
	'beyond_horizon',
	'amount_jump',
	'run_amount_cap',
	'refused_by_store',
	'bug',
]);

/** What a cap compared, of the period that it held back; amounts in minor units. */
export const ParkFigures = z.discriminatedUnion('type', [
	/** `usual`: the median of what was billed before, halves of a unit cut off. `factor`: how many times it may be. */
	z.strictObject({
		type: z.literal('amount_jump'),
		currency: Currency,
		amount: z.int(),
		usual: z.int(),
		factor: z.int(),
	}),
	/** `sum`: what the run would have come to with it. */
	z.strictObject({type: z.literal('run_amount_cap'), currency: Currency, amount: z.int(), sum: z.int(), cap: z.int()}),
	/** `count`: how many were billed before for the same day. */
	z.strictObject({type: z.literal('template_day_cap'), date: PlainDate, count: z.int()}),
]);
export type ParkFigures = z.infer<typeof ParkFigures>;

export const Parked = z.strictObject({
	id: id('prk'),
	templateId: id('tpl'),
	date: PlainDate,
	reason: ParkReason,
	/** For people and logs, in English; programs read `figures`. */
	detail: z.string().nullable(),
	figures: ParkFigures.nullable(),
	since: Instant,
});
export type Parked = z.infer<typeof Parked>;
export const ParkedDocument = Parked.extend({
	schema: z.literal(1),
	accountId: id('acc'),
	/** Absent from what was stored before there were any. */
	figures: ParkFigures.nullable().optional(),
	/** The period that was parked: what a retry approves. Absent where the template could not be read. */
	period: z.strictObject({epoch: z.int(), k: z.int()}).optional(),
	commitId: z.string(),
	settledAt: Instant.nullable(),
});
export type ParkedDocument = z.infer<typeof ParkedDocument>;

/** `billing.page`: one page of one shard of a run. `asOf`: what is due at this instant is billed; on a test account's shard also its present. */
export const BillingPage = z.strictObject({
	run: id('run'),
	asOf: Instant,
	shard: z.string().max(40),
	/** The last template of the page before. */
	cursor: z.strictObject({dueAt: Instant, path: z.string().max(300)}).optional(),
});
export type BillingPage = z.infer<typeof BillingPage>;
