import type {AppliedTaxRate} from '../../../schemas/lines.ts';
import {percentOf, roundedProduct} from '../../kernel/rational.ts';

/** Worth a percentage of something or a fixed amount; one of the two is given. */
export type Adjustment = {readonly percent?: string | null; readonly amount?: number | null};

type Rated = {readonly id: string; readonly taxRates: readonly AppliedTaxRate[]};

/** The part of a line that totals depend on; `PricedLine` has it. */
export type PriceableLine = Rated & {
	readonly quantity: string;
	readonly unitAmount: string | number;
	readonly discounts: readonly Adjustment[];
	readonly charges: readonly Adjustment[];
};

export type PriceableDiscount = Adjustment & {readonly taxRateIds?: readonly string[] | null};

/** The part of a document that totals depend on, as it was validated by `schemas/lines.ts`; `PricedDocument` has it. */
export type Priceable = {
	readonly currency: string;
	readonly taxInclusive: boolean;
	readonly cashRounding?: number | null;
	readonly lines: readonly PriceableLine[];
	readonly discounts: readonly PriceableDiscount[];
	readonly charges: readonly (Adjustment & Rated)[];
};

/** A line or document charge on its way to the totals. Charges come after all lines, everywhere. */
export type Entry = Rated & {
	/** As entered, after the line's own discounts and charges: net, or gross where prices include tax. */
	readonly amount: number;
	/** Share of the document discounts in `amount`, in the same terms. */
	readonly discounted: number;
};

/** An entry with its taxes; net − share + tax is its gross. */
export type TaxedEntry = {
	readonly id: string;
	readonly net: number;
	readonly share: number;
	readonly tax: number;
};

/** Quantity × unit amount of a line, rounded half away from zero to one minor unit. Rule 2. */
export const lineBase = (line: Pick<PriceableLine, 'quantity' | 'unitAmount'>): number =>
	roundedProduct(line.quantity, line.unitAmount);

/** What a discount or charge of a line is worth: a percentage of the base, rounded, or a fixed amount with the base's sign. */
export const adjustment = (base: number, {percent, amount}: Adjustment): number => {
	if (typeof percent === 'string') return percentOf(base, percent);
	const fixed = amount ?? 0;
	return base < 0 ? 0 - fixed : fixed;
};

/** Base − discounts + charges of a line, each of the base and not of one another. Rule 2. */
export const lineAmount = (line: Omit<PriceableLine, 'id' | 'taxRates'>): number => {
	const base = lineBase(line);
	const less = line.discounts.reduce((sum, discount) => sum + adjustment(base, discount), 0);
	const more = line.charges.reduce((sum, charge) => sum + adjustment(base, charge), 0);
	return base - less + more;
};

/** What each document charge is worth: a percentage of the sum of the lines, rounded, or its amount. Rule 6. */
export const chargeAmounts = (charges: readonly Adjustment[], linesSum: number): readonly number[] =>
	charges.map(({percent, amount}) => (typeof percent === 'string' ? percentOf(linesSum, percent) : (amount ?? 0)));

export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
