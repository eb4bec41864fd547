/** From the subtotal to the total: the stored sums, named. */
import type {PricedDocument, Sums, TaxOutcome, Totals} from '../../../schemas/lines.ts';
import type {PrintedSum, PrintedTax} from './printable.ts';
import {labelOf, type Writing} from './printed-lines.ts';

export type PrintedTotals = {
	readonly sums: readonly PrintedSum[];
	readonly taxes: readonly PrintedTax[];
	readonly afterTax: readonly PrintedSum[];
};

/** Rows that would only repeat the total are left out: without tax, discounts, charges and rounding there is nothing to add up. */
export const totalsOf = (
	content: Pick<PricedDocument, 'discounts' | 'charges'>,
	charged: Pick<Totals, 'charges'>,
	totals: Sums & {readonly taxes: readonly TaxOutcome[]},
	{words, formats}: Writing,
): PrintedTotals => {
	const row = (label: string, amount: number): PrintedSum => ({label, amount: formats.money(amount)});
	const discounts = content.discounts.map((one) => labelOf(one, words.discount, formats)).join(', ');
	const between = [
		...(totals.discountTotal === 0 ? [] : [row(discounts || words.discount, 0 - totals.discountTotal)]),
		...content.charges.map((one, index) =>
			row(labelOf(one, words.surcharge, formats), charged.charges[index]?.net ?? 0),
		),
	];
	const taxes = totals.taxes.map((group) => ({
		label: words.taxOn(group.name, formats.percent(group.percent), formats.money(group.taxable)),
		taxable: formats.money(group.taxable),
		amount: formats.money(group.tax),
	}));
	const afterTax = totals.rounding === 0 ? [] : [row(words.rounding, totals.rounding)];
	const net = totals.subtotal - totals.discountTotal + totals.chargeTotal;
	const addsUp = between.length + taxes.length + afterTax.length > 0;
	return {
		sums: addsUp
			? [row(words.subtotal, totals.subtotal), ...between, ...(between.length > 0 ? [row(words.net, net)] : [])]
			: [],
		taxes,
		afterTax,
	};
};
