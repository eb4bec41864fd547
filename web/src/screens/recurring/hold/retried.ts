/** What trying again comes to. Pure. */
import type {PeriodPreview} from '../../../api/invoice-shapes.ts';
import type {Parked, PlainDate} from '../../../api/shapes.ts';
import {isCap} from './hold-words.ts';

/** Due until today. */
export const waitingPeriods = <Period extends Pick<PeriodPreview, 'date'>>(
	periods: readonly Period[],
	today: PlainDate,
): readonly Period[] => periods.filter(({date}) => date <= today);

/** What trying again bills: past a cap goes the one period that was held back, while later ones are looked at anew. */
export const retried = <Period>(parked: Pick<Parked, 'reason'>, waiting: readonly Period[]): readonly Period[] =>
	isCap(parked) ? waiting.slice(0, 1) : waiting;

export const totalOf = (periods: readonly Pick<PeriodPreview, 'total'>[]): number =>
	periods.reduce((sum, {total}) => sum + total, 0);
