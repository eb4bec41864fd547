import {exponents, maxAmount} from '../../schemas/currencies.ts';
import {invariant} from './invariant.ts';

/** How many decimal digits the currency's minor unit has (ISO 4217). */
export const exponentOf = (currency: string): number => {
	const exponent = exponents.get(currency);
	invariant(exponent !== undefined, 'a currency was validated before money was counted in it');
	return exponent;
};

/** An amount in major units with all its digits, as XML and CSV want it: 1234 EUR is `"12.34"`, 1234 ISK is `"1234"`. */
export const majorUnits = (amount: number, currency: string): string => {
	const exponent = exponentOf(currency);
	const size = Math.abs(amount)
		.toString()
		.padStart(exponent + 1, '0');
	const whole = size.slice(0, size.length - exponent);
	const text = exponent === 0 ? whole : `${whole}.${size.slice(-exponent)}`;
	return amount < 0 ? `-${text}` : text;
};

/** Minor units of an amount written in major units (`"12.3"` EUR is 1230); null where it is no plain decimal or finer than the minor unit. */
export const minorUnits = (text: string, currency: string): number | null => {
	const exponent = exponentOf(currency);
	const [, sign, whole, fraction = ''] = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/.exec(text) ?? [];
	if (whole === undefined || /[1-9]/.test(fraction.slice(exponent))) return null;
	const amount = Number(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
	return Number.isSafeInteger(amount) ? (sign === '-' ? -amount : amount) + 0 : null;
};

export const withinBounds = (amount: number): boolean => Math.abs(amount) <= maxAmount;
