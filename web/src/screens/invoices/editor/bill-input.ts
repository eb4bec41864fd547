/** From what was typed to what the API takes, and what does not fit yet. Pure. */
import type {ChargeInput, DiscountInput, LineInput} from '../../../api/invoice-shapes.ts';
import {digitsOf} from '../../../text/formats.ts';
import {readDecimal, toMinor} from '../../../text/numbers.ts';
import {type AdjustmentForm, type BillForm, isBlank, type LineForm} from './bill-form.ts';

/** Where (`row3.price`, `customer`) and what is missing or unreadable. */
export type Fault = {readonly at: string; readonly what: 'missing' | 'unreadable'};
export type BillInput = {
	readonly customerId: string;
	readonly currency: string;
	readonly taxInclusive: boolean;
	readonly lines: LineInput[];
	readonly discounts: DiscountInput[];
	readonly charges: ChargeInput[];
	readonly purchaseOrder: string | null;
	readonly notes: string | null;
	readonly terms: string | null;
	readonly paymentTerms: {readonly days: number; readonly from: 'issue' | 'endOfMonth'} | null;
};

/** Lines and adjustments that can be read, for totals while typing; empty prices count as nothing. */
export const readableLines = (
	form: BillForm,
	locale: string,
): readonly {readonly key: string; readonly line: LineInput}[] =>
	form.lines.map((line) => ({key: line.key, line: lineInput(line, form.currency, locale)}));

/** What stands in the way of saving. */
export const faultsOf = (form: BillForm, locale: string): readonly Fault[] => {
	const filled = form.lines.filter((line) => !isBlank(line));
	return [
		...(form.customerId === null ? [{at: 'customer', what: 'missing'} as const] : []),
		...(filled.length === 0 ? [{at: 'lines', what: 'missing'} as const] : []),
		...filled.flatMap((line) => lineFaults(line, locale)),
		...form.adjustments.flatMap((one) => adjustmentFaults(one, locale)),
	];
};

/** Complete only where `faultsOf` finds nothing. */
export const billInput = (form: BillForm, locale: string): BillInput => ({
	customerId: form.customerId ?? '',
	currency: form.currency,
	taxInclusive: form.taxInclusive,
	lines: form.lines.filter((line) => !isBlank(line)).map((line) => lineInput(line, form.currency, locale)),
	discounts: form.adjustments
		.filter(({sort}) => sort === 'discount')
		.map((one) => discountInput(one, form.currency, locale)),
	charges: form.adjustments.filter(({sort}) => sort === 'charge').map((one) => chargeInput(one, form.currency, locale)),
	purchaseOrder: orNull(form.purchaseOrder),
	notes: orNull(form.notes),
	terms: orNull(form.terms),
	paymentTerms: /^\d{1,3}$/.test(form.termsDays.trim()) ? {days: Number(form.termsDays), from: form.termsFrom} : null,
});

const lineInput = (line: LineForm, currency: string, locale: string): LineInput => {
	const percent = readDecimal(line.discount, locale);
	return {
		itemId: line.itemId,
		description: line.description.trim(),
		quantity: readDecimal(line.quantity, locale) ?? '0',
		unit: orNull(line.unit),
		unitAmount: toMinor(readDecimal(line.price, locale) ?? '0', digitsOf(currency)),
		discounts: [...(percent === undefined ? [] : [{percent}]), ...(line.rest.discounts ?? [])],
		charges: [...(line.rest.charges ?? [])],
		period: line.rest.period ?? null,
		taxRateIds: [...line.taxRateIds],
	};
};

const discountInput = (form: AdjustmentForm, currency: string, locale: string): DiscountInput => ({
	description: orNull(form.description),
	...worth(form, currency, locale),
	...(form.taxRateIds === null ? {} : {taxRateIds: [...form.taxRateIds]}),
});

const chargeInput = (form: AdjustmentForm, currency: string, locale: string): ChargeInput => ({
	description: form.description.trim(),
	...worth(form, currency, locale),
	taxRateIds: [...(form.taxRateIds ?? [])],
});

const worth = (
	{value, unit}: AdjustmentForm,
	currency: string,
	locale: string,
): {percent: string} | {amount: number} => {
	const read = readDecimal(value, locale) ?? '0';
	return unit === 'percent' ? {percent: read} : {amount: Math.round(Number(toMinor(read, digitsOf(currency))))};
};

const lineFaults = (line: LineForm, locale: string): readonly Fault[] => [
	...(line.description.trim() === '' ? [{at: `${line.key}.description`, what: 'missing'} as const] : []),
	...numberFault(line.quantity, `${line.key}.quantity`, locale),
	...numberFault(line.price, `${line.key}.price`, locale),
	...(line.discount.trim() === '' ? [] : numberFault(line.discount, `${line.key}.discount`, locale)),
];

const adjustmentFaults = ({key, sort, description, value}: AdjustmentForm, locale: string): readonly Fault[] => [
	...(sort === 'charge' && description.trim() === '' ? [{at: `${key}.description`, what: 'missing'} as const] : []),
	...numberFault(value, `${key}.value`, locale),
];

const numberFault = (typed: string, at: string, locale: string): readonly Fault[] => {
	if (typed.trim() === '') return [{at, what: 'missing'}];
	return readDecimal(typed, locale) === undefined ? [{at, what: 'unreadable'}] : [];
};

const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());
