import {existsSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {startPlatform} from './platform.ts';
import {canaries, found, liveThrough, typeCardNumbers} from './sealing.ts';

test('after a busy month no file holds a customer’s name, mail, street or tax id, and no card number lies anywhere (invariant 38, I19, I20)', async (t) => {
	const platform = await startPlatform();
	t.teardown(platform.stop);
	const business = await liveThrough(t, platform);
	const numbers = await typeCardNumbers(t, business);
	t.true(existsSync(join(platform.dataDir, 'database.sqlite-wal')), 'the write-ahead log is searched, too');
	t.deepEqual(found(platform.dataDir, [...canaries, ...numbers]), []);
	await platform.stop();
	t.deepEqual(found(platform.dataDir, [...canaries, ...numbers]), []);
	for (const word of [...canaries, ...numbers]) t.false(platform.console().includes(word), word);
});
