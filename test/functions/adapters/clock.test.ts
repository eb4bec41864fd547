import test from 'ava';
import {adjustableClock, type OffsetStore, wallClock} from '../../../functions/adapters/clock.ts';
import {Bug} from '../../../functions/kernel/invariant.ts';

const stored = (offset = 0): OffsetStore & {offset: number} => {
	const store = {
		offset,
		read: async () => store.offset,
		write: async (next: number) => {
			store.offset = next;
		},
	};
	return store;
};

test('the wall clock gives instants in UTC with milliseconds, the same as the platform has', async (t) => {
	const clock = wallClock();
	t.regex(clock.wall(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
	t.true(Math.abs(Date.parse(await clock.now()) - Date.parse(clock.wall())) < 1000);
});

test('the platform moves to an instant and goes on from there, the wall clock does not', async (t) => {
	const clock = adjustableClock(stored());
	await clock.moveTo('2031-01-31T06:00:00.000Z');
	const [now, wall] = [await clock.now(), clock.wall()];
	t.true(now >= '2031-01-31T06:00:00.000Z' && now < '2031-01-31T06:00:05.000Z', now);
	t.true(wall < '2031');
});

test('another process sees the same clock', async (t) => {
	const store = stored();
	await adjustableClock(store).moveTo('2031-01-31T06:00:00.000Z');
	t.regex(await adjustableClock(store).now(), /^2031-01-31T06:00:0/);
});

test('the clock is not moved back', async (t) => {
	const clock = adjustableClock(stored(86_400_000));
	await t.throwsAsync(clock.moveTo(clock.wall()), {instanceOf: Bug});
});

test('the clock does not run backwards when the machine is set back', async (t) => {
	const store = stored(86_400_000);
	const clock = adjustableClock(store);
	const before = await clock.now();
	store.offset = 0;
	t.is(await clock.now(), before);
});
