/** The switch for everybody: one document that runs and charges look at. */
import {type PlatformBilling, PlatformBillingDocument} from '../schemas/operations.ts';
import {readAs} from './kernel/documents.ts';
import {keptForAWhile} from './kernel/kept-for-a-while.ts';
import type {Db, World} from './world.ts';

export const platformBillingPath = 'platform/billing';

/** Nobody who never switched it has the document: then everything goes on. */
export const readPlatformBilling = async (db: Pick<Db, 'get'>): Promise<PlatformBilling> => {
	const stored = await db.get(platformBillingPath);
	if (stored === undefined) return {paused: false, reason: null, since: null};
	const {paused, reason, since} = readAs(PlatformBillingDocument, stored);
	return {paused, reason, since};
};

/** So old may be what a process knows of a switch that is not pulled. One that is pulled is looked at each time. */
export const switchesKnownForMs = 30_000;

/**
 * Whether the platform is paused: pausing is known within half a minute, going on at once. Make one for each process,
 * not for each message.
 */
export const platformPause = ({db, clock}: Pick<World, 'db' | 'clock'>): (() => Promise<boolean>) => {
	const known = keptForAWhile<boolean>({size: 1, ttlMs: switchesKnownForMs, wall: clock.wall});
	return async () => {
		const isPaused = (await known.get('paused', async () => (await readPlatformBilling(db)).paused)) ?? false;
		if (isPaused) known.forget('paused');
		return isPaused;
	};
};
