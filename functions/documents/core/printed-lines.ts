/** Lines of a document in words and figures. */
import type {
	AppliedTaxRate,
	CreditedLine,
	LineCharge,
	LineDiscount,
	PricedCharge,
	PricedDocument,
	PricedLine,
	Totals,
} from '../../../schemas/lines.ts';
import {adjustment, lineAmount, lineBase} from '../../invoices/core/entries.ts';
import {invariant} from '../../kernel/invariant.ts';
import type {Formats} from './formats.ts';
import type {PrintedLine} from './printable.ts';
import type {Words} from './words.ts';

export type Writing = {readonly words: Words; readonly formats: Formats};

/** Every line with its net amount as stored. Prices that include tax also show what the line comes to with it. */
export const linesOf = (
	{lines, taxInclusive}: PricedDocument,
	totals: Pick<Totals, 'lines'>,
	{words, formats}: Writing,
): readonly PrintedLine[] =>
	lines.map((line, index) => {
		const outcome = totals.lines[index];
		invariant(outcome, 'totals answer every line');
		return {
			description: line.description,
			details: [
				...detailsOf(line, {words, formats}),
				...(taxInclusive ? [words.withTax(formats.figure(lineAmount(line)))] : []),
			],
			quantity: quantityOf(line.quantity, line.unit, {words, formats}),
			price: formats.price(line.unitAmount),
			tax: taxesOf(line.taxRates, formats),
			amount: formats.figure(outcome.net),
		};
	});

/** What a credit note takes back: the lines and charges of its invoice, named by it. */
export const creditedLinesOf = (
	credited: readonly CreditedLine[],
	content: Pick<PricedDocument, 'lines' | 'charges'>,
	{words, formats}: Writing,
): readonly PrintedLine[] =>
	credited.map(({lineId, chargeId, quantity, net}) => {
		const line = content.lines.find(({id}) => id === lineId);
		const charge = content.charges.find(({id}) => id === chargeId);
		return {
			description: line?.description ?? charge?.description ?? '',
			details: periodOf(line, formats),
			quantity: quantity === null ? '' : quantityOf(quantity, line?.unit, {words, formats}),
			price: quantity === null || line === undefined ? '' : formats.price(line.unitAmount),
			tax: taxesOf((line ?? charge)?.taxRates ?? [], formats),
			amount: formats.figure(net),
		};
	});

/** `Packing` or `Packing (5 %)`. */
export const labelOf = (
	{description, percent}: Pick<LineDiscount | LineCharge | PricedCharge, 'description' | 'percent'>,
	fallback: string,
	formats: Formats,
): string => {
	const name = description || fallback;
	return typeof percent === 'string' ? `${name} (${formats.percent(percent)})` : name;
};

const detailsOf = (line: PricedLine, {words, formats}: Writing): readonly string[] => {
	const base = lineBase(line);
	const row = (label: string, amount: number): string => `${label}: ${formats.figure(amount)}`;
	return [
		...periodOf(line, formats),
		...line.discounts.map((one) => row(labelOf(one, words.discount, formats), 0 - adjustment(base, one))),
		...line.charges.map((one) => row(labelOf(one, words.surcharge, formats), adjustment(base, one))),
	];
};

const periodOf = (line: PricedLine | undefined, formats: Formats): readonly string[] =>
	line?.period ? [formats.period(line.period)] : [];

const quantityOf = (quantity: string, unit: string | null | undefined, {words, formats}: Writing): string => {
	const name = unit ? (words.units[unit] ?? unit) : '';
	return name === '' ? formats.quantity(quantity) : `${formats.quantity(quantity)} ${name}`;
};

const taxesOf = (rates: readonly AppliedTaxRate[], formats: Formats): string =>
	rates.map(({percent}) => formats.percent(percent)).join(' + ');
