/** Totals while typing, from the same pure function that bills. */
import type {Priceable} from '../../../../../functions/invoices/core/entries.ts';
import {totals} from '../../../../../functions/invoices/core/totals.ts';
import type {Totals} from '../../../../../schemas/lines.ts';
import type {TaxRate} from '../../../api/shapes.ts';
import type {BillForm} from './bill-form.ts';
import {billInput, readableLines} from './bill-input.ts';

export type Live = {readonly document: Priceable; readonly totals: Totals | null; readonly refusal: string | null};

/** Line ids are the form's row keys. `totals` is null where the document cannot be added up; `refusal` says why. */
export const liveTotals = (form: BillForm, rates: readonly TaxRate[], locale: string): Live => {
	const document = priceable(form, rates, locale);
	const outcome = totals(document);
	if (outcome.ok) return {document, totals: outcome.value, refusal: null};
	const [first] = outcome.refusal.errors ?? [];
	return {document, totals: null, refusal: first?.message ?? outcome.refusal.detail ?? outcome.refusal.code};
};

const priceable = (form: BillForm, rates: readonly TaxRate[], locale: string): Priceable => {
	const applied = (ids: readonly string[] | null | undefined) => rates.filter(({id}) => ids?.includes(id));
	const {discounts, charges} = billInput(form, locale);
	return {
		currency: form.currency,
		taxInclusive: form.taxInclusive,
		lines: readableLines(form, locale).map(({key, line}) => ({
			id: key,
			quantity: String(line.quantity),
			unitAmount: line.unitAmount,
			discounts: (line.discounts ?? []).map(textual),
			charges: (line.charges ?? []).map(textual),
			taxRates: applied(line.taxRateIds),
		})),
		discounts: discounts.map((discount) => ({...textual(discount), taxRateIds: discount.taxRateIds ?? null})),
		charges: charges.map((charge, index) => ({
			...textual(charge),
			id: `charge${index}`,
			taxRates: applied(charge.taxRateIds),
		})),
	};
};

const textual = ({percent, amount}: {readonly percent?: string | number | null; readonly amount?: number | null}) => ({
	percent: percent === null || percent === undefined ? null : String(percent),
	amount: amount ?? null,
});
