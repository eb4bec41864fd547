import {z} from 'zod';
import {Instant, id, Locale, line, Metadata, PaymentTerms, Period, PlainDate, Sealed, text} from './basics.ts';
import {
	CashRounding,
	ChargeInput,
	ChargeInputs,
	DiscountInputs,
	LineInput,
	LineInputs,
	maxLines,
	maxReductions,
	TaxCategory,
	TaxScheme,
} from './lines.ts';
import {Currency, Percent} from './money.ts';
import {Billing, Ends, PeriodTiming, Schedule} from './schedule.ts';
import {Outbox} from './steps.ts';

const entered = {
	name: line(200).nullish(),
	customerId: id('cus'),
	currency: Currency.nullish(),
	lines: LineInputs,
	discounts: DiscountInputs.default([]),
	charges: ChargeInputs.default([]),
	cashRounding: CashRounding.nullish(),
	taxInclusive: z.boolean().default(false),
	seriesId: id('ser').nullish(),
	purchaseOrder: line(100).nullish(),
	notes: text(4000).nullish(),
	terms: text(4000).nullish(),
	metadata: Metadata.default({}),
	paymentTerms: PaymentTerms.nullish(),
	schedule: Schedule,
	ends: Ends.default({type: 'never'}),
	billing: Billing.default('issue_and_send'),
	autoCharge: z.boolean().default(false),
	chargeOn: z.enum(['issue', 'due']).default('issue'),
	noticeDays: z.int().min(0).max(60).nullish(),
	periodTiming: PeriodTiming.default('advance'),
};
export const TemplateInput = z.strictObject(entered);
export type TemplateInput = z.infer<typeof TemplateInput>;

export const TemplateStatus = z.enum(['draft', 'active', 'paused', 'parked', 'ended']);
export type TemplateStatus = z.infer<typeof TemplateStatus>;

export const Template = z.strictObject({
	...entered,
	id: id('tpl'),
	currency: Currency,
	status: TemplateStatus,
	nextDate: PlainDate.nullable(),
	nextAt: Instant.nullable(),
	periodsBilled: z.int(),
	periodsSkipped: z.int(),
	upcoming: z.array(z.strictObject({what: z.string(), at: Instant, why: z.string()})),
	willBill: z.array(z.strictObject({date: PlainDate, period: Period, total: z.int()})).optional(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type Template = z.infer<typeof Template>;

/** A tax rate with every percent it has or will have: the one valid at the tax point is billed (rule 28). */
export const PlannedTaxRate = z.strictObject({
	id: id('tax'),
	name: line(100),
	scheme: TaxScheme,
	category: TaxCategory,
	reason: line(300).nullish(),
	exemptionCode: line(40).nullish(),
	/** Ascending; the first one's `from` is null: since ever. */
	versions: z
		.array(z.strictObject({from: PlainDate.nullable(), percent: Percent}))
		.min(1)
		.max(20),
});
export type PlannedTaxRate = z.infer<typeof PlannedTaxRate>;

/** Lines valid for periods that start (at the template's hour) after `from`; null: since ever. Ascending, at most a handful kept. */
export const PlannedLines = z.strictObject({
	from: Instant.nullable(),
	lines: z
		.array(LineInput.extend({id: id('lin')}))
		.min(1)
		.max(maxLines),
	discounts: DiscountInputs,
	charges: z.array(z.strictObject({...ChargeInput.shape, id: id('lin')})).max(maxReductions),
	taxInclusive: z.boolean(),
	cashRounding: CashRounding.nullable(),
	/** Set where these are the lines before them with prices raised in bulk: an edit of those is raised too. */
	raisedBy: Percent.optional(),
});
export type PlannedLines = z.infer<typeof PlannedLines>;

/** `accounts/{a}/templates/{t}`: everything needed to bill without a second read. */
export const TemplateDocument = z.strictObject({
	schema: z.literal(1),
	id: id('tpl'),
	accountId: id('acc'),
	customerId: id('cus'),
	name: z.string().nullable(),
	status: TemplateStatus,
	currency: Currency,
	plans: z.array(PlannedLines).min(1).max(20),
	taxPlan: z.array(PlannedTaxRate).max(200),
	seriesId: id('ser'),
	/** Series for standalone credit notes of negative periods. */
	creditSeriesId: id('ser'),
	purchaseOrder: z.string().nullable(),
	notes: z.string().nullable(),
	terms: z.string().nullable(),
	metadata: Metadata,
	/** The template's own terms, and what applies where it has none (customer's, else account's, else 14 days). */
	paymentTerms: PaymentTerms.nullable(),
	effectiveTerms: PaymentTerms,
	party: Sealed,
	buyerReference: z.string().nullable(),
	locale: Locale,
	schedule: Schedule,
	/** The account's zone, copied at activation. */
	zone: z.string().max(64),
	ends: Ends,
	billing: Billing,
	autoCharge: z.boolean(),
	chargeOn: z.enum(['issue', 'due']),
	noticeDays: z.int().nullable(),
	periodTiming: PeriodTiming,
	retryDays: z.array(z.int().min(1).max(60)).max(10),
	stripeOn: z.string().nullable(),
	autoApplyCredit: z.boolean(),
	accountCurrency: Currency,
	// Where it stands
	epoch: z.int().min(1),
	/** The next period of this epoch to decide about. */
	k: z.int().min(0),
	/** Last day billed or skipped. */
	billedThrough: PlainDate.nullable(),
	periodsBilled: z.int(),
	periodsSkipped: z.int(),
	/** Periods of this epoch before this k fell due while the template was active: billed whatever `past` says later (rule 27). */
	owedBefore: z.int().min(0),
	/** Periods of this epoch, from `from` to before `before`, that a person decided to skip behind some that are owed: the run skips them when it comes by. In order, never touching. */
	skipsAhead: z.array(z.strictObject({from: z.int().min(0), before: z.int().min(1)})).max(100),
	/** Recorded skips, newest last; older ones are counted in periodsSkipped. */
	skips: z.array(z.strictObject({epoch: z.int(), k: z.int(), period: Period})).max(400),
	/** Bulk raises it went through, newest last, with what they did to the first period they reach: no raise twice. */
	raises: z
		.array(z.strictObject({id: z.string().max(80), date: PlainDate, oldTotal: z.int(), newTotal: z.int()}))
		.max(20)
		.optional(),
	/** The last totals above zero, newest last: what is usual. This and the next two are absent on older templates. */
	lastTotals: z.array(z.int()).max(6).optional(),
	/** The billing date of the last period billed, and how many invoices had that date. */
	lastDue: z.strictObject({date: PlainDate, count: z.int()}).optional(),
	/** The period that a person, retrying it, let past the caps. */
	approved: z.strictObject({epoch: z.int(), k: z.int()}).nullable().optional(),
	dueShard: z.string().max(40),
	/** Null when draft, paused, parked or ended: the template leaves the due index. */
	dueAt: Instant.nullable(),
	notify: z.boolean(),
	commitId: z.string(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
	...Outbox.shape,
});
export type TemplateDocument = z.infer<typeof TemplateDocument>;
