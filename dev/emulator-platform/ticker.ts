/** What Cloud Scheduler starts every few minutes, started now for what waits now. */
import type {Db} from '../../functions/world.ts';
import {type Due, dueBy} from '../clock/due.ts';
import type {Schedules} from './schedules.ts';
import type {SharedClock} from './shared-clock.ts';

export type TickerParts = {readonly db: Db; readonly clock: SharedClock; readonly schedules: Schedules};

export const ticker =
	({db, clock, schedules}: TickerParts) =>
	async ({billing, sweep}: {readonly billing: boolean; readonly sweep: boolean}): Promise<void> => {
		await clock.shown();
		await Promise.all([
			...(billing ? [schedules.publish('billing.tick', {})] : []),
			...(sweep ? sweepsOf(await dueBy(db, clock.now())) : []).map((from) => schedules.publish('sweep.tick', {from})),
		]);
	};

/** Where to sweep: the whole sweep asks hundreds of times, which an emulator takes a second for, at every instant. */
const sweepsOf = (due: readonly Due[]) => {
	const places = due
		.filter(({wants}) => wants === 'sweep')
		.map(({path, shard}) => ({collection: path.split('/').at(-2) ?? '', shard}));
	return [...new Map(places.map((place) => [`${place.collection} ${place.shard}`, place])).values()];
};
