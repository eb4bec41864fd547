import fc from 'fast-check';
import type {Adjustment, Priceable, PriceableLine} from '../../../../functions/invoices/core/entries.ts';
import {totals} from '../../../../functions/invoices/core/totals.ts';
import type {AppliedTaxRate, TaxCategory, Totals} from '../../../../schemas/lines.ts';

/** Documents for tests: written by hand with few words, or any at all. */

export const rate = (id: string, percent: string, scheme = 'VAT', category: TaxCategory = 'S'): AppliedTaxRate => ({
	id,
	name: `${scheme} ${percent} %`,
	scheme,
	category,
	percent,
});

export const line = (
	id: string,
	quantity: string,
	unitAmount: string | number,
	taxRates: readonly AppliedTaxRate[] = [],
	more: {discounts?: readonly Adjustment[]; charges?: readonly Adjustment[]} = {},
): PriceableLine => ({
	id,
	quantity,
	unitAmount,
	discounts: more.discounts ?? [],
	charges: more.charges ?? [],
	taxRates,
});

export const document = (lines: readonly PriceableLine[], more: Partial<Priceable> = {}): Priceable => ({
	currency: 'EUR',
	taxInclusive: false,
	discounts: [],
	charges: [],
	...more,
	lines,
});

/** The totals of a document that must add up. */
export const totalsOf = (priceable: Priceable): Totals => {
	const result = totals(priceable);
	if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${result.refusal.detail}`);
	return result.value;
};

export const rates = {
	reduced: rate('tax_reduced', '5'),
	low: rate('tax_low', '10'),
	normal: rate('tax_normal', '20'),
	odd: rate('tax_odd', '9.975'),
	twin: rate('tax_twin', '20'),
	zero: rate('tax_zero', '0', 'VAT', 'Z'),
	central: rate('tax_central', '9', 'CGST'),
	state: rate('tax_state', '9', 'SGST'),
	province: rate('tax_province', '7', 'PST'),
};

const rateChoices: readonly (readonly AppliedTaxRate[])[] = [
	[],
	[rates.reduced],
	[rates.low],
	[rates.normal],
	[rates.twin],
	[rates.odd],
	[rates.zero],
	[rates.central, rates.state],
	[rates.state, rates.central],
	[rates.reduced, rates.province],
	[rates.normal, rates.province, rates.central],
];

const anyRates = fc.constantFrom(...rateChoices);
const decimalText = (whole: fc.Arbitrary<number>, places: number) =>
	fc.tuple(whole, fc.integer({min: 0, max: 10 ** places - 1})).map(([number, fraction]) => {
		const digits = String(fraction).padStart(places, '0').replace(/0+$/, '');
		return digits === '' ? String(number) : `${number}.${digits}`;
	});
const anyPercent = (limit: number) => decimalText(fc.integer({min: 0, max: limit}), 4);
const anyAdjustment = (limit: number, percent = 99): fc.Arbitrary<Adjustment> =>
	fc.oneof(
		anyPercent(percent).map((percent) => ({percent})),
		fc.integer({min: 0, max: limit}).map((amount) => ({amount})),
	);

const anyLine = (sign: 'positive' | 'any', index: number): fc.Arbitrary<PriceableLine> =>
	fc
		.record({
			minus: sign === 'any' ? fc.boolean() : fc.constant(false),
			quantity: fc.oneof(fc.integer({min: 1, max: 500}).map(String), decimalText(fc.integer({min: 1, max: 90}), 6)),
			unitAmount: fc.oneof(fc.integer({min: 20, max: 2_000_000}), decimalText(fc.integer({min: 20, max: 5000}), 6)),
			discounts: fc.array(anyAdjustment(sign === 'any' ? 20 : 5, sign === 'any' ? 99 : 29), {maxLength: 2}),
			charges: fc.array(anyAdjustment(500), {maxLength: 2}),
			taxRates: anyRates,
		})
		.map(({minus, quantity, ...rest}) => ({...rest, id: `lin_${index}`, quantity: minus ? `-${quantity}` : quantity}));

/** Any document that totals accept. Where it must be positive, every line stays above 0 after all its discounts. */
export const anyDocument = (sign: 'positive' | 'any' = 'positive'): fc.Arbitrary<Priceable> =>
	fc.integer({min: 1, max: 6}).chain((count) =>
		fc.record({
			currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'MGA'),
			taxInclusive: fc.boolean(),
			cashRounding: fc.constantFrom(null, 1, 5, 10, 100),
			lines: fc.tuple(...Array.from({length: count}, (_, index) => anyLine(sign, index))),
			discounts: fc.array(
				fc.record({
					percent: decimalText(fc.integer({min: 0, max: sign === 'any' ? 49 : 9}), 2),
					taxRateIds: fc.oneof(
						fc.constant(null),
						anyRates.map((all) => all.map(({id}) => id)),
					),
				}),
				{maxLength: 3},
			),
			charges: fc
				.array(fc.record({worth: anyAdjustment(5000), taxRates: anyRates}), {maxLength: 2})
				.map((all) => all.map(({worth, taxRates}, index) => ({...worth, id: `lin_charge${index}`, taxRates}))),
		}),
	);
