/** The caps of the account as one types them, and as the API takes them. Pure. */
import type {Account} from '../../api/shapes.ts';
import {digitsOf} from '../../text/formats.ts';
import {fromMinor, writeDecimal} from '../../text/numbers.ts';
import {readAmount} from '../../ui/read-amount.ts';

type Billing = Account['billing'];
export type CapForm = {readonly key: number; readonly currency: string; readonly amount: string};
export type CapsForm = {readonly perDay: string; readonly jump: string; readonly runs: readonly CapForm[]};
export type Caps = Omit<Billing, 'paused'>;
export const mostCaps = 20;

const bounds = {perDay: {min: 1, max: 24}, jump: {min: 2, max: 1000}} as const;

export const capsForm = (billing: Billing, locale: string): CapsForm => ({
	perDay: String(billing.invoicesPerTemplateAndDay),
	jump: String(billing.jumpFactor),
	runs: billing.runAmountCaps.map(({currency, amount}, key) => ({
		key,
		currency,
		amount: writeDecimal(fromMinor(amount, digitsOf(currency)), locale),
	})),
});

export const perDayOf = ({perDay}: CapsForm): number | undefined => wholeOf(perDay, bounds.perDay);
export const jumpOf = ({jump}: CapsForm): number | undefined => wholeOf(jump, bounds.jump);
/** Above 0, in whole minor units. */
export const capOf = ({currency, amount}: CapForm, locale: string): number | undefined => {
	const minor = readAmount(amount, currency, locale);
	return minor !== undefined && minor > 0 ? minor : undefined;
};

/** A line before it has the same currency. */
export const isTwice = ({key, currency}: CapForm, runs: readonly CapForm[]): boolean =>
	runs.find((one) => one.currency === currency)?.key !== key;

/** What the API takes; undefined while something typed cannot be read. */
export const capsInput = (form: CapsForm, locale: string): Caps | undefined => {
	const invoicesPerTemplateAndDay = perDayOf(form);
	const jumpFactor = jumpOf(form);
	const amounts = form.runs.map((cap) => capOf(cap, locale));
	if (
		invoicesPerTemplateAndDay === undefined ||
		jumpFactor === undefined ||
		form.runs.some((cap) => isTwice(cap, form.runs))
	)
		return undefined;
	if (!amounts.every((amount) => amount !== undefined)) return undefined;
	return {
		invoicesPerTemplateAndDay,
		jumpFactor,
		runAmountCaps: amounts.flatMap((amount, nth) => {
			const currency = form.runs[nth]?.currency;
			return currency === undefined ? [] : [{currency, amount}];
		}),
	};
};

/** One whole number of up to four digits within the bounds. */
const wholeOf = (typed: string, {min, max}: (typeof bounds)[keyof typeof bounds]): number | undefined => {
	if (!/^\d{1,4}$/.test(typed.trim())) return undefined;
	const value = Number(typed);
	return value >= min && value <= max ? value : undefined;
};
