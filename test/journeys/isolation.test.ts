import test from 'ava';
import {twoAccounts} from './isolation.ts';
import {startPlatform} from './platform.ts';

test('what belongs to another account does not exist, word for word (I16, I17)', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	await twoAccounts(t, platform);
});
