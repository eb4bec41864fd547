/** How what waits is found, across the domains that wrote it. */
import type {Instant} from '../../schemas/basics.ts';
import type {Db, Stored} from '../world.ts';

export type PendingQuery = {
	readonly collection: string;
	readonly shard: string;
	readonly now: Instant;
	readonly limit: number;
	readonly after?: {readonly nextActAt: Instant; readonly path: string} | undefined;
};

/** Documents of one shard whose next step's time has passed, the longest waiting first. */
export const readPending = (db: Db, {collection, shard, now, limit, after}: PendingQuery): Promise<readonly Stored[]> =>
	db.query({
		collection,
		group: true,
		where: [
			{field: 'actShard', op: '==', value: shard},
			{field: 'nextActAt', op: '<=', value: now},
		],
		orderBy: [{field: 'nextActAt', direction: 'asc'}],
		limit,
		...(after ? {after: {values: [after.nextActAt], path: after.path}} : {}),
	});
