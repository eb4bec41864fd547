/** A worker process of the measured run: bills the pages it is dealt, and says at the end what it took. */

import {Outage} from '../../functions/kernel/outage.ts';
import {counting} from './counting.ts';
import {dueAt, putDueTemplates} from './due-templates.ts';
import {type Message, runActs, runEverything} from './run-everything.ts';
import {open, type Place} from './stores.ts';

/** From the dealer: a message to work on, or the end. */
export type Deal = {readonly take: Message} | {readonly end: true};
/** To the dealer: what the work published; at the end what it took. The peak is the whole process's, from its first moment. */
export type Report = {readonly published: readonly Message[]; readonly done: boolean};
export type Took = {
	readonly reads: number;
	readonly writes: number;
	readonly peakMiB: number;
	readonly cpuMs: number;
};

const warmUp = 500;

const main = async (place: Place, scratch: Place): Promise<void> => {
	const rehearsal = await open(scratch);
	await putDueTemplates(rehearsal.db, warmUp);
	await runEverything(rehearsal.db, dueAt);
	await rehearsal.close();

	const {db, close} = await open(place);
	const {db: counted, counts} = counting(db);
	const published: Message[] = [];
	const {take} = runActs(counted, dueAt, (message) => published.push(message));
	const before = process.cpuUsage();
	process.on('message', async (deal: Deal) => {
		if ('take' in deal) {
			const done = await take(deal.take).then(
				() => true,
				(failure: unknown) => {
					if (failure instanceof Outage) return false;
					throw failure;
				},
			);
			process.send?.({published: published.splice(0), done} satisfies Report);
			return;
		}
		const {user, system} = process.cpuUsage(before);
		const peakMiB = process.resourceUsage().maxRSS / 1024;
		process.send?.({...counts, peakMiB, cpuMs: (user + system) / 1000} satisfies Took);
		await close();
		process.disconnect();
	});
	process.send?.({published: [], done: true} satisfies Report);
};

const [place = '', scratch = ''] = process.argv.slice(2);
await main(JSON.parse(place), JSON.parse(scratch));
