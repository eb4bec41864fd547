import test from 'ava';
import {byHand} from './corrections.ts';
import {startPlatform} from './platform.ts';

test('payments, mistakes and bad debts by hand leave numbers without gap and sums that add up', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	await byHand(t, platform);
});
