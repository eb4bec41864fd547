import {badParam} from './errors.ts';

const zeroDecimal = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');
const threeDecimal = 'bhd jod kwd omr tnd'.split(' ');
/** ISO 4217 gives them no decimals, Stripe takes two and wants both zero. */
const wholeOnly = 'isk ugx'.split(' ');
const supported = new Set(
	`usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop
	dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd
	mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd sar sbd scr sek sgd shp sle sos srd
	std szl thb tjs top try ttd twd tzs uah uyu uzs wst xcd xcg yer zar zmw ${[...zeroDecimal, ...threeDecimal, ...wholeOnly].join(' ')}`.split(
		/\s+/,
	),
);

// biome-ignore format: a table
/** The least amounts, in Stripe's unit (docs `currencies`, minimum charge amounts); the rest take 1. */
const least: Readonly<Record<string, number>> = {
	usd: 50, aed: 200, aud: 50, bgn: 100, brl: 50, cad: 50, chf: 50, czk: 1500, dkk: 250, eur: 50, gbp: 30, hkd: 400, huf: 17500, inr: 50,
	jpy: 50, mxn: 1000, myr: 200, nok: 300, nzd: 50, pln: 200, ron: 200, sek: 300, sgd: 50, thb: 1000,
};

/** Decimals of Stripe's unit. */
export const exponentOf = (currency: string): number =>
	zeroDecimal.includes(currency) ? 0 : threeDecimal.includes(currency) ? 3 : 2;

/** The currency in lower case; refuses one that Stripe does not take. */
export const checkedCurrency = (currency: string, param = 'currency'): string => {
	const code = currency.toLowerCase();
	if (supported.has(code)) return code;
	throw badParam(
		undefined,
		`Invalid currency: ${code}. Stripe currently supports these currencies: ${[...supported].join(', ')}`,
		param,
	);
};

/** Refuses what Stripe cannot charge: too little, too much, or digits that the currency must leave zero. */
export const checkAmount = (amount: number, currency: string, param = 'amount'): void => {
	if (amount < 1) throw badParam('parameter_invalid_integer', 'This value must be greater than or equal to 1.', param);
	checkStep(amount, currency, param);
	const minimum = least[currency] ?? 1;
	if (amount < minimum)
		throw badParam('amount_too_small', `Amount must be at least ${printAmount(minimum, currency)}`, param);
	if (amount > 999_999_999_999)
		throw badParam('amount_too_large', `Amount must be no more than ${printAmount(999_999_999_999, currency)}`, param);
};

/** Refuses digits that Stripe's unit must leave zero; holds for refunds too. */
export const checkStep = (amount: number, currency: string, param = 'amount'): void => {
	const step = threeDecimal.includes(currency) ? 10 : wholeOnly.includes(currency) ? 100 : 1;
	if (amount % step !== 0)
		throw badParam('invalid_charge_amount', `Amounts in ${currency} must be a multiple of ${step}.`, param);
};

/** An amount as a person reads it. */
export const printAmount = (amount: number, currency: string, locale = 'en'): string => {
	const digits = wholeOnly.includes(currency) ? 0 : exponentOf(currency);
	const format = new Intl.NumberFormat(locale, {
		style: 'currency',
		currency,
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
	return format.format(amount / 10 ** exponentOf(currency));
};
