/** Why something is on hold, and what to do about it, in the person's language. Pure. */
import type {Parked} from '../../../api/shapes.ts';
import type {Text} from '../../../text/text-of.ts';

/** Held back by a cap, so that trying again bills it this once. Others come back as long as their cause is there. */
export const isCap = ({reason}: Pick<Parked, 'reason'>): boolean =>
	reason === 'amount_jump' || reason === 'run_amount_cap' || reason === 'template_day_cap';

/** One sentence, with what the cap compared where one held it back. */
export const holdWords = ({reason, figures}: Pick<Parked, 'reason' | 'figures'>, text: Text): string =>
	figures ? comparison(figures, text) : sentence(text.code('parked', reason));

/** What the button says: past a cap goes what somebody has looked at, anything else is only tried. */
export const retryWord = (parked: Pick<Parked, 'reason'>, {t}: Text): string =>
	t(isCap(parked) ? 'hold.billIt' : 'hold.retry');

export const holdAdvice = ({reason}: Pick<Parked, 'reason'>, {t, code}: Text): string =>
	isCap({reason}) ? t('hold.advice.cap') : code('hold.advice', reason);

const sentence = (clause: string): string => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;

const comparison = (figures: NonNullable<Parked['figures']>, {t, n, format}: Text): string => {
	if (figures.type === 'template_day_cap') return n('hold.day', figures.count, {date: format.date(figures.date)});
	const money = (amount: number): string => format.money(amount, figures.currency);
	const amount = money(figures.amount);
	return figures.type === 'amount_jump'
		? t('hold.jump', {amount, factor: format.number(figures.factor), usual: money(figures.usual)})
		: t('hold.run', {amount, sum: money(figures.sum), cap: money(figures.cap)});
};
