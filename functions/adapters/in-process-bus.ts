/**
 * The `bus` port in memory, with the delivery rules of a push subscription: at least once, in no order, again after a
 * growing pause, and aside as a dead letter after too many tries.
 */
import {setTimeout as sleep} from 'node:timers/promises';
import {invariant} from '../kernel/invariant.ts';
import type {Bus, Fields} from '../world.ts';

/** The id stays the same over redeliveries. */
export type Delivery = {readonly id: string; readonly publishTime: string; readonly data: Fields};
export type DeadLetter = {readonly topic: string; readonly message: Delivery; readonly attempts: number};

export type InProcessBusSettings = {
	/** Rejects: not done, deliver again. */
	readonly deliver: (topic: string, message: Delivery) => Promise<void>;
	/** The pause before try 2, 3 …: doubles from the first to the second. Default 10 s to 600 s, as Pub/Sub does. */
	readonly backoffMs?: {readonly min: number; readonly max: number};
	/** Tries before a message is put aside; at least 1, default 5. */
	readonly maxAttempts?: number | ((topic: string) => number);
	/** Deliveries of one topic at a time, default 4. */
	readonly concurrency?: number | ((topic: string) => number);
	readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
	/** For `publishTime`. */
	readonly now?: () => string;
};

export type InProcessBus = Bus & {
	/** Resolves when nothing is queued, under way or waiting for its next try. */
	idle(): Promise<void>;
	deadLetters(): readonly DeadLetter[];
	/** Publishes the dead letters of a topic again, and answers how many. */
	replay(topic: string): number;
	/** Finishes what is under way and drops the rest. */
	close(): Promise<void>;
};

type Letter = {readonly message: Delivery; attempts: number};
type Queue = {readonly waiting: Letter[]; running: number; called: boolean};

/** What is queued is lost with the process, as a crash before publishing would lose it: the sweeper finds both. */
export const inProcessBus = (settings: InProcessBusSettings): InProcessBus => {
	const {deliver, backoffMs = {min: 10_000, max: 600_000}, maxAttempts = 5, concurrency = 4} = settings;
	const wait = settings.wait ?? ((ms, signal) => sleep(ms, undefined, {signal}));
	const now = settings.now ?? (() => new Date().toISOString());
	const closing = new AbortController();
	const queues = new Map<string, Queue>();
	const shuffle = shuffling();
	let published = 0;
	/** All that is queued, under way or pausing. */
	let open = 0;
	let dead: readonly DeadLetter[] = [];
	let idlers: (() => void)[] = [];

	const queueOf = (topic: string): Queue => {
		const queue = queues.get(topic) ?? {waiting: [], running: 0, called: false};
		queues.set(topic, queue);
		return queue;
	};
	const enqueue = (topic: string, letter: Letter): void => {
		const queue = queueOf(topic);
		queue.waiting.push(letter);
		if (!queue.called) setImmediate(pump, topic);
		queue.called = true;
	};
	const pump = (topic: string): void => {
		const queue = queueOf(topic);
		queue.called = false;
		while (!closing.signal.aborted && queue.running < limit(concurrency, topic) && queue.waiting.length > 0) {
			const letter = takeOut(queue.waiting, shuffle(queue.waiting.length));
			if (letter) run(topic, queue, letter);
		}
	};
	const run = (topic: string, queue: Queue, letter: Letter): void => {
		queue.running += 1;
		letter.attempts += 1;
		deliver(topic, letter.message)
			.then(settle, () => tryAgain(topic, letter))
			.finally(() => {
				queue.running -= 1;
				pump(topic);
				release();
			});
	};
	const tryAgain = (topic: string, letter: Letter): void => {
		if (letter.attempts >= limit(maxAttempts, topic)) {
			dead = [...dead, {topic, ...letter}];
			settle();
			return;
		}
		const pauseMs = Math.min(backoffMs.max, backoffMs.min * 2 ** (letter.attempts - 1));
		wait(pauseMs, closing.signal).then(
			() => enqueue(topic, letter),
			(error: unknown) => invariant(closing.signal.aborted, `a pause that ends: ${error}`),
		);
	};
	const settle = (): void => {
		open -= 1;
	};
	const isQuiet = () =>
		closing.signal.aborted ? [...queues.values()].every(({running}) => running === 0) : open === 0;
	const release = (): void => {
		if (!isQuiet()) return;
		for (const idler of idlers) idler();
		idlers = [];
	};
	const idle = () => new Promise<void>((resolve) => (isQuiet() ? resolve() : idlers.push(resolve)));
	const accept = (topic: string, message: Delivery): void => {
		open += 1;
		enqueue(topic, {message, attempts: 0});
	};
	return {
		publish: async (topic, messages) => {
			for (const message of messages) {
				published += 1;
				accept(topic, {id: String(published), publishTime: now(), data: asSent(message)});
			}
		},
		idle,
		deadLetters: () => dead,
		replay: (topic) => {
			const letters = dead.filter((letter) => letter.topic === topic);
			dead = dead.filter((letter) => letter.topic !== topic);
			for (const {message} of letters) accept(topic, message);
			return letters.length;
		},
		close: async () => {
			closing.abort();
			await idle();
		},
	};
};

const limit = (of: number | ((topic: string) => number), topic: string): number =>
	typeof of === 'number' ? of : of(topic);

/** In no time however long the queue is: its last one moves up. */
const takeOut = (letters: Letter[], at: number): Letter | undefined => {
	const taken = letters[at];
	const last = letters.pop();
	if (last !== undefined && at < letters.length) letters[at] = last;
	return taken;
};

/** A copy, as it comes out of a broker. */
const asSent = (message: Fields): Fields => {
	const data = JSON.parse(JSON.stringify(message)) as Fields;
	invariant(Object.keys(data).length > 0, 'a message that is not empty');
	return data;
};

/** The same disorder in every run: a linear congruential generator (Numerical Recipes). */
const shuffling = (): ((length: number) => number) => {
	let state = 1;
	return (length) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * length);
	};
};
