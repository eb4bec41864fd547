/**
 * How far behind the platform is: what alarms watch is the age of what should have happened, not whether a job ran
 * (docs/operations.md).
 */
import type {Instant} from '../../schemas/basics.ts';
import type {PlatformAges} from '../../schemas/operations.ts';
import {readAccount} from '../accounts/index.ts';
import {actingCollections} from '../indexes.ts';
import {millisBetween} from '../kernel/calendar.ts';
import {accountIdIn} from '../kernel/documents.ts';
import {allShards} from '../kernel/outbox.ts';
import {readPlatformBilling} from '../platform-billing.ts';
import {readDue} from '../recurring/index.ts';
import type {Db, Stored, World} from '../world.ts';
import {readPending} from './find-pending.ts';

/** Started by the clock: one line for the metrics, about 290 reads each time where nothing is behind. */
export const measureAges = (world: Pick<World, 'db' | 'clock' | 'log'>) => async (): Promise<void> => {
	const now = await world.clock.now();
	const [ages, billing] = await Promise.all([readAges(world.db, now), readPlatformBilling(world.db)]);
	world.log.write('debug', 'ages', {
		oldestDueSeconds: secondsSince(ages.oldestDueAt, now),
		oldestPendingSeconds: secondsSince(ages.oldestPendingAt, now),
		parked: ages.parked,
		paused: billing.paused,
	});
};

const secondsSince = (instant: Instant | null, now: Instant): number =>
	instant === null ? 0 : Math.floor(millisBetween(instant, now) / 1000);

/** Of live accounts: test accounts have clocks of their own. Templates of accounts that are held back are not late. */
export const readAges = async (db: Db, now: Instant): Promise<PlatformAges> => {
	const due = await Promise.all(allShards.map((shard) => oldestDue(db, shard, now)));
	const places = actingCollections.flatMap((collection) => allShards.map((shard) => ({collection, shard})));
	const pending = await Promise.all(places.map((place) => readPending(db, {...place, now, limit: 1})));
	return {
		oldestDueAt: oldest(due),
		oldestPendingAt: oldest(pending.flat().map(({fields}) => String(fields.nextActAt))),
		parked: await db.count({collection: 'parked', group: true, where: [{field: 'settledAt', op: '==', value: null}]}),
	};
};

const duePerPage = 20;
/** Beyond that only accounts that are held back are due in a shard: nothing is late there. */
const mostPages = 25;

/** Passes over what a run passes over. */
const oldestDue = async (db: Db, shard: string, now: Instant): Promise<Instant | undefined> => {
	let after: {readonly dueAt: Instant; readonly path: string} | undefined;
	for (let page = 0; page < mostPages; page++) {
		const due = await readDue(db, {shard, asOf: now, after, limit: duePerPage});
		const held = await heldAmong(db, due);
		const late = due.find(({path}) => !held.has(accountIdIn(path)));
		if (late) return String(late.fields.dueAt);
		const last = due.at(-1);
		if (due.length < duePerPage || last === undefined) return undefined;
		after = {dueAt: String(last.fields.dueAt), path: last.path};
	}
	return undefined;
};

const heldAmong = async (db: Db, due: readonly Stored[]): Promise<ReadonlySet<string>> => {
	const ids = [...new Set(due.map(({path}) => accountIdIn(path)))];
	const accounts = await Promise.all(ids.map((id) => readAccount(db, id)));
	return new Set(
		accounts.flatMap((read) =>
			read && (read.document.suspendedAt !== null || read.document.billing?.paused) ? [read.document.id] : [],
		),
	);
};

export const oldest = (instants: readonly (Instant | undefined)[]): Instant | null =>
	instants.filter((instant) => instant !== undefined).sort()[0] ?? null;
