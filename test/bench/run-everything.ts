/** One whole run: tick, pages, finish; messages in a queue, as the bus would bring them. Steps of invoices are dropped. */
import {randomIds} from '../../functions/adapters/ids.ts';
import {billPage} from '../../functions/recurring/bill-page.ts';
import {finishRun} from '../../functions/recurring/finish-run.ts';
import {startBillingRun} from '../../functions/recurring/start-billing-run.ts';
import type {Db, Fields} from '../../functions/world.ts';

export const runEverything = async (db: Db, at: string): Promise<void> => {
	const queue: {readonly topic: string; readonly message: Fields}[] = [];
	const world = {
		db,
		bus: {
			publish: async (topic: string, messages: readonly Fields[]) => {
				for (const message of messages) if (/^(billing|run)\./.test(topic)) queue.push({topic, message});
			},
		},
		clock: {now: async () => at, wall: () => at},
		ids: randomIds(),
		log: {write: () => {}},
	};
	const act = {'billing.page': billPage(world), 'run.finish': finishRun(world)};
	await startBillingRun(world)();
	for (let next = queue.shift(); next; next = queue.shift()) {
		const handle = act[next.topic as keyof typeof act];
		if (handle) await handle(next.message);
	}
};
