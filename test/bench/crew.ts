/** Deals the pages of one run to worker processes that share a database, as Pub/Sub deals them to instances of a function. */
import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {dueAt} from './due-templates.ts';
import {type Message, runActs} from './run-everything.ts';
import type {Deal, Report, Took} from './run-worker.ts';
import {open, type Place, type Store} from './stores.ts';

export type Crew = {
	readonly workers: number;
	/** Every page of the tick is dealt twice, at once where two workers are free: two runs overlap from end to end. */
	readonly twice: boolean;
};
/** `redelivered`: pages that came again, because the database did not answer in time. */
export type Measured = Took & {readonly ms: number; readonly redelivered: number};

/** `peakMiB`: of the fullest worker; the rest is summed over all. Workers have warmed up elsewhere before the clock starts. */
export const runWith = async (store: Store, place: Place, {workers, twice}: Crew): Promise<Measured> => {
	const scratches = Array.from({length: workers}, () => store.fresh());
	const crew = await Promise.all(scratches.map((scratch) => hired(place, scratch.place)));
	for (const {remove} of scratches) remove();
	const waiting = await tickOf(place);
	const startedAt = performance.now();
	const redelivered = await drained(crew, twice ? waiting.flatMap((message) => [message, message]) : waiting);
	const ms = performance.now() - startedAt;
	const took = await Promise.all(crew.map(dismissed));
	const sum = (of: (one: Took) => number) => took.reduce((total, one) => total + of(one), 0);
	return {
		ms,
		redelivered,
		reads: sum(({reads}) => reads),
		writes: sum(({writes}) => writes),
		cpuMs: sum(({cpuMs}) => cpuMs),
		peakMiB: Math.max(...took.map(({peakMiB}) => peakMiB)),
	};
};

const mostRedelivered = 100;

/** The heap that V8 gives itself where billPage runs, in 256 MiB; on a large machine it would let garbage lie. */
const asDeployed = ['--max-old-space-size=128', '--max-semi-space-size=1'];

const hired = async (place: Place, scratch: Place): Promise<ChildProcess> => {
	const worker = fork(join(import.meta.dirname, 'run-worker.ts'), [JSON.stringify(place), JSON.stringify(scratch)], {
		execArgv: asDeployed,
	});
	await answer<Report>(worker);
	return worker;
};

const tickOf = async (place: Place): Promise<readonly Message[]> => {
	const {db, close} = await open(place);
	const messages: Message[] = [];
	await runActs(db, dueAt, (message) => messages.push(message)).tick();
	await close();
	return messages;
};

/** Until no message waits and none is under way; answers how many came again, as a push subscription would bring them. */
const drained = async (crew: readonly ChildProcess[], messages: readonly Message[]): Promise<number> => {
	let redelivered = 0;
	const waiting = [...messages];
	const idle = [...crew];
	const {promise, resolve, reject} = Promise.withResolvers<void>();
	const deal = (): void => {
		while (waiting.length > 0 && idle.length > 0) {
			const worker = idle.shift();
			const message = waiting.shift();
			if (worker && message)
				asked<Report>(worker, {take: message}).then((report) => back(worker, message, report), reject);
		}
		if (waiting.length === 0 && idle.length === crew.length) resolve();
	};
	const back = (worker: ChildProcess, message: Message, {published, done}: Report): void => {
		if (!done) redelivered += 1;
		waiting.push(...(done ? published : [message]));
		if (redelivered > mostRedelivered) reject(new Error(`${redelivered} pages came again`));
		idle.push(worker);
		deal();
	};
	deal();
	await promise;
	return redelivered;
};

const dismissed = async (worker: ChildProcess): Promise<Took> => {
	const ended = once(worker, 'exit');
	const took = await asked<Took>(worker, {end: true});
	await ended;
	return took;
};

const asked = <Answer>(worker: ChildProcess, deal: Deal): Promise<Answer> => {
	const answered = answer<Answer>(worker);
	worker.send(deal);
	return answered;
};

/** What a worker says next; a worker that dies instead fails the bench. */
const answer = <Answer>(worker: ChildProcess): Promise<Answer> =>
	new Promise((resolve, reject) => {
		const died = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
		worker.once('exit', died);
		worker.once('message', (message) => {
			worker.off('exit', died);
			resolve(message as Answer);
		});
	});
