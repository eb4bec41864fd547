import test from 'ava';
import {crashes, walkWithCrashes} from './killed.ts';
import {startPlatform} from './platform.ts';
import {assertYear, beginYear, endState} from './twelve-months.ts';

test('twelve months with kill -9 ten times on the way end as they do without', async (t) => {
	const [calm, stormy] = await Promise.all([startPlatform(), startPlatform()]);
	t.teardown(calm.stop);
	t.teardown(stormy.stop);
	const undisturbed = await beginYear(calm);
	await calm.walk(undisturbed.endsAt);

	const disturbed = await beginYear(stormy);
	t.is(await walkWithCrashes(stormy, disturbed), crashes.length);
	t.is(crashes.length, 10);
	await assertYear(t, stormy, disturbed);
	t.deepEqual(await endState(stormy, disturbed), await endState(calm, undisturbed));
	t.is(await stormy.stop(), 0);
});
