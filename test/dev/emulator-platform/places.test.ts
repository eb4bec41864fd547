import {setTimeout as pause} from 'node:timers/promises';
import test from 'ava';
import {places} from '../../../dev/emulator-platform/places.ts';

test('so many run at a time and no more, all of them run, and one that fails makes room', async (t) => {
	const inPlace = places(2);
	let running = 0;
	let most = 0;
	const order: number[] = [];
	const work = (number: number) =>
		inPlace(async () => {
			running++;
			most = Math.max(most, running);
			await pause(5);
			running--;
			order.push(number);
			if (number % 3 === 0) throw new Error('failed');
			return number;
		}).catch(() => -1);
	const done = await Promise.all([1, 2, 3, 4, 5, 6, 7].map(work));
	t.deepEqual(done, [1, 2, -1, 4, 5, -1, 7]);
	t.is(most, 2);
	t.deepEqual(order.toSorted(), [1, 2, 3, 4, 5, 6, 7]);
});
