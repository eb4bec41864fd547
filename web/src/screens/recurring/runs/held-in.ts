import type {Parked, Run} from '../../../api/shapes.ts';

/** By time: a parked template does not say which run it was. */
export const heldIn = (
	{startedAt, finishedAt}: Pick<Run, 'startedAt' | 'finishedAt'>,
	all: readonly Parked[],
): readonly Parked[] => all.filter(({since}) => since >= startedAt && (finishedAt === null || since <= finishedAt));
