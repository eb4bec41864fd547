/** What somebody who does not pay gets, and when. Pure; the same days as functions/invoices/core/collections.ts. */
import {addDays} from '../../../../functions/kernel/calendar.ts';
import type {PlainDate} from '../../api/shapes.ts';
import type {Policy} from './policy-form.ts';

/** As in functions/invoices/core/collections.ts, which would bring the schemas with it; a test holds both together. */
export const daysToReact = 7;

export type PolicyStep = {
	readonly what: 'due' | 'reminder' | 'late_fee' | 'final_action';
	readonly on: PlainDate;
};

/** In the order of time, for an invoice due on a day whose payer is a business and never answers. */
export const policySteps = (
	{reminders, lateFee, finalAction}: Omit<Policy, 'retryDays'>,
	dueOn: PlainDate,
): readonly PolicyStep[] => {
	const told = [
		...reminders.map(({offsetDays}) => ({what: 'reminder', on: addDays(dueOn, offsetDays)}) as const),
		...(lateFee === null ? [] : [{what: 'late_fee', on: addDays(dueOn, Math.max(1, lateFee.afterDays))} as const]),
	];
	const lastWord = told.map(({on}) => addDays(on, daysToReact)).toSorted();
	const end = [addDays(dueOn, daysToReact), ...lastWord].toSorted().at(-1) ?? dueOn;
	const steps: readonly PolicyStep[] = [
		{what: 'due', on: dueOn},
		...told,
		...(finalAction === 'leave' ? [] : [{what: 'final_action', on: end} as const]),
	];
	return steps.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
};
