/** The platform's switch, how far behind it is and its latest runs, for the workbench. */
import {pausePlatform, readAges} from '../../functions/operations/index.ts';
import {readPlatformBilling} from '../../functions/platform-billing.ts';
import type {World} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {PlatformAges, PlatformBilling} from '../../schemas/operations.ts';
import {type LatestRuns, latestRuns} from './runs.ts';

export type BillingBench = {
	readonly read: () => Promise<PlatformBilling & {readonly ages: PlatformAges}>;
	readonly runs: () => Promise<LatestRuns>;
	readonly pause: (paused: boolean, reason: string | null) => Promise<PlatformBilling>;
};

export const billingBench = (world: Pick<World, 'db' | 'ids' | 'log'>, now: () => Promise<Instant>): BillingBench => ({
	read: async () => ({...(await readPlatformBilling(world.db)), ages: await readAges(world.db, await now())}),
	runs: () => latestRuns(world.db),
	pause: async (paused, reason) => pausePlatform(world, {paused, reason, now: await now()}),
});
