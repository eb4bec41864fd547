import {digitsOf} from '../text/formats.ts';
import {readDecimal, toMinor} from '../text/numbers.ts';

/** An amount as typed, in whole minor units of the currency; undefined when it is no such amount. */
export const readAmount = (typed: string, currency: string, locale: string): number | undefined => {
	const decimal = readDecimal(typed, locale);
	if (decimal === undefined) return undefined;
	const minor = toMinor(decimal, digitsOf(currency));
	return typeof minor === 'number' && Number.isSafeInteger(minor) ? minor : undefined;
};
