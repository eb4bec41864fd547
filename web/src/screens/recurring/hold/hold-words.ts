/** Why something is on hold, and what to do about it, in the person's language. Pure. */
import type {Parked} from '../../../api/shapes.ts';
import {digitsOf} from '../../../text/formats.ts';
import {toMinor} from '../../../text/numbers.ts';
import type {Text} from '../../../text/text-of.ts';

type Why = Pick<Parked, 'reason' | 'detail'>;

/** Held back by a cap, so that trying again bills it this once. Others come back as long as their cause is there. */
export const isCap = ({reason}: Pick<Parked, 'reason'>): boolean =>
	reason === 'amount_jump' || reason === 'run_amount_cap' || reason === 'template_day_cap';

/** One sentence, with the amounts that the detail names where it is one of a cap. */
export const holdWords = ({reason, detail}: Why, text: Text): string => {
	const plain = sentence(text.code('parked', reason));
	const found = details[reason]?.exec(detail ?? '');
	if (!found?.groups) return plain;
	const {currency = '', ...named} = found.groups;
	const money = (major: string): string => text.format.money(Number(toMinor(major, digitsOf(currency))), currency);
	const words = Object.entries(named).map(([name, value]) => [name, amounts.has(name) ? money(value) : value]);
	return text.t(reason === 'amount_jump' ? 'hold.jump' : 'hold.run', Object.fromEntries(words));
};

/** What the button says: past a cap goes what somebody has looked at, anything else is only tried. */
export const retryWord = (parked: Pick<Parked, 'reason'>, {t}: Text): string =>
	t(isCap(parked) ? 'hold.billIt' : 'hold.retry');

export const holdAdvice = ({reason}: Pick<Parked, 'reason'>, {t, code}: Text): string =>
	isCap({reason}) ? t('hold.advice.cap') : code('hold.advice', reason);

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

const amounts = new Set(['amount', 'usual', 'sum', 'cap']);
const major = String.raw`-?\d+(?:\.\d+)?`;
/** The sentences of functions/recurring/core/caps.ts. */
const details: {readonly [reason: string]: RegExp} = {
	amount_jump: new RegExp(
		`^(?<amount>${major}) (?<currency>[A-Z]{3}) is more than (?<factor>\\d+) times the usual (?<usual>${major}) `,
	),
	run_amount_cap: new RegExp(
		`^With (?<amount>${major}) (?<currency>[A-Z]{3}) the run would come to (?<sum>${major}) [A-Z]{3}, above its cap of (?<cap>${major}) `,
	),
};
