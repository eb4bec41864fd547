import {invariant} from './invariant.ts';

/** A decimal number as a whole number of its last place: 2.5 is 25 with 1 place. Always exact. */
export type Decimal = {readonly digits: number | bigint; readonly places: number};

/** More digits than this may not fit in a double. */
const safeDigits = 15;

/** Reads a plain decimal (`"-2.5"`, no exponent) or an integer. What it is given was validated at the edge. */
export const decimal = (value: string | number): Decimal => {
	if (typeof value === 'number') return {digits: value, places: 0};
	const dot = value.indexOf('.');
	const text = dot < 0 ? value : value.slice(0, dot) + value.slice(dot + 1);
	const digits = text.length <= safeDigits ? Number(text) : BigInt(text);
	return {digits, places: dot < 0 ? 0 : value.length - dot - 1};
};

/**
 * `value × numerator ÷ denominator`, rounded half away from zero to a whole number. `denominator` > 0.
 * Exact: doubles are used only while every product fits in 53 bits, `BigInt` otherwise. A result beyond 2^53 is no
 * longer exact, but still beyond every bound it will be compared with.
 */
export const timesOver = (value: number | bigint, numerator: number | bigint, denominator: number | bigint): number => {
	if (typeof value === 'number' && typeof numerator === 'number' && typeof denominator === 'number') {
		const product = value * numerator;
		if (Number.isSafeInteger(product)) return halfAway(product, denominator);
	}
	return Number(halfAwayBig(BigInt(value) * BigInt(numerator), BigInt(denominator)));
};

/** The same, exact whatever the size. */
export const timesOverExactly = (value: bigint, numerator: bigint, denominator: bigint): bigint =>
	halfAwayBig(value * numerator, denominator);

const halfAway = (product: number, denominator: number): number => {
	const rest = product % denominator;
	const towardsZero = (product - rest) / denominator;
	// adding 0 turns −0 into 0
	return towardsZero + (Math.abs(rest) * 2 >= denominator ? Math.sign(product) : 0) + 0;
};

const halfAwayBig = (product: bigint, denominator: bigint): bigint => {
	const rest = product % denominator;
	const towardsZero = product / denominator;
	if ((rest < 0n ? -rest : rest) * 2n < denominator) return towardsZero;
	return product < 0n ? towardsZero - 1n : towardsZero + 1n;
};

/** Product of two decimals, rounded half away from zero to a whole number. */
export const roundedProduct = (a: string | number, b: string | number): number => {
	const left = decimal(a);
	const right = decimal(b);
	return timesOver(left.digits, right.digits, 10 ** (left.places + right.places));
};

const million = 1_000_000;

/** A percentage in parts per million: `"8.25"` is 82 500. Exact, because percentages have at most 4 decimals. */
export const ppm = (percent: string): number => {
	const {digits, places} = decimal(percent);
	invariant(typeof digits === 'number' && places <= 4, 'a percentage has at most 4 decimals');
	return digits * 10 ** (4 - places);
};

/** Percentage of an amount, rounded half away from zero to one minor unit. */
export const percentOf = (amount: number, percent: string): number => timesOver(amount, ppm(percent), million);

/** What is left of an amount that includes `ratePpm` (parts per million) on top of it, rounded half away from zero. */
export const withoutRate = (amount: number, ratePpm: number): number => timesOver(amount, million, million + ratePpm);

/** A decimal of at most 6 places as a whole number of millionths, for sums of quantities. */
export const toMillionths = (value: string | number): bigint => {
	const {digits, places} = decimal(value);
	invariant(places <= 6, 'a quantity has at most 6 decimals');
	return BigInt(digits) * 10n ** BigInt(6 - places);
};

/** The shortest decimal string of a whole number of millionths. */
export const fromMillionths = (millionths: bigint): string => {
	const size = (millionths < 0n ? -millionths : millionths).toString().padStart(7, '0');
	const fraction = size.slice(-6).replace(/0+$/, '');
	return `${millionths < 0n ? '-' : ''}${size.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
};
