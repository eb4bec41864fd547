import {type Adjustment, sum} from './entries.ts';

/** One number in a step. `sign` says how it enters a sum; `ref` names the line, charge, discount or rate it belongs to. */
export type Operand = {
	readonly name:
		| 'quantity'
		| 'unitAmount'
		| 'percent'
		| 'base'
		| 'discount'
		| 'charge'
		| 'line'
		| 'net'
		| 'discountShare'
		| 'tax'
		| 'taxable'
		| 'gross'
		| 'subtotal'
		| 'discountTotal'
		| 'chargeTotal'
		| 'taxTotal'
		| 'rounding'
		| 'step'
		| 'amount';
	readonly kind: 'amount' | 'quantity' | 'unitAmount' | 'percent';
	readonly value: number | string;
	readonly sign: 1 | -1;
	readonly ref: string | null;
};

/**
 * One step of arithmetic as data; the client words it by `label` and shows `result`, an amount in minor units.
 * `product` multiplies, `percent` takes a percentage, `sum` adds with signs, `share` is a part of a whole by largest
 * remainder, `multiple` rounds to a multiple, `given` was entered.
 */
export type Step = {
	readonly label: StepLabel;
	readonly arithmetic: 'product' | 'percent' | 'sum' | 'share' | 'multiple' | 'given';
	readonly operands: readonly Operand[];
	readonly rounding: 'none' | 'halfAwayFromZero' | 'largestRemainder' | 'nearestMultiple';
	readonly result: number;
};

export type StepLabel =
	| 'base'
	| 'discount'
	| 'charge'
	| 'entered'
	| 'net'
	| 'discountShare'
	| 'taxShare'
	| 'gross'
	| 'subtotal'
	| 'discountTotal'
	| 'chargeTotal'
	| 'taxable'
	| 'tax'
	| 'taxTotal'
	| 'beforeRounding'
	| 'rounding'
	| 'total';

/** An amount of money in a step. */
export const amount = (name: Operand['name'], value: number, ref: string | null = null, sign: 1 | -1 = 1): Operand => ({
	name,
	kind: 'amount',
	value,
	sign,
	ref,
});

/** A number that is no amount of the document's, such as a quantity. */
export const operand = (name: Operand['name'], kind: Operand['kind'], value: number | string): Operand => ({
	name,
	kind,
	value,
	sign: 1,
	ref: null,
});

/** Adds its operands with their signs. */
export const total = (label: StepLabel, operands: readonly Operand[]): Step => ({
	label,
	arithmetic: 'sum',
	operands,
	rounding: 'none',
	result: sum(operands.map(({value, sign}) => sign * Number(value))),
});

/** A part of a whole by largest remainder. */
export const share = (label: StepLabel, of: Operand, result: number): Step => ({
	label,
	arithmetic: 'share',
	operands: [of],
	rounding: 'largestRemainder',
	result,
});

/** A discount or charge: a percentage of a base, or what was entered. */
export const portion = (
	label: 'discount' | 'charge',
	{percent}: Adjustment,
	of: number,
	result: number,
	ref: string,
): Step =>
	typeof percent === 'string'
		? {
				label,
				arithmetic: 'percent',
				operands: [amount('base', of, ref), operand('percent', 'percent', percent)],
				rounding: 'halfAwayFromZero',
				result,
			}
		: {label, arithmetic: 'given', operands: [amount('amount', result, ref)], rounding: 'none', result};
