/** What makes automatic charges wait: a suspended or paused account, or the paused platform. */
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {readAccount} from '../accounts/index.ts';
import {keptForAWhile} from '../kernel/kept-for-a-while.ts';
import {platformPause, switchesKnownForMs} from '../platform-billing.ts';
import type {World} from '../world.ts';

/** Whether this charge must wait. `kind` of its step: what a person asked for (`asked`) goes on in a paused account. */
export type Brake = (invoice: Pick<InvoiceDocument, 'accountId'>, kind: string | undefined) => Promise<boolean>;

type Flags = {readonly suspended: boolean; readonly paused: boolean};
const accountsKept = 1000;

/**
 * Reads each account and the platform's switch at most twice a minute, however many invoices are charged: a read for each
 * charge would be over its budget (docs/invariants.md, 27 and 34). Make one for each process, not for each charge.
 */
export const chargingBrake = ({db, clock}: Pick<World, 'db' | 'clock'>): Brake => {
	const isPlatformPaused = platformPause({db, clock});
	const accounts = keptForAWhile<Flags>({size: accountsKept, ttlMs: switchesKnownForMs, wall: clock.wall});
	const flagsOf = async (accountId: string): Promise<Flags | undefined> => {
		const account = (await readAccount(db, accountId))?.document;
		return account && {suspended: account.suspendedAt !== null, paused: account.billing?.paused ?? false};
	};
	return async ({accountId}, kind) => {
		if (await isPlatformPaused()) return true;
		const flags = await accounts.get(accountId, () => flagsOf(accountId));
		return flags !== undefined && (flags.suspended || (flags.paused && kind !== 'asked'));
	};
};
