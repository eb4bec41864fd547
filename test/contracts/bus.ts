/** What every bus must keep, whichever it is: the contract of the `bus` port. */
import {randomBytes} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import type {ExecutionContext, TestFn} from 'ava';
import {Bug} from '../../functions/kernel/invariant.ts';
import type {Bus, Fields} from '../../functions/world.ts';

export type Received = {readonly id: string; readonly publishTime: string; readonly data: Fields};
/** A bus whose subscriptions try 5 times, 0.1 to 0.4 s apart or more. */
export type Subject = {
	readonly bus: Bus;
	/** From now on messages of the topic go to `take`; its rejection means: not done. */
	listen(topic: string, take: (message: Received) => Promise<void>): Promise<void>;
	/** Publishes the dead letters of the topic again, and answers how many. */
	replay(topic: string): Promise<number>;
	close(): Promise<void>;
};

const freshTopic = (): string => `invoice.test${randomBytes(6).toString('hex')}`;

const until = async (t: ExecutionContext, holds: () => boolean): Promise<void> => {
	for (const end = Date.now() + 60_000; !holds() && Date.now() < end; ) await pause(20);
	t.true(holds());
};

type Case = readonly [title: string, run: (t: ExecutionContext, subject: Subject) => Promise<void>];

const cases: readonly Case[] = [
	[
		'every message arrives, in whatever order, as it was sent, with an id and a time',
		async (t, {bus, listen}) => {
			const topic = freshTopic();
			const arrived = new Map<string, Received>();
			await listen(topic, async (message) => {
				arrived.set(message.id, message);
			});
			const sent = Array.from({length: 120}, (_, n) => ({
				n,
				text: 'Grüße 世界',
				map: {list: [1, null, {}]},
				gone: undefined,
			}));
			await bus.publish(topic, sent.slice(0, 1));
			await bus.publish(topic, sent.slice(1));
			await until(t, () => arrived.size === 120);
			const messages = [...arrived.values()].sort((left, right) => Number(left.data.n) - Number(right.data.n));
			t.deepEqual(
				messages.map(({data}) => data),
				sent.map(({gone: _, ...data}) => data),
			);
			t.true(messages.every(({id, publishTime}) => id !== '' && !Number.isNaN(Date.parse(publishTime))));
		},
	],
	[
		'nothing to publish is fine, an empty message is a bug',
		async (t, {bus, listen}) => {
			const topic = freshTopic();
			await listen(topic, async () => {});
			await bus.publish(topic, []);
			await t.throwsAsync(() => bus.publish(topic, [{}]), {instanceOf: Bug});
			await t.throwsAsync(() => bus.publish(topic, [{gone: undefined}]), {instanceOf: Bug});
		},
	],
	[
		'what fails comes again after a pause, as the same message, and does not hold up others',
		async (t, {bus, listen}) => {
			const topic = freshTopic();
			const tries: {at: number; id: string}[] = [];
			const others = new Set<unknown>();
			await listen(topic, async ({id, data}) => {
				if (data.n !== 0) {
					others.add(data.n);
					return;
				}
				tries.push({at: Date.now(), id});
				if (tries.length < 3) throw new Error('not yet');
			});
			await bus.publish(
				topic,
				Array.from({length: 10}, (_, n) => ({n})),
			);
			await until(t, () => tries.length >= 3 && others.size === 9);
			t.is(new Set(tries.map(({id}) => id)).size, 1);
			const [first, second, third] = tries.map(({at}) => at);
			t.true(Number(second) - Number(first) >= 95 && Number(third) - Number(second) >= 95);
			await pause(1000);
			t.is(tries.length, 3);
		},
	],
	[
		'after five tries a message is put aside, and a replay brings it back',
		async (t, {bus, listen, replay}) => {
			const topic = freshTopic();
			let failing = true;
			const tries: unknown[] = [];
			const done: Fields[] = [];
			await listen(topic, async ({data}) => {
				tries.push(data.n);
				if (failing) throw new Error('never');
				done.push(data);
			});
			await bus.publish(topic, [{n: 1, text: 'aside'}]);
			await until(t, () => tries.length >= 5);
			await pause(1500);
			t.is(tries.length, 5);
			failing = false;
			// A broker may take a while to put it aside.
			let replayed = 0;
			for (let turn = 0; turn < 10 && replayed === 0; turn++) replayed = await replay(topic);
			t.is(replayed, 1);
			await until(t, () => done.length === 1);
			t.deepEqual(done, [{n: 1, text: 'aside'}]);
			t.is(await replay(topic), 0);
		},
	],
];

export const busContract = (name: string, test: TestFn, open: () => Promise<Subject>): void => {
	let opened: Promise<Subject> | undefined;
	for (const [title, run] of cases) {
		test(`${name}: ${title}`, async (t) => {
			opened ??= open();
			await run(t, await opened);
		});
	}
	test.after.always(async () => (await opened)?.close());
};
