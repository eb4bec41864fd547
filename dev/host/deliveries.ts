import {type InProcessBus, inProcessBus} from '../../functions/adapters/in-process-bus.ts';
import type {DeployedFunction, EventFunction} from '../../functions/index.ts';
import {invariant} from '../../functions/kernel/invariant.ts';
import type {Fields, Value} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {Happenings} from './happenings.ts';
import type {Host} from './host.ts';
import type {KeptMessages} from './kept-messages.ts';

export type LocalBus = InProcessBus & {
	/** Starts what a cron job starts: the message is `{}`, which no function publishes itself. */
	fire(topic: string): Promise<void>;
	/** Publishes again what the last process took and did not deliver. */
	takeUp(): Promise<void>;
};

/**
 * What is told once and stands in no document: the provider's events. They lie on disk until they are delivered; all
 * other messages a sweep finds again.
 */
const lasting: readonly string[] = ['stripe.event'];

/** Here nobody waits ten minutes for another try: the same number of tries, 2000 times sooner (20 take four seconds). */
const hurry = 2000;

/** A bus whose messages go to the functions of the table, each to the one that its topic starts. `host` is asked for with the first delivery. */
export const functionBus = (
	table: readonly DeployedFunction[],
	host: () => Host,
	watch: {readonly happenings: Happenings; readonly now: () => Instant},
	kept: KeptMessages,
): LocalBus => {
	const listeners = new Map(
		table.flatMap((entry) => (entry.kind === 'event' ? entry.topics.map((topic) => [topic, entry] as const) : [])),
	);
	const listener = (topic: string): EventFunction => {
		const entry = listeners.get(topic);
		invariant(entry, `a function listens to ${topic}`);
		return entry;
	};
	const retries = [...listeners.values()].map(({retry}) => retry);
	const hopeless = rememberHopeless();
	const bus = inProcessBus({
		deliver: (topic, {id, data}) => {
			const {message, keptAs} = opened(data);
			const {name, retry} = listener(topic);
			const run = async (): Promise<void> => {
				await host().deliver(name, topic, message, id);
				if (keptAs !== undefined) kept.forget(keptAs);
			};
			return hopeless.spare({key: `${topic} ${message.path ?? id}`, id, maxAttempts: retry.maxAttempts}, () =>
				observed(topic, name, message, watch, run),
			);
		},
		concurrency: (topic) => listener(topic).concurrency,
		maxAttempts: (topic) => listener(topic).retry.maxAttempts,
		backoffMs: {
			min: soonest(retries.map(({minBackoffSeconds}) => minBackoffSeconds)),
			max: soonest(retries.map(({maxBackoffSeconds}) => maxBackoffSeconds)),
		},
	});
	const lay = (topic: string, message: Fields): Fields => ({keptAs: kept.keep(topic, message).id, message});
	return {
		...bus,
		publish: (topic, messages) =>
			bus.publish(topic, lasting.includes(topic) ? messages.map((message) => lay(topic, message)) : messages),
		fire: (topic) => bus.publish(topic, [{fired: true}]),
		takeUp: async () => {
			for (const {id, topic, message} of kept.left()) await bus.publish(topic, [{keptAs: id, message}]);
		},
	};
};

/** `keptAs`: under which it lies on disk. */
const opened = (data: Fields): {readonly message: Fields; readonly keptAs?: number} => {
	if ('fired' in data) return {message: {}};
	const {keptAs, message} = data;
	return typeof keptAs === 'number' && isFields(message) ? {message, keptAs} : {message: data};
};

const isFields = (value: Value | undefined): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const soonest = (seconds: readonly number[]): number => Math.ceil((Math.min(...seconds, 600) * 1000) / hurry);

/**
 * Work that has become a dead letter is published again by every sweep. From then on it gets one try each time, so
 * that one poisoned document does not hold up whoever waits for the bus to be idle.
 */
const rememberHopeless = () => {
	const hopeless = new Set<string>();
	const failures = new Map<string, number>();
	return {
		spare: async (
			{key, id, maxAttempts}: {readonly key: string; readonly id: string; readonly maxAttempts: number},
			run: () => Promise<void>,
		): Promise<void> => {
			try {
				await run();
				hopeless.delete(key);
				failures.delete(id);
			} catch (error) {
				if (hopeless.has(key)) return;
				const count = (failures.get(id) ?? 0) + 1;
				failures.set(id, count);
				if (count < maxAttempts) throw error;
				hopeless.add(key);
				failures.delete(id);
				throw error;
			}
		},
	};
};

const observed = async (
	topic: string,
	name: string,
	message: Fields,
	{happenings, now}: {readonly happenings: Happenings; readonly now: () => Instant},
	run: () => Promise<void>,
): Promise<void> => {
	const startedAt = performance.now();
	const note = (outcome: 'done' | 'failed', detail: string | null): void => {
		if (outcome === 'done' && isRoutine(topic)) return;
		const what = typeof message.path === 'string' ? `${name} ${message.path.split('/').at(-1)}` : name;
		happenings.add({at: now(), what, outcome, ms: performance.now() - startedAt, detail});
	};
	try {
		await run();
		note('done', null);
	} catch (error) {
		note('failed', String(error));
		throw error;
	}
};

/** Ticks and their pages run all the time and mostly find nothing. */
const isRoutine = (topic: string): boolean => topic.endsWith('.tick') || topic === 'billing.page';
