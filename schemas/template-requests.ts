/** What the API takes and answers about templates, runs and parked templates besides the objects themselves. */
import {z} from 'zod';
import {Instant, id, Period, PlainDate} from './basics.ts';
import {ChargeInput, ChargeOutcome, LineInput, LineOutcome, Sums, TaxOutcome} from './lines.ts';
import {listQuery} from './list.ts';
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
