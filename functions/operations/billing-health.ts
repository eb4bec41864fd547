import type {BillingHealth} from '../../schemas/operations.ts';
import {actingCollections} from '../indexes.ts';
import {accountIdIn} from '../kernel/documents.ts';
import {allShards, hasOwnClock} from '../kernel/outbox.ts';
import {dueShardOf, parkedOf, readDue, templatesOf} from '../recurring/index.ts';
import type {Command} from '../route.ts';
import type {Db} from '../world.ts';
import {readPending} from './find-pending.ts';
import {oldest} from './measure-ages.ts';

/** What others of the shard wait for as well is read along, so that no index is needed for a question asked so rarely. */
const lookedAt = {due: 100, pending: 20} as const;

/**
 * Whether an account's billing keeps up: what fell due longest ago, what waits longest to be done (of the longest waiting
 * of each shard), how many templates are parked, and what holds it back. About 260 reads: for people who look, not for
 * every page.
 */
export const billingHealth = async ({
	world: {db},
	account: {id, account},
	now,
}: Pick<Command, 'world' | 'account' | 'now'>): Promise<BillingHealth> => {
	const dueShard = dueShardOf(account);
	const shards = hasOwnClock(dueShard) ? [dueShard] : allShards;
	const places = actingCollections.flatMap((collection) => shards.map((shard) => ({collection, shard})));
	const [due, pending, parked] = await Promise.all([
		readDue(db, {shard: dueShard, asOf: now, after: undefined, limit: lookedAt.due}),
		Promise.all(places.map((place) => readPending(db, {...place, now, limit: lookedAt.pending}))),
		countParked(db, id),
	]);
	const own = due.filter((stored) => stored.path.startsWith(`${templatesOf(id)}/`));
	const waiting = pending.flat().filter(({path}) => accountIdIn(path) === id);
	return {
		oldestDueAt: oldest(own.map(({fields}) => String(fields.dueAt))),
		oldestPendingAt: oldest(waiting.map(({fields}) => String(fields.nextActAt))),
		parked,
		paused: account.billing?.paused ?? false,
		suspended: account.suspendedAt !== null,
	};
};

const countParked = (db: Db, accountId: string): Promise<number> =>
	db.count({collection: parkedOf(accountId), where: [{field: 'settledAt', op: '==', value: null}]});
