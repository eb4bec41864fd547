import type {Run, RunDocument} from '../../../schemas/run.ts';

/** An account's share of a run as the API answers it. */
export const presentRun = ({
	id,
	state,
	startedAt,
	finishedAt,
	due,
	issued,
	skipped,
	parked,
	amounts,
}: RunDocument): Run => ({
	id,
	state,
	startedAt,
	finishedAt,
	due,
	issued,
	skipped,
	parked,
	amounts,
});
