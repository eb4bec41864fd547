import {setTimeout as pause} from 'node:timers/promises';
import test from 'ava';
import {type InProcessBusSettings, inProcessBus} from '../../../functions/adapters/in-process-bus.ts';

/** A bus that never really waits and writes down how long it would have. */
const quick = (settings: Pick<InProcessBusSettings, 'deliver'> & Partial<InProcessBusSettings>) => {
	const waits: number[] = [];
	const wait = async (ms: number) => waits.push(ms);
	return {bus: inProcessBus({wait, now: () => '2026-01-31T00:00:00.000Z', ...settings}), waits};
};
const numbers = (count: number) => Array.from({length: count}, (_, n) => ({n}));

test('publishing resolves before anything is delivered, and idle after all of it', async (t) => {
	const taken: unknown[] = [];
	const {bus} = quick({deliver: async (_, {data}) => void taken.push(data.n)});
	await bus.publish('invoice.mail', numbers(10));
	t.deepEqual(taken, []);
	await bus.idle();
	t.is(taken.length, 10);
});

test('messages come in another order than they were published, the same in every run', async (t) => {
	const orderOf = async () => {
		const taken: unknown[] = [];
		const {bus} = quick({deliver: async (_, {data}) => void taken.push(data.n), concurrency: 1});
		await bus.publish('invoice.mail', numbers(20));
		await bus.idle();
		return taken;
	};
	const order = await orderOf();
	t.deepEqual(await orderOf(), order);
	t.notDeepEqual(
		order,
		numbers(20).map(({n}) => n),
	);
});

test('at most so many deliveries of a topic are under way at once, and topics do not wait for each other', async (t) => {
	const running = new Map<string, number>();
	const most = new Map<string, number>();
	const deliver = async (topic: string) => {
		const now = (running.get(topic) ?? 0) + 1;
		running.set(topic, now);
		most.set(topic, Math.max(most.get(topic) ?? 0, now));
		await pause(2);
		running.set(topic, now - 1);
	};
	const {bus} = quick({deliver, concurrency: (topic) => (topic === 'invoice.mail' ? 3 : 1)});
	await Promise.all([bus.publish('invoice.mail', numbers(12)), bus.publish('invoice.charge', numbers(4))]);
	await bus.idle();
	t.deepEqual(Object.fromEntries(most), {'invoice.mail': 3, 'invoice.charge': 1});
});

test('pauses double from the least to the most, and the message keeps its id and time', async (t) => {
	const seen = new Set<string>();
	const deliver: InProcessBusSettings['deliver'] = async (_, {id, publishTime}) => {
		seen.add(`${id} ${publishTime}`);
		throw new Error('not yet');
	};
	const {bus, waits} = quick({deliver, backoffMs: {min: 10_000, max: 60_000}, maxAttempts: () => 6});
	await bus.publish('invoice.mail', [{n: 1}]);
	await bus.idle();
	t.deepEqual(waits, [10_000, 20_000, 40_000, 60_000, 60_000]);
	t.deepEqual([...seen], ['1 2026-01-31T00:00:00.000Z']);
	const message = {id: '1', publishTime: '2026-01-31T00:00:00.000Z', data: {n: 1}};
	t.deepEqual(bus.deadLetters(), [{topic: 'invoice.mail', message, attempts: 6}]);
});

test('a replay takes the dead letters of one topic and tries each as often as a new message', async (t) => {
	let tries = 0;
	const deliver = async () => {
		tries += 1;
		throw new Error('never');
	};
	const {bus} = quick({deliver});
	await bus.publish('invoice.mail', numbers(2));
	await bus.publish('invoice.charge', numbers(1));
	await bus.idle();
	t.is(tries, 15);
	t.is(bus.replay('invoice.mail'), 2);
	t.deepEqual(
		bus.deadLetters().map(({topic}) => topic),
		['invoice.charge'],
	);
	await bus.idle();
	t.is(tries, 25);
	t.is(bus.deadLetters().length, 3);
});

test('closing lets deliveries finish and drops what waits', async (t) => {
	let finished = 0;
	const deliver = async () => {
		await pause(20);
		finished += 1;
		throw new Error('again, after ten seconds');
	};
	const bus = inProcessBus({deliver, concurrency: 2});
	await bus.publish('invoice.mail', numbers(5));
	await pause(5);
	await bus.close();
	t.is(finished, 2);
	await pause(30);
	t.is(finished, 2);
});

test('what is delivered is a copy', async (t) => {
	const message = {list: [1]};
	const taken: unknown[] = [];
	const {bus} = quick({deliver: async (_, {data}) => void taken.push(data.list)});
	await bus.publish('invoice.mail', [message]);
	message.list.push(2);
	await bus.idle();
	t.deepEqual(taken, [[1]]);
});
