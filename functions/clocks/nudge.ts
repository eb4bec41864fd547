import type {Instant} from '../../schemas/basics.ts';
import {BillingPage} from '../../schemas/run.ts';
import {ownShardOf} from '../kernel/outbox.ts';
import {publishStored} from '../publish.ts';
import {startDuePage} from '../recurring/index.ts';
import type {World} from '../world.ts';
import type {Waiting} from './store.ts';

export type Nudged = {readonly accountId: string; readonly at: Instant; readonly left: readonly Waiting[]};

/**
 * Starts what is due in a test account at the instant where its clock stands: a billing run of its shard, the end of
 * runs whose last page was lost, the first step of each document. Doing it twice is harmless, as everywhere.
 */
export const nudge = async (world: Pick<World, 'bus'>, {accountId, at, left}: Nudged): Promise<void> => {
	const shard = ownShardOf(accountId);
	const of = (wanted: Waiting['wants']) => left.filter(({wants}) => wants === wanted).map(({stored}) => stored);
	const pages = of('finish').map(({fields}) => BillingPage.parse({run: fields.id, asOf: fields.startedAt, shard}));
	await Promise.all([
		...(of('billing').length > 0 ? [startDuePage(world, shard, at)] : []),
		...(pages.length > 0 ? [world.bus.publish('billing.page', pages)] : []),
		publishStored(world.bus, of('step')),
	]);
};
