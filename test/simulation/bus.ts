/** A broker that keeps its word and no more: at least once, in no order, again after a growing pause, aside after too many tries. */
import {functions} from '../../functions/index.ts';
import type {Fields} from '../../functions/world.ts';
import {showsCanary} from './canary.ts';
import type {Sim, Task} from './sim.ts';

export type Run = (task: Task, topic: string, message: Fields) => Promise<void>;
export type Broker = ReturnType<typeof openBus>;

type Letter = {
	readonly topic: string;
	readonly message: Fields;
	readonly key: string;
	readonly nth: number;
	tries: number;
	isOver: boolean;
};
type Listener = {
	readonly timeoutSeconds: number;
	readonly retry: {
		readonly minBackoffSeconds: number;
		readonly maxBackoffSeconds: number;
		readonly maxAttempts: number;
	};
};

const listeners: ReadonlyMap<string, Listener> = new Map(
	functions.flatMap((entry) => (entry.kind === 'event' ? entry.topics.map((topic) => [topic, entry] as const) : [])),
);
const day = 86_400_000;
/** Tries after which a message waits long for the next one. */
const patience = 4;

export const openBus = (sim: Sim, run: Run) => {
	const {draw, loop, tasks, faults} = sim;
	/** Letters that are not done and will come by themselves, or only much later. */
	const open = new Set<Letter>();
	const copies = new Set<Letter>();
	/** All that was ever published. */
	const said: (readonly [topic: string, message: string])[] = [];

	const over = (letter: Letter): void => {
		letter.isOver = true;
		open.delete(letter);
		copies.delete(letter);
	};
	const again = (letter: Letter, afterMs: number): void => loop.after(afterMs, () => deliver(letter));
	const retry = (letter: Letter): void => {
		const {minBackoffSeconds, maxBackoffSeconds, maxAttempts} = listenerOf(letter.topic).retry;
		if (letter.tries >= maxAttempts) {
			sim.note('dead_letter');
			over(letter);
		} else again(letter, 1000 * Math.min(maxBackoffSeconds, minBackoffSeconds * 2 ** (letter.tries - 1)));
	};
	const deliver = (letter: Letter): void => {
		if (letter.isOver) return;
		letter.tries++;
		const {timeoutSeconds} = listenerOf(letter.topic);
		let settled = false;
		const once = (then: () => void) => (): void => {
			if (settled) return;
			settled = true;
			then();
		};
		const died = once(() => again(letter, draw.between(10_000, 60_000, 'lease', letter.key, letter.nth, letter.tries)));
		const failed = once(() => retry(letter));
		const done = once(() => {
			const lost = faults.meet('ack', `${letter.key} ack`, letter.nth * 100 + letter.tries);
			if (lost === undefined) over(letter);
			else again(letter, draw.between(10_000, 600_000, 'no ack', letter.key, letter.nth));
		});
		const task = tasks.start(
			letter.key,
			(started) =>
				run(started, letter.topic, letter.message).then(
					() => done(),
					() => failed(),
				),
			died,
		);
		// Whoever takes longer than allowed works on, while another one begins.
		loop.after(timeoutSeconds * 1000, () => {
			if (task.done || task.dead) return;
			sim.note('overlap');
			failed();
		});
	};
	const accept = (topic: string, message: Fields): void => {
		const key = `${topic} ${nameOf(message)}`;
		const nth = tasks.count(`letter ${key}`);
		// A sweep finds again and again what waits for its next try anyway: most of these copies are left out.
		const isTried = [...open].some((other) => other.key === key && other.tries >= patience);
		if (isTried && draw.chance('copy', key, nth) < 0.9) return;
		const letter = {topic, message, key, nth, tries: 0, isOver: false};
		const delayMs = draw.between(2, 300, 'deliver', key, nth);
		const kind = faults.meet('deliver', `${key} deliver`, nth);
		if (kind === 'message_lost') return;
		open.add(letter);
		if (kind === 'message_twice') {
			const twin = {...letter};
			open.add(twin);
			again(twin, draw.between(2, 60_000, 'twin', key, nth));
		}
		if (kind === 'message_days_late') {
			const copy = {...letter};
			copies.add(copy);
			again(copy, draw.between(3_600_000, 7 * day, 'copy', key, nth));
		}
		again(letter, kind === 'message_late' ? draw.between(10_000, 3 * 3_600_000, 'late', key, nth) : delayMs);
	};
	return {
		publish: (topic: string, messages: readonly Fields[]): void => {
			for (const message of messages) {
				if (topic === 'billing.page' && !isUsedShard(sim, message)) continue;
				const sent = JSON.stringify(message);
				if (showsCanary(sent)) sim.leaks.push(sent);
				said.push([topic, sent]);
				accept(topic, JSON.parse(sent));
			}
		},
		/** Every message that was ever published comes once more. */
		repeat: (): void => {
			for (const [topic, sent] of [...said]) accept(topic, JSON.parse(sent));
		},
		/** Whether any message is under way, copies that come days later left out. */
		isBusy: (): boolean => open.size > 0,
		open: (): readonly string[] => [...open].map(({key, tries}) => `${key} (${tries})`),
		/** Everything that is still held back comes now. */
		hurry: (): void => {
			for (const letter of [...copies]) {
				copies.delete(letter);
				open.add(letter);
				again(letter, 1000);
			}
		},
	};
};

/** Pages of shards in which no template ever was find nothing. */
const isUsedShard = (sim: Sim, {shard}: Fields): boolean =>
	sim.used.has(`templates ${shard}`) || sim.used.has(`runs ${shard}`);

const listenerOf = (topic: string): Listener => {
	const listener = listeners.get(topic);
	if (listener === undefined) throw new Error(`nobody listens to ${topic}`);
	return listener;
};

/** Names the work of a message, whatever its random parts. */
const nameOf = (message: Fields): string => {
	const {path, shard, run, type, metadata, from} = message;
	if (typeof path === 'string') return path;
	if (shard !== undefined) return `${shard} ${run}`;
	if (type !== undefined) return `${type} ${metadataName(metadata)}`;
	return from === undefined ? '' : JSON.stringify(from);
};

const metadataName = (metadata: unknown): string =>
	typeof metadata === 'object' && metadata !== null
		? ['invoice', 'refund', 'payment', 'customer', 'cycle', 'via']
				.map((name) => Reflect.get(metadata, name) ?? '')
				.join(' ')
		: '';
