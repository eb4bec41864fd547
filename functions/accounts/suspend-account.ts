import type {Instant} from '../../schemas/basics.ts';
import {activityWrite, system} from '../activity.ts';
import {transact} from '../commit.ts';
import {derivedId} from '../kernel/ids.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {World} from '../world.ts';
import {allSeries, readAccount, updateAccountWrite, updateSeriesWrite} from './store.ts';

export type Suspension = {readonly accountId: string; readonly suspended: boolean; readonly now: Instant};

/**
 * Stops an account, or lets it go on: for those who operate the platform; no route leads here. All its series are
 * written in the same commit, so that a billing commit in flight fails and finds the account suspended (invariant 27).
 * What falls due meanwhile is late because of us and is billed once it goes on (rule 27). Doing it twice finds it done.
 */
export const suspendAccount = async (
	world: Pick<World, 'db' | 'ids'>,
	{accountId, suspended, now}: Suspension,
): Promise<Result<object, 'not_found'>> =>
	transact<object, 'not_found'>(world, async () => {
		const read = await readAccount(world.db, accountId);
		if (read === undefined) return refuse('not_found');
		const account = read.document;
		if ((account.suspendedAt !== null) === suspended) return ok({writes: [], answer: {}});
		const version = account.version + 1;
		const series = await allSeries(world.db, accountId);
		return ok({
			writes: [
				updateAccountWrite(read, {...account, suspendedAt: suspended ? now : null, version, updatedAt: now}),
				...series.map((one) => updateSeriesWrite(one, {...one.document, suspended})),
				activityWrite(accountId, derivedId('act', accountId, 'suspension', version), now, {
					actor: system,
					action: suspended ? 'account.suspended' : 'account.resumed',
					objects: [{type: 'account', id: accountId}],
				}),
			],
			answer: {},
		});
	});
