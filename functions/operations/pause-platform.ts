import type {Instant} from '../../schemas/basics.ts';
import {type PlatformBilling, PlatformBillingDocument} from '../../schemas/operations.ts';
import {transact} from '../commit.ts';
import {writeAs} from '../kernel/documents.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok} from '../kernel/result.ts';
import {platformBillingPath, readPlatformBilling} from '../platform-billing.ts';
import type {World} from '../world.ts';

export type Switching = {readonly paused: boolean; readonly reason: string | null; readonly now: Instant};

/**
 * Pauses billing for everybody, or lets it go on; answers how it stands. Processes learn of it within half a minute;
 * a page under way is finished. Nothing is lost: what is due stays due, charges are put off. Once more changes nothing.
 */
export const pausePlatform = async (
	world: Pick<World, 'db' | 'ids' | 'log'>,
	{paused, reason, now}: Switching,
): Promise<PlatformBilling> => {
	const done = await transact<{readonly billing: PlatformBilling}, never>(world, async () => {
		const stored = await world.db.get(platformBillingPath);
		const before = await readPlatformBilling({get: async () => stored});
		if (before.paused === paused && before.reason === reason) return ok({writes: [], answer: {billing: before}});
		const billing = {paused, reason: paused ? reason : null, since: now};
		const fields = writeAs(PlatformBillingDocument, {schema: 1, ...billing, commitId: ''});
		const write = stored
			? ({op: 'update', path: platformBillingPath, version: stored.version, fields} as const)
			: ({op: 'create', path: platformBillingPath, fields} as const);
		return ok({writes: [write], answer: {billing}});
	});
	invariant(done.ok, 'nothing refuses a switch');
	const {billing} = done.value;
	world.log.write('warning', billing.paused ? 'billing is paused for everybody' : 'billing goes on', {
		reason: billing.reason,
	});
	return billing;
};
