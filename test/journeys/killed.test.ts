import test from 'ava';
import {crashes, lostAnswers, toldOnce, walkWithCrashes} from './killed.ts';
import {startPlatform} from './platform.ts';
import {assertYear, beginYear, endState} from './twelve-months.ts';

test('twelve months with kill -9 ten times on the way end as they do without', async (t) => {
	t.timeout(300_000, 'twelve starts on a busy machine');
	const calm = await startPlatform();
	t.teardown(calm.stop);
	const undisturbed = await beginYear(calm);
	await calm.walk(undisturbed.endsAt);
	const expected = await endState(calm, undisturbed);
	await calm.stop();

	const stormy = await startPlatform();
	t.teardown(stormy.stop);
	const disturbed = await beginYear(stormy);
	t.is(await walkWithCrashes(stormy, disturbed), crashes.length);
	t.is(crashes.length, 10);
	await assertYear(t, stormy, disturbed);
	t.deepEqual(await endState(stormy, disturbed), expected);
	t.is(await stormy.stop(), 0);
});

test('a request whose answer was lost with the plug is answered when it is asked again, and done once', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	await lostAnswers(t, platform);
});

test('money that the provider told of once is recorded after all when the plug was pulled over it', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	await toldOnce(t, platform);
});
