import test from 'ava';
import {collect} from './charging.ts';
import {startPlatform} from './platform.ts';

test('declined cards are tried again on the calendar and no more; who must confirm pays by the link', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	await collect(t, platform);
});
