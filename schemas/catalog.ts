import {z} from 'zod';
import {Instant, id, line, PlainDate, text} from './basics.ts';
import {TaxCategory, TaxScheme} from './lines.ts';
import {Currency, Percent, UnitAmount} from './money.ts';
import {PlannedTaxRate} from './template.ts';

const item = {
	name: line(200).min(1),
	description: text(2000).nullish(),
	unit: line(20).nullish(),
	unitAmount: UnitAmount,
	/** The account's unless given. */
	currency: Currency.nullish(),
	taxRateIds: z.array(id('tax')).max(3).default([]),
};
export const ItemInput = z.strictObject(item);
export type ItemInput = z.infer<typeof ItemInput>;

const times = {version: z.int(), createdAt: Instant, updatedAt: Instant};

export const Item = z.strictObject({
	id: id('itm'),
	name: z.string(),
	description: z.string().nullable(),
	unit: z.string().nullable(),
	unitAmount: UnitAmount,
	currency: Currency,
	taxRateIds: z.array(id('tax')),
	...times,
});
export type Item = z.infer<typeof Item>;

/** `accounts/{a}/items/{i}`. What lines copy when it is chosen. */
export const ItemDocument = Item.extend({schema: z.literal(1), accountId: id('acc'), commitId: z.string().optional()});
export type ItemDocument = z.infer<typeof ItemDocument>;

const carriesNoTax = ({category, percent}: {category: TaxCategory; percent: string}) =>
	category === 'S' || Number(percent) === 0;
export const TaxRateFields = z.strictObject({
	name: line(100).min(1),
	percent: Percent,
	/** At most one rate of each scheme applies to a line: `VAT`, `CGST`, `SGST`, `GST`, `PST`, … */
	scheme: TaxScheme.default('VAT'),
	category: TaxCategory,
	reason: line(300).nullish(),
	exemptionCode: line(40).nullish(),
});
export const TaxRateInput = TaxRateFields.refine(carriesNoTax, {
	path: ['percent'],
	message: 'only the standard category has a percent above 0',
});
export type TaxRateInput = z.infer<typeof TaxRateInput>;

export const TaxRateReplacement = z.strictObject({percent: Percent, from: PlainDate});
export type TaxRateReplacement = z.infer<typeof TaxRateReplacement>;

const TaxRateVersion = z.strictObject({from: PlainDate.nullable(), percent: Percent});

export const TaxRate = z.strictObject({
	id: id('tax'),
	name: z.string(),
	/** The one valid today. */
	percent: Percent,
	scheme: TaxScheme,
	category: TaxCategory,
	reason: z.string().nullable(),
	exemptionCode: z.string().nullable(),
	/** Ascending; the first one holds since ever. */
	versions: z.array(TaxRateVersion),
	...times,
});
export type TaxRate = z.infer<typeof TaxRate>;

/** `accounts/{a}/taxRates/{t}`. Deleted ones that documents name are kept, but listed no more. */
export const TaxRateDocument = PlannedTaxRate.extend({
	schema: z.literal(1),
	accountId: id('acc'),
	reason: z.string().nullable(),
	exemptionCode: z.string().nullable(),
	/** A document or template has named it: its percent stays. */
	used: z.boolean(),
	isDefault: z.boolean(),
	deleted: z.boolean(),
	commitId: z.string().optional(),
	...times,
});
export type TaxRateDocument = z.infer<typeof TaxRateDocument>;
