/** The form of a document that bills: what invoices and templates have in common, as typed. Pure. */
import type {ChargeInput, DiscountInput, Invoice, LineInput, Template} from '../../../api/invoice-shapes.ts';
import type {Account, Customer, Item} from '../../../api/shapes.ts';
import {digitsOf} from '../../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../../text/numbers.ts';

export type LineForm = {
	readonly key: string;
	readonly itemId: string | null;
	readonly description: string;
	readonly quantity: string;
	readonly unit: string;
	readonly price: string;
	/** Percent off this line, as typed; empty: none. */
	readonly discount: string;
	readonly taxRateIds: readonly string[];
	/** What the API knows and this form does not show: kept as it is. */
	readonly rest: Pick<LineInput, 'discounts' | 'charges' | 'period'>;
};
export type AdjustmentForm = {
	readonly key: string;
	readonly sort: 'discount' | 'charge';
	readonly description: string;
	readonly value: string;
	readonly unit: 'percent' | 'amount';
	readonly taxRateIds: readonly string[] | null;
};
export type BillForm = {
	readonly customerId: string | null;
	readonly currency: string;
	readonly taxInclusive: boolean;
	readonly lines: readonly LineForm[];
	readonly adjustments: readonly AdjustmentForm[];
	readonly purchaseOrder: string;
	readonly notes: string;
	readonly terms: string;
	/** Days until payment, as typed; empty: the customer's or the account's. */
	readonly termsDays: string;
	readonly termsFrom: 'issue' | 'endOfMonth';
};

export const blankBill = (
	account: Account,
	customer: Customer | undefined,
	taxRateIds: readonly string[],
): BillForm => ({
	customerId: customer?.id ?? null,
	currency: customer?.currency ?? account.currency,
	taxInclusive: false,
	lines: [blankLine(taxRateIds)],
	adjustments: [],
	purchaseOrder: '',
	notes: account.defaults.notes ?? '',
	terms: account.defaults.terms ?? '',
	termsDays: '',
	termsFrom: 'issue',
});

export const billFormOf = (bill: Invoice | Template, locale: string): BillForm => ({
	customerId: bill.customerId,
	currency: bill.currency,
	taxInclusive: bill.taxInclusive,
	lines: bill.lines.map((line) => lineForm(line, bill.currency, locale)),
	adjustments: [
		...bill.discounts.map((one) => adjustmentForm('discount', one, bill.currency, locale)),
		...bill.charges.map((one) => adjustmentForm('charge', one, bill.currency, locale)),
	],
	purchaseOrder: bill.purchaseOrder ?? '',
	notes: bill.notes ?? '',
	terms: bill.terms ?? '',
	termsDays: bill.paymentTerms ? String(bill.paymentTerms.days) : '',
	termsFrom: bill.paymentTerms?.from ?? 'issue',
});

let lastKey = 0;
/** Names rows of the form for React; never leaves the browser. */
export const nextKey = (): string => {
	lastKey += 1;
	return `row${lastKey}`;
};

export const blankLine = (taxRateIds: readonly string[] = []): LineForm => ({
	key: nextKey(),
	itemId: null,
	description: '',
	quantity: '1',
	unit: '',
	price: '',
	discount: '',
	taxRateIds,
	rest: {},
});

export const isBlank = ({description, price}: LineForm): boolean => description.trim() === '' && price.trim() === '';

/** A line after `key` (at the end where there is none), taxed like its neighbour. */
export const addLineAfter = (lines: readonly LineForm[], key: string | null, line?: LineForm): readonly LineForm[] => {
	const at = lines.findIndex((one) => one.key === key);
	const index = at === -1 ? lines.length : at + 1;
	const added = line ?? blankLine(lines[index - 1]?.taxRateIds ?? []);
	return lines.toSpliced(index, 0, added);
};

export const moveLine = (lines: readonly LineForm[], key: string, to: number): readonly LineForm[] => {
	const from = lines.findIndex((one) => one.key === key);
	const line = lines[from];
	if (line === undefined || to < 0 || to >= lines.length) return lines;
	return lines.toSpliced(from, 1).toSpliced(to, 0, line);
};

/** There is always a line to type into. */
export const removeLine = (lines: readonly LineForm[], key: string): readonly LineForm[] => {
	const left = lines.filter((one) => one.key !== key);
	return left.length === 0 ? [blankLine(lines[0]?.taxRateIds)] : left;
};

/** An item's name, unit, price and taxes, copied: later changes of the item do not reach the line. */
export const withItem = (line: LineForm, item: Item, locale: string): LineForm => ({
	...line,
	itemId: item.id,
	description: item.description ? `${item.name}\n${item.description}` : item.name,
	unit: item.unit ?? '',
	price: writeDecimal(fromMinor(item.unitAmount, digitsOf(item.currency)), locale),
	taxRateIds: item.taxRateIds.length > 0 ? item.taxRateIds : line.taxRateIds,
});

export const lineForm = (line: LineInput, currency: string, locale: string): LineForm => {
	const [first, ...others] = line.discounts ?? [];
	const simple = first?.percent !== undefined && first.percent !== null && !first.description;
	return {
		key: nextKey(),
		itemId: line.itemId ?? null,
		description: line.description,
		quantity: writeDecimal(String(line.quantity), locale),
		unit: line.unit ?? '',
		price: writeDecimal(fromMinor(line.unitAmount, digitsOf(currency)), locale),
		discount: simple ? writeDecimal(String(first.percent), locale) : '',
		taxRateIds: line.taxRateIds ?? [],
		rest: {
			discounts: simple ? others : (line.discounts ?? []),
			charges: line.charges ?? [],
			period: line.period ?? null,
		},
	};
};

export const adjustmentForm = (
	sort: AdjustmentForm['sort'],
	{description, percent, amount, taxRateIds}: DiscountInput | ChargeInput,
	currency: string,
	locale: string,
): AdjustmentForm => ({
	key: nextKey(),
	sort,
	description: description ?? '',
	value: writeDecimal(
		percent === null || percent === undefined ? fromMinor(amount ?? 0, digitsOf(currency)) : String(percent),
		locale,
	),
	unit: percent === null || percent === undefined ? 'amount' : 'percent',
	taxRateIds: taxRateIds ?? null,
});
