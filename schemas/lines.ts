import {z} from 'zod';
import {id, line, Period, text} from './basics.ts';
import {Amount, Currency, maxAmount, Percent, PercentOfWhole, Quantity, UnitAmount, UnsignedAmount} from './money.ts';

/** What a line, a discount or a charge looks like as entered, as priced (rates looked up) and as computed. Meaning: rules 1–9. */

export const maxLines = 200;
export const maxReductions = 20;
export const maxRatesPerLine = 3;

const oneOf = (value: {percent?: string | null; amount?: number | null}) =>
	(value.percent ?? null) === null ? (value.amount ?? null) !== null : (value.amount ?? null) === null;
const oneOfText = 'either percent or amount';

const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;
const TaxRateIds = z.array(id('tax')).max(maxRatesPerLine).refine(distinct, 'each tax rate once');

const reduction = {
	description: line(300).nullish(),
	percent: PercentOfWhole.nullish(),
	amount: UnsignedAmount.nullish(),
};
const addition = {
	description: line(300).min(1),
	percent: Percent.nullish(),
	amount: UnsignedAmount.nullish(),
};

/** Off one line: a percent of its base or a fixed amount that takes the base's sign. */
export const LineDiscount = z.strictObject(reduction).refine(oneOf, oneOfText);
export type LineDiscount = z.infer<typeof LineDiscount>;

/** On top of one line: a percent of its base or a fixed amount that takes the base's sign. */
export const LineCharge = z.strictObject(addition).refine(oneOf, oneOfText);
export type LineCharge = z.infer<typeof LineCharge>;

const entered = {
	itemId: id('itm').nullish(),
	description: text(2000).min(1),
	quantity: Quantity,
	unit: line(20).nullish(),
	unitAmount: UnitAmount,
	discounts: z.array(LineDiscount).max(maxReductions).default([]),
	charges: z.array(LineCharge).max(maxReductions).default([]),
	period: Period.nullish(),
};

export const LineInput = z.strictObject({...entered, taxRateIds: TaxRateIds.default([])});
export type LineInput = z.infer<typeof LineInput>;

/** Off the document, spread over its lines. With `taxRateIds` only over the lines with exactly these rates; `[]` means lines without a rate. */
export const DiscountInput = z.strictObject({...reduction, taxRateIds: TaxRateIds.nullish()}).refine(oneOf, oneOfText);
export type DiscountInput = z.infer<typeof DiscountInput>;

/** On top of the document: taxed like a line that comes after all lines; the percent is of the sum of line nets. */
export const ChargeInput = z.strictObject({...addition, taxRateIds: TaxRateIds.default([])}).refine(oneOf, oneOfText);
export type ChargeInput = z.infer<typeof ChargeInput>;

/** All lines together, as JSON in UTF-8: a stored draft holds them twice and must stay below a document's 1 MiB. */
const maxLinesBytes = 480_000;
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

export const LineInputs = z
	.array(LineInput)
	.min(1)
	.max(maxLines)
	.refine((lines) => bytesOf(lines) <= maxLinesBytes, `at most ${maxLinesBytes} bytes in all`);
export const DiscountInputs = z.array(DiscountInput).max(maxReductions);
export const ChargeInputs = z.array(ChargeInput).max(maxReductions);

/** The total is rounded to the nearest multiple of it; 1 switches rounding off. */
export const CashRounding = z.int().min(1).max(100_000);

/** VAT category of UNCL 5305 in the subset of EN 16931. */
export const TaxCategory = z.enum(['S', 'Z', 'E', 'AE', 'K', 'G', 'O']);
export type TaxCategory = z.infer<typeof TaxCategory>;

export const TaxScheme = line(20).min(1);

/** A tax rate as a document carries it: looked up once, then part of the document. */
export const AppliedTaxRate = z.strictObject({
	id: id('tax'),
	name: line(100),
	scheme: TaxScheme,
	category: TaxCategory,
	percent: Percent,
	reason: line(300).nullish(),
	exemptionCode: line(40).nullish(),
});
export type AppliedTaxRate = z.infer<typeof AppliedTaxRate>;

const AppliedTaxRates = z.array(AppliedTaxRate).max(maxRatesPerLine);

export const PricedLine = z.strictObject({...entered, id: id('lin'), taxRates: AppliedTaxRates});
export type PricedLine = z.infer<typeof PricedLine>;

export const PricedDiscount = DiscountInput;
export type PricedDiscount = z.infer<typeof PricedDiscount>;

export const PricedCharge = z
	.strictObject({...addition, id: id('lin'), taxRates: AppliedTaxRates})
	.refine(oneOf, oneOfText);
export type PricedCharge = z.infer<typeof PricedCharge>;

/** All that totals depend on. */
export const PricedDocument = z.strictObject({
	currency: Currency,
	taxInclusive: z.boolean(),
	cashRounding: CashRounding.nullish(),
	lines: z.array(PricedLine).max(maxLines),
	discounts: z.array(PricedDiscount).max(maxReductions),
	charges: z.array(PricedCharge).max(maxReductions),
});
export type PricedDocument = z.infer<typeof PricedDocument>;

/** `net` is before document discounts; `gross` = net − discountShare + tax. */
export const LineOutcome = z.strictObject({
	id: id('lin'),
	net: Amount,
	discountShare: Amount,
	tax: Amount,
	gross: Amount,
});
export type LineOutcome = z.infer<typeof LineOutcome>;

/** `gross` − `tax` is what is taxed; where prices include tax and a discount applies it can differ from `net` by the unit that rule 9 moves. */
export const ChargeOutcome = z.strictObject({id: id('lin'), net: Amount, tax: Amount, gross: Amount});
export type ChargeOutcome = z.infer<typeof ChargeOutcome>;

/** One tax group (scheme, category, percent); `taxRateId` and `name` are of the first rate that falls into it. */
export const TaxOutcome = z.strictObject({
	taxRateId: id('tax'),
	name: line(100),
	scheme: TaxScheme,
	category: TaxCategory,
	percent: Percent,
	taxable: Amount,
	tax: Amount,
});
export type TaxOutcome = z.infer<typeof TaxOutcome>;

const maxGroups = maxRatesPerLine * (maxLines + maxReductions);

export const Sums = z.strictObject({
	subtotal: Amount,
	discountTotal: Amount,
	chargeTotal: Amount,
	taxTotal: Amount,
	rounding: Amount,
	total: Amount,
});
export type Sums = z.infer<typeof Sums>;

/** What `totals` answers. */
export const Totals = z.strictObject({
	lines: z.array(LineOutcome).max(maxLines),
	charges: z.array(ChargeOutcome).max(maxReductions),
	taxes: z.array(TaxOutcome).max(maxGroups),
	...Sums.shape,
});
export type Totals = z.infer<typeof Totals>;

/** Which part of a line or charge to credit: some units of it, an amount net of its discount share, or what is left of it. */
export const CreditSelection = z
	.strictObject({
		lineId: id('lin').nullish(),
		chargeId: id('lin').nullish(),
		quantity: Quantity.nullish(),
		amount: z.int().min(-maxAmount).max(maxAmount).nullish(),
	})
	.refine(
		(value) => ((value.lineId ?? null) === null) !== ((value.chargeId ?? null) === null),
		'either lineId or chargeId',
	)
	.refine(
		(value) => (value.quantity ?? null) === null || (value.amount ?? null) === null,
		'quantity or amount, not both',
	);
export type CreditSelection = z.infer<typeof CreditSelection>;
export const CreditSelections = z
	.array(CreditSelection)
	.min(1)
	.max(maxLines + maxReductions);

/** What a credit note takes back of one line or charge. `quantity` is null where an amount or a refund was credited. */
export const CreditedLine = z.strictObject({
	lineId: id('lin').nullable(),
	chargeId: id('lin').nullable(),
	quantity: Quantity.nullable(),
	net: Amount,
	tax: Amount,
	gross: Amount,
});
export type CreditedLine = z.infer<typeof CreditedLine>;

/** The computed part of a credit note; all sums point the way of the invoice (positive credits a positive invoice). */
export const Credit = z.strictObject({
	lines: z.array(CreditedLine).max(maxLines + maxReductions),
	taxes: z.array(TaxOutcome).max(maxGroups),
	subtotal: Amount,
	taxTotal: Amount,
	rounding: Amount,
	total: Amount,
});
export type Credit = z.infer<typeof Credit>;
