import fc from 'fast-check';
import type {Creditable} from '../../../../functions/invoices/core/credited.ts';
import type {Priceable} from '../../../../functions/invoices/core/entries.ts';
import type {Credit} from '../../../../schemas/lines.ts';
import {totalsOf} from './priceables.ts';

/** An issued invoice as crediting sees it. */
export const issued = (document: Priceable): Creditable => {
	const totals = totalsOf(document);
	return {
		...totals,
		lines: totals.lines.map((line, index) => ({
			...line,
			quantity: document.lines[index]?.quantity ?? '0',
			taxRates: document.lines[index]?.taxRates ?? [],
		})),
		charges: totals.charges.map((charge, index) => ({...charge, taxRates: document.charges[index]?.taxRates ?? []})),
	};
};

export const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

/** What a list of credit notes takes back in all: the sums, and taxable and tax per group. */
export const creditedInAll = (credits: readonly Credit[]) => ({
	subtotal: sum(credits.map(({subtotal}) => subtotal)),
	taxTotal: sum(credits.map(({taxTotal}) => taxTotal)),
	rounding: sum(credits.map(({rounding}) => rounding)),
	total: sum(credits.map(({total}) => total)),
	tax: (taxRateId: string) => {
		const groups = credits.flatMap(({taxes}) => taxes.filter((tax) => tax.taxRateId === taxRateId));
		return [sum(groups.map(({taxable}) => taxable)), sum(groups.map(({tax}) => tax))];
	},
});

/** A plan of credits: which line by which share of its units or of its amount, or a refund; applied as far as it fits. */
export const anyPlan = fc.array(
	fc.record({
		kind: fc.constantFrom('quantity' as const, 'amount' as const, 'whole' as const, 'refund' as const),
		at: fc.nat(),
		share: fc.double({min: 0.01, max: 0.99, noNaN: true}),
	}),
	{maxLength: 5},
);
export type Plan = typeof anyPlan extends fc.Arbitrary<infer T> ? T : never;
