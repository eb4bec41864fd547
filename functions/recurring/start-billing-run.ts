/** The tick: fans out one page per shard and never bills itself, so that it cannot be slow, fail halfway or bill twice. */
import type {Instant} from '../../schemas/basics.ts';
import {BillingPage} from '../../schemas/run.ts';
import {allShards} from '../kernel/outbox.ts';
import {readPlatformBilling} from '../platform-billing.ts';
import type {World} from '../world.ts';

/**
 * Ticks may come twice, late or never: due means `dueAt <= now`, and a page that finds nothing costs one read. None while
 * the platform is paused: what is due stays due.
 */
export const startBillingRun = (world: Pick<World, 'db' | 'bus' | 'clock'>) => async (): Promise<void> => {
	if ((await readPlatformBilling(world.db)).paused) return;
	const asOf = await world.clock.now();
	await world.bus.publish(
		'billing.page',
		allShards.map((shard) => BillingPage.parse({run: runIdAt(asOf), asOf, shard})),
	);
};

/** Names a run by its minute: two ticks of one minute count as one run. */
export const runIdAt = (at: Instant): string => `run_${at.slice(0, 16).replace(/\D/g, '')}`;

/** A run of one shard alone, for what became due by an edit. */
export const startDuePage = (world: Pick<World, 'bus'>, shard: string, asOf: Instant): Promise<void> =>
	world.bus.publish('billing.page', [BillingPage.parse({run: runIdAt(asOf), asOf, shard})]);
