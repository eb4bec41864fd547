import {timesOver} from '../../kernel/rational.ts';

/** Currencies whose cards need a last digit (or two) of 0: docs.stripe.com/currencies, three-decimal and special cases. */
const defaults: ReadonlyMap<string, number> = new Map([
	['KWD', 10],
	['BHD', 10],
	['JOD', 10],
	['OMR', 10],
	['TND', 10],
	['MGA', 100],
]);

/** The multiple that a document's total is rounded to: its own choice, else what its currency needs. 1 means no rounding. */
export const roundsTo = ({cashRounding, currency}: {cashRounding?: number | null; currency: string}): number =>
	cashRounding ?? defaults.get(currency) ?? 1;

/** What to add to reach the nearest multiple of `step`; ties go away from zero. Rule 8. */
export const roundingOf = (amount: number, step: number): number => timesOver(amount, 1, step) * step - amount;
