/** What the API takes and answers about templates, runs and parked templates besides the objects themselves. */
import {z} from 'zod';
import {Instant, id, Period, PlainDate} from './basics.ts';
import {ChargeInput, ChargeOutcome, LineInput, LineOutcome, Sums, TaxOutcome} from './lines.ts';
import {listQuery} from './list.ts';
import {Currency, Percent} from './money.ts';
import {Past} from './schedule.ts';
import {TemplateInput, TemplateStatus} from './template.ts';

/** What becomes of periods that are already due (rule 27). */
export const PastRequest = z.strictObject({past: Past.default('skip')});

export const TemplateQuery = z.strictObject({
	...listQuery,
	status: TemplateStatus.optional(),
	customerId: id('cus').optional(),
});
export type TemplateQuery = z.infer<typeof TemplateQuery>;

export const PreviewQuery = z.strictObject({
	count: z
		.string()
		.regex(/^\d{1,3}$/, 'a whole number')
		.transform(Number)
		.pipe(z.int().min(1).max(100))
		.default(12),
});

export const PreviewedPeriod = z.strictObject({
	k: z.int(),
	date: PlainDate,
	dueAt: Instant,
	period: Period,
	lines: z.array(LineInput.extend(LineOutcome.shape)),
	charges: z.array(z.strictObject({...ChargeInput.shape, ...ChargeOutcome.shape})),
	taxes: z.array(TaxOutcome),
	...Sums.shape,
	previewHash: z.string(),
});
export type PreviewedPeriod = z.infer<typeof PreviewedPeriod>;
export const TemplatePreview = z.strictObject({data: z.array(PreviewedPeriod)});
export type TemplatePreview = z.infer<typeof TemplatePreview>;

const {customerId: _customer, lines: _lines, discounts: _discounts, charges: _charges, ...rhythm} = TemplateInput.shape;
/** Everything else comes from the invoice. What is given here counts instead of what the invoice says. */
export const MakeRecurringRequest = z.strictObject({
	...rhythm,
	currency: rhythm.currency,
	cashRounding: rhythm.cashRounding,
	taxInclusive: z.boolean().optional(),
	metadata: rhythm.metadata.unwrap().optional(),
});
export type MakeRecurringRequest = z.infer<typeof MakeRecurringRequest>;

/** Prices raised in bulk: for periods that start on `from` or later and have not begun yet. */
export const RaisePricesRequest = z.strictObject({
	percent: Percent.refine((percent) => Number(percent) > 0, 'more than 0 percent'),
	from: PlainDate,
	/** Computes and changes nothing. */
	dryRun: z.boolean().default(false),
});
export type RaisePricesRequest = z.infer<typeof RaisePricesRequest>;
export const RaisePricesQuery = z.strictObject({cursor: listQuery.cursor});

/** One live template: what its first period under the new prices costs before and after; null where `ok` is false. */
export const RaisedTemplate = z.strictObject({
	id: id('tpl'),
	ok: z.boolean(),
	/** Why its prices stay: `amount_too_large`, `discount_not_spreadable`, `too_many_changes` … */
	code: z.string().nullable(),
	name: z.string().nullable(),
	customerId: id('cus'),
	currency: Currency,
	/** The billing date of that period. */
	date: PlainDate,
	oldTotal: z.int().nullable(),
	newTotal: z.int().nullable(),
});
export type RaisedTemplate = z.infer<typeof RaisedTemplate>;
/** Newest templates first; `nextCursor` where there are more than one request raises. */
export const RaisedPrices = z.strictObject({
	percent: Percent,
	from: PlainDate,
	dryRun: z.boolean(),
	data: z.array(RaisedTemplate),
	nextCursor: z.string().nullable(),
});
export type RaisedPrices = z.infer<typeof RaisedPrices>;
