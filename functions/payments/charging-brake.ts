/** What makes automatic charges wait: a suspended or paused account, or the paused platform. */
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {readAccount} from '../accounts/index.ts';
import {keptForAWhile} from '../kernel/kept-for-a-while.ts';
import {platformPause, switchesKnownForMs} from '../platform-billing.ts';
import type {Db, World} from '../world.ts';

/** Whether this charge must wait. `kind` of its step: what a person asked for (`asked`) goes on in a paused account. */
export type Brake = (invoice: Pick<InvoiceDocument, 'accountId'>, kind: string | undefined) => Promise<boolean>;

type Flags = {readonly isSuspended: boolean; readonly isPaused: boolean};
const accountsKept = 1000;

/**
 * Reads each account and the platform's switch at most twice a minute, however many invoices are charged, as long as
 * nothing holds them: a read for each charge would be over its budget (docs/invariants.md, 27 and 34). What is held is
 * looked at each time, so that it goes on at once. Make one for each process, not for each charge.
 */
export const chargingBrake = ({db, clock}: Pick<World, 'db' | 'clock'>): Brake => {
	const isPlatformPaused = platformPause({db, clock});
	const known = keptForAWhile<Flags>({size: accountsKept, ttlMs: switchesKnownForMs, wall: clock.wall});
	return async ({accountId}, kind) => {
		if (await isPlatformPaused()) return true;
		const flags = await known.get(accountId, () => readFlags(db, accountId));
		if (flags === undefined || !(flags.isSuspended || flags.isPaused)) return false;
		known.forget(accountId);
		return flags.isSuspended || kind !== 'asked';
	};
};

const readFlags = async (db: Db, accountId: string): Promise<Flags | undefined> => {
	const account = (await readAccount(db, accountId))?.document;
	return account && {isSuspended: account.suspendedAt !== null, isPaused: account.billing?.paused ?? false};
};
