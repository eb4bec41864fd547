import {exponentOf} from '../../kernel/money.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';

/** docs.stripe.com/currencies, zero-decimal: what Stripe counts in whole units, whatever ISO says. */
const wholeUnits = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Three decimals, of which cards need the last to be 0. */
const thousandths = new Set('BHD JOD KWD OMR TND'.split(' '));
/** ISO says no decimals, Stripe keeps two and wants them to be 0. */
const hundredthsOfWholes = new Set(['ISK', 'UGX']);

/**
 * An amount as Stripe wants it, from ISO 4217 minor units. Source: docs.stripe.com/currencies.
 *
 * Refuses what Stripe cannot take to the unit (`amount_not_chargeable`): part of a unit in MGA, a last digit in KWD,
 * currencies Stripe does not have. Does not know Stripe's minimum charges.
 */
export const stripeAmount = (amount: number, currency: string): Result<number, 'amount_not_chargeable'> => {
	const scale = stripeExponent(currency);
	if (scale === null) return refuse('amount_not_chargeable', 'Cards cannot be charged in this currency.');
	const converted = shifted(amount, scale - exponentOf(currency));
	const exact = Number.isSafeInteger(converted) && converted % stepOf(currency) === 0;
	return exact ? ok(converted) : refuse('amount_not_chargeable', 'A card cannot be charged to this unit.');
};

/** The other way: an amount that Stripe reports, in ISO 4217 minor units. Refuses what is no whole number of them. */
export const isoAmount = (amount: number, currency: string): Result<number, 'amount_not_chargeable'> => {
	const scale = stripeExponent(currency);
	if (scale === null) return refuse('amount_not_chargeable', 'Cards cannot be charged in this currency.');
	const converted = shifted(amount, exponentOf(currency) - scale);
	return Number.isSafeInteger(converted)
		? ok(converted)
		: refuse('amount_not_chargeable', 'The amount has a fraction of a minor unit.');
};

const stripeExponent = (currency: string): number | null => {
	if (wholeUnits.has(currency)) return 0;
	if (thousandths.has(currency)) return 3;
	if (hundredthsOfWholes.has(currency)) return 2;
	return exponentOf(currency) === 2 ? 2 : null;
};

const stepOf = (currency: string): number => (thousandths.has(currency) ? 10 : 1);

/** Divides by a power of ten where `places` is negative, so that a remainder shows as a fraction. */
const shifted = (amount: number, places: number): number =>
	places < 0 ? amount / 10 ** -places : amount * 10 ** places;
