/** How the account collects, as one types it, and as the API takes it. Pure. */
import type {Account} from '../../api/shapes.ts';
import {digitsOf} from '../../text/formats.ts';
import {fromMinor, readDecimal, writeDecimal} from '../../text/numbers.ts';
import {readAmount} from '../../ui/read-amount.ts';
import {readDays} from './reminder-days.ts';

export type Side = 'before' | 'on' | 'after';
export type ReminderForm = {readonly key: number; readonly days: string; readonly side: Side};
export type PolicyForm = {
	readonly reminders: readonly ReminderForm[];
	readonly retries: string;
	readonly fee: 'none' | 'percent' | 'amount';
	readonly feeValue: string;
	readonly feeAfter: string;
	readonly finalAction: Account['finalAction'];
};
export type Policy = Pick<Account, 'reminders' | 'retryDays' | 'lateFee' | 'finalAction'>;
type PolicyInput = Readonly<Policy>;
export const mostReminders = 10;

const bounds = {
	before: {min: 1, max: 60, most: 1},
	after: {min: 1, max: 365, most: 1},
	retries: {min: 1, max: 60, most: 10},
	fee: {min: 0, max: 365, most: 1},
} as const;

export const policyForm = (
	{reminders, retryDays, lateFee, finalAction}: Policy,
	currency: string,
	locale: string,
): PolicyForm => ({
	reminders: reminders.map(({offsetDays}, key) => ({
		key,
		days: String(Math.abs(offsetDays) || 7),
		side: offsetDays < 0 ? 'before' : offsetDays > 0 ? 'after' : 'on',
	})),
	retries: retryDays.join(', '),
	fee: lateFee === null ? 'none' : 'percent' in lateFee ? 'percent' : 'amount',
	feeValue:
		lateFee === null
			? ''
			: writeDecimal(
					'percent' in lateFee ? String(lateFee.percent) : fromMinor(lateFee.amount, digitsOf(currency)),
					locale,
				),
	feeAfter: String(lateFee?.afterDays ?? 14),
	finalAction,
});

export const offsetOf = ({days, side}: ReminderForm): number | undefined => {
	if (side === 'on') return 0;
	const read = readDays(days, bounds[side])?.[0];
	return read === undefined ? undefined : side === 'before' ? -read : read;
};
export const retriesOf = ({retries}: Pick<PolicyForm, 'retries'>): readonly number[] | undefined =>
	readDays(retries, bounds.retries);
export const feeAfterOf = ({feeAfter}: Pick<PolicyForm, 'feeAfter'>): number | undefined =>
	readDays(feeAfter, bounds.fee)?.[0];

/** More than 0, at most 100 percent; an amount in whole minor units. */
export const feeOf = (
	{fee, feeValue}: Pick<PolicyForm, 'fee' | 'feeValue'>,
	currency: string,
	locale: string,
): {readonly percent: string} | {readonly amount: number} | undefined => {
	if (fee === 'percent') {
		const percent = readDecimal(feeValue, locale);
		return percent !== undefined && Number(percent) > 0 && Number(percent) <= 100 ? {percent} : undefined;
	}
	const amount = readAmount(feeValue, currency, locale);
	return amount !== undefined && amount > 0 ? {amount} : undefined;
};

/** What the API takes; undefined while something typed cannot be read. Reminders come in the order of time, each day once. */
export const policyInput = (form: PolicyForm, currency: string, locale: string): PolicyInput | undefined => {
	const offsets = form.reminders.map(offsetOf);
	const retryDays = retriesOf(form);
	const lateFee = lateFeeOf(form, currency, locale);
	if (retryDays === undefined || lateFee === undefined || !offsets.every((days) => days !== undefined))
		return undefined;
	return {
		reminders: [...new Set(offsets)].toSorted((a, b) => a - b).map((offsetDays) => ({offsetDays})),
		retryDays: [...retryDays],
		lateFee,
		finalAction: form.finalAction,
	};
};

const lateFeeOf = (form: PolicyForm, currency: string, locale: string): Policy['lateFee'] | undefined => {
	if (form.fee === 'none') return null;
	const afterDays = feeAfterOf(form);
	const fee = feeOf(form, currency, locale);
	return afterDays === undefined || fee === undefined ? undefined : {...fee, afterDays};
};
