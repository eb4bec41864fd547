import test from 'ava';
import {keptForAWhile} from '../../../functions/kernel/kept-for-a-while.ts';

const open = (size = 2) => {
	let now = '2026-01-01T00:00:00.000Z';
	let loads = 0;
	const kept = keptForAWhile<string>({size, ttlMs: 1000, wall: () => now});
	return {
		kept,
		loads: () => loads,
		setNow: (at: string) => {
			now = at;
		},
		ask: (name: string, answer: string | undefined = name) =>
			kept.get(name, async () => {
				loads++;
				return answer;
			}),
	};
};

test('an answer is kept for its time, also for those who ask while it is on its way', async (t) => {
	const {ask, loads, setNow} = open();
	t.deepEqual(await Promise.all([ask('a'), ask('a')]), ['a', 'a']);
	t.is(loads(), 1);
	setNow('2026-01-01T00:00:00.999Z');
	await ask('a');
	t.is(loads(), 1);
	setNow('2026-01-01T00:00:01.000Z');
	await ask('a');
	t.is(loads(), 2);
});

test('the least recently used leaves first', async (t) => {
	const {ask, loads} = open(2);
	for (const name of ['a', 'b', 'a', 'c', 'a']) await ask(name);
	t.is(loads(), 3);
	await ask('b');
	t.is(loads(), 4);
});

test('failures and nothing at all are not kept, and what is forgotten is asked anew', async (t) => {
	const {kept, ask, loads} = open();
	await t.throwsAsync(kept.get('a', async () => Promise.reject(new Error('down'))));
	t.is(await ask('a'), 'a');
	t.is(await kept.get('b', async () => undefined), undefined);
	t.is(await ask('b', 'now'), 'now');
	kept.forget('b');
	await ask('b');
	t.is(loads(), 3);
});
