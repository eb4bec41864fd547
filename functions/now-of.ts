/**
 * What time it is in an account: a test account has a clock of its own, which stands still until it is moved; all
 * others live by the platform's. Whatever stamps or decides asks here. Ages of tokens, signatures and keys do not.
 */
import type {Instant} from '../schemas/basics.ts';
import {accountIdIn} from './kernel/documents.ts';
import {hasOwnClock} from './kernel/outbox.ts';
import type {Stored, World} from './world.ts';

type Clocked = Pick<World, 'db' | 'clock'>;

/** The time of a document with an outbox. Reads the account only where it has a clock of its own, and then each time: clocks move. */
export const nowOf = (world: Clocked, {path, fields}: Pick<Stored, 'path' | 'fields'>): Promise<Instant> =>
	hasOwnClock(fields.actShard) ? nowIn(world, accountIdIn(path)) : world.clock.now();

/** The time in an account, for which it is read. */
export const nowIn = async ({db, clock}: Clocked, accountId: string): Promise<Instant> => {
	const clockAt = (await db.get(`accounts/${accountId}`))?.fields.clockAt;
	return typeof clockAt === 'string' ? clockAt : clock.now();
};
