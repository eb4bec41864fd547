/**
 * Finds what a crash left and what has come due: every document whose next step's time has passed is told again to
 * whoever does the step. Telling twice is harmless, because each step looks whether it is still to be done.
 */
import type {Instant} from '../../schemas/basics.ts';
import {clockId} from '../../schemas/clock.ts';
import {SweepMessage} from '../../schemas/operations.ts';
import {actingCollections} from '../indexes.ts';
import {allShards, shardOf} from '../kernel/outbox.ts';
import {publishStored} from '../publish.ts';
import type {World} from '../world.ts';
import {readPending} from './find-pending.ts';

type SweepingWorld = Pick<World, 'db' | 'bus' | 'clock'>;

const documentsPerPage = 100;
const shardsAtOnce = 8;
/** More of one shard and collection are left to a message of their own, so that one call stays short. */
const pagesPerCall = 10;

/**
 * Started by the clock with `{}` for everything, or by itself with where to go on. Test accounts have clocks of their own:
 * of them only the clocks that are being moved wait here, all in one shard.
 */
export const sweep =
	(world: SweepingWorld) =>
	async (message: unknown): Promise<void> => {
		const {from} = SweepMessage.parse(message);
		const now = await world.clock.now();
		if (from) return sweepShard(world, now, from);
		const places = [
			...actingCollections.flatMap((collection) => allShards.map((shard) => ({collection, shard}))),
			{collection: 'clocks', shard: shardOf(clockId)},
		];
		const queue = places.values();
		const worker = async (): Promise<void> => {
			for (const place of queue) await sweepShard(world, now, place);
		};
		await Promise.all(Array.from({length: shardsAtOnce}, worker));
	};

type Place = NonNullable<SweepMessage['from']>;

const sweepShard = async (world: SweepingWorld, now: Instant, place: Place): Promise<void> => {
	let from: Place = place;
	for (let page = 0; page < pagesPerCall; page++) {
		const found = await readPending(world.db, {...from, now, limit: documentsPerPage});
		await publishStored(world.bus, found);
		const last = found.at(-1);
		if (found.length < documentsPerPage || last === undefined) return;
		from = {...place, after: {nextActAt: String(last.fields.nextActAt), path: last.path}};
	}
	await world.bus.publish('sweep.tick', [SweepMessage.parse({from})]);
};
