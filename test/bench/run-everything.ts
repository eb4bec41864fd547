/** One whole run: tick, pages, finish; messages in a queue, as the bus would bring them. Steps of invoices are dropped. */
import {randomIds} from '../../functions/adapters/ids.ts';
import {billPage} from '../../functions/recurring/bill-page.ts';
import {finishRun} from '../../functions/recurring/finish-run.ts';
import {startBillingRun} from '../../functions/recurring/start-billing-run.ts';
import type {Db, Fields} from '../../functions/world.ts';

export type Message = {readonly topic: string; readonly message: Fields};

/** The acts of a run over `db` at an instant that stands still. What they publish of the run itself goes to `passOn`. */
export const runActs = (db: Db, at: string, passOn: (message: Message) => void) => {
	const world = {
		db,
		bus: {
			publish: async (topic: string, messages: readonly Fields[]) => {
				for (const message of messages) if (/^(billing|run)\./.test(topic)) passOn({topic, message});
			},
		},
		clock: {now: async () => at, wall: () => at},
		ids: randomIds(),
		log: {write: () => {}},
	};
	const act = {'billing.page': billPage(world), 'run.finish': finishRun(world)};
	return {
		tick: startBillingRun(world),
		take: async ({topic, message}: Message): Promise<void> => {
			await act[topic as keyof typeof act]?.(message);
		},
	};
};

export const runEverything = async (db: Db, at: string): Promise<void> => {
	const queue: Message[] = [];
	const {tick, take} = runActs(db, at, (message) => queue.push(message));
	await tick();
	for (let next = queue.shift(); next; next = queue.shift()) await take(next);
};
