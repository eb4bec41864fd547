import type {ListQuery} from '../../schemas/list.ts';
import type {Parked, ParkedDocument, Run} from '../../schemas/run.ts';
import {listPage} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {asParked, asRun, parkedOf, runPath, runsOf} from '../recurring/index.ts';
import type {Db, Stored} from '../world.ts';
import {presentRun} from './core/present-run.ts';

type Page<Row> = {readonly data: readonly Row[]; readonly nextCursor: string | null};
type Reads = {readonly world: {readonly db: Db}; readonly account: {readonly id: string}};

/** This account's share of each run, newest first. Runs that found nothing due leave none. */
export const listRuns = async (
	{world, account}: Reads,
	query: ListQuery,
): Promise<Result<Page<Run>, 'invalid_request'>> => {
	const order = {field: 'startedAt', direction: 'desc'} as const;
	const page = await listPage(world.db, {collection: runsOf(account.id), orderBy: [order]}, query);
	return page.ok
		? ok({...page.value, data: page.value.data.map((stored) => presentRun(asRun(stored).document))})
		: page;
};

export const getRun = async (
	{world, account}: Reads,
	runId: string,
): Promise<Result<{run: Run; stored: Stored}, 'not_found'>> => {
	const stored = await world.db.get(runPath(account.id, runId));
	return stored ? ok({run: presentRun(asRun(stored).document), stored}) : refuse('not_found');
};

/** Templates that wait for somebody to look at them, newest first. */
export const listParked = async (
	{world, account}: Reads,
	query: ListQuery,
): Promise<Result<Page<Parked>, 'invalid_request'>> => {
	const page = await listPage(
		world.db,
		{
			collection: parkedOf(account.id),
			where: [{field: 'settledAt', op: '==', value: null}],
			orderBy: [{field: 'since', direction: 'desc'}],
		},
		query,
	);
	return page.ok
		? ok({...page.value, data: page.value.data.map((stored) => presentParked(asParked(stored).document))})
		: page;
};

export const presentParked = ({
	id,
	templateId,
	date,
	reason,
	detail,
	figures = null,
	since,
}: ParkedDocument): Parked => ({
	id,
	templateId,
	date,
	reason,
	detail,
	figures,
	since,
});
