import type {Totals} from '../../../schemas/lines.ts';
import {withinBounds} from '../../kernel/money.ts';
import {type FieldError, ok, type Refused, type Result, refuse} from '../../kernel/result.ts';
import {roundingOf, roundsTo} from './cash-rounding.ts';
import {
	chargeAmounts,
	type Entry,
	lineAmount,
	lineBase,
	type Priceable,
	type PriceableLine,
	sum,
	type TaxedEntry,
} from './entries.ts';
import {spreadDiscounts} from './spread.ts';
import {taxOnTop, taxWithin} from './tax-groups.ts';

export type TotalsRefusal = 'discount_not_spreadable' | 'invalid_request';

/**
 * Everything a document adds up to, in minor units of its currency: lines, charges, tax groups and sums. Rules 1–9.
 *
 * The one place where totals are computed: API, billing run, preview, PDF, XML and the editor call it. Exact between the
 * roundings that the rules name, each half away from zero. Refuses amounts beyond the bound, two rates of one scheme on
 * a line and a fixed discount above its base (`invalid_request`), and `discount_not_spreadable`. A negative total is no
 * refusal here.
 */
export const totals = (document: Priceable): Result<Totals, TotalsRefusal> => {
	const faults = document.lines.flatMap(lineFaults);
	if (faults.length > 0) return invalid(faults);
	const lines = document.lines.map((line) => ({id: line.id, taxRates: line.taxRates, amount: lineAmount(line)}));
	const charges = chargeEntries(document, sum(lines.map(({amount}) => amount)));
	const chargeFaults = charges.flatMap(entryFaults('charges'));
	if (chargeFaults.length > 0) return invalid(chargeFaults);
	const shares = spreadDiscounts(document.discounts, lines);
	if (!shares.ok) return shares;
	const discounted = lines.map((line, index) => ({...line, discounted: shares.value[index] ?? 0}));
	const outcome = added(document, [...discounted, ...charges]);
	return bounded(outcome) ? ok(outcome) : refuse('invalid_request', 'The totals exceed what can be billed.');
};

const chargeEntries = ({charges}: Priceable, linesSum: number): readonly Entry[] => {
	const amounts = chargeAmounts(charges, linesSum);
	return charges.map(({id, taxRates}, index) => ({id, taxRates, amount: amounts[index] ?? 0, discounted: 0}));
};

const added = (document: Priceable, entries: readonly Entry[]): Totals => {
	const {entries: taxed, taxes} = document.taxInclusive ? taxWithin(entries) : taxOnTop(entries);
	const lines = taxed.slice(0, document.lines.length);
	const charges = taxed.slice(document.lines.length);
	const subtotal = sum(lines.map(({net}) => net));
	const discountTotal = sum(taxed.map(({share}) => share));
	const chargeTotal = sum(charges.map(({net}) => net));
	const taxTotal = sum(taxes.map(({tax}) => tax));
	const unrounded = subtotal - discountTotal + chargeTotal + taxTotal;
	const rounding = roundingOf(unrounded, roundsTo(document));
	return {
		lines: lines.map((line) => ({
			id: line.id,
			net: line.net,
			discountShare: line.share,
			tax: line.tax,
			gross: gross(line),
		})),
		charges: charges.map((charge) => ({id: charge.id, net: charge.net, tax: charge.tax, gross: gross(charge)})),
		taxes: [...taxes],
		subtotal,
		discountTotal,
		chargeTotal,
		taxTotal,
		rounding,
		total: unrounded + rounding,
	};
};

const gross = ({net, share, tax}: TaxedEntry): number => net - share + tax;

const lineFaults = (line: PriceableLine, index: number): readonly FieldError[] => {
	const base = lineBase(line);
	const tooMuch = line.discounts.flatMap(({amount}, position) =>
		typeof amount === 'number' && amount > Math.abs(base)
			? [{path: `lines.${index}.discounts.${position}.amount`, code: 'too_big', message: 'more than the line'}]
			: [],
	);
	const amount = withinBounds(base) ? lineAmount(line) : base;
	return [...tooMuch, ...entryFaults('lines')({amount, taxRates: line.taxRates}, index)];
};

const entryFaults =
	(list: 'lines' | 'charges') =>
	({amount, taxRates}: Pick<Entry, 'amount' | 'taxRates'>, index: number): readonly FieldError[] => {
		const schemes = new Set(taxRates.map(({scheme}) => scheme));
		return [
			...(withinBounds(amount)
				? []
				: [{path: `${list}.${index}`, code: 'too_big', message: 'more than can be billed'}]),
			...(schemes.size === taxRates.length
				? []
				: [{path: `${list}.${index}.taxRateIds`, code: 'duplicate_scheme', message: 'two tax rates of one scheme'}]),
		];
	};

const invalid = (errors: readonly FieldError[]): Refused<'invalid_request'> =>
	refuse('invalid_request', 'The lines cannot be added up.', errors);

const bounded = ({lines, charges, taxes, ...sums}: Totals): boolean =>
	Object.values(sums).every(withinBounds) &&
	lines.every(({net, discountShare, tax, gross}) => [net, discountShare, tax, gross].every(withinBounds)) &&
	charges.every(({net, tax, gross}) => [net, tax, gross].every(withinBounds)) &&
	taxes.every(({taxable, tax}) => withinBounds(taxable) && withinBounds(tax));
