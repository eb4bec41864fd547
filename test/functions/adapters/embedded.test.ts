import {mkdtempSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {openEmbedded} from '../../../functions/adapters/embedded.ts';
import {consoleLog} from '../../../functions/adapters/log.ts';

const open = (dataDir: string) =>
	openEmbedded({
		dataDir,
		publicUrl: 'http://localhost:5000',
		indexes: [],
		bus: {publish: async () => undefined},
		clock: {now: async () => '2026-01-01T00:00:00.000Z', wall: () => new Date().toISOString()},
		log: consoleLog('error'),
		stripePort: 1,
		smtpPort: 1,
	});

const scope = {account: 'acc_1234', customer: 'cus_1234', kind: 'contact'} as const;

test('what the embedded world kept is there when it is opened again: documents, files, keys, sign-ins', async (t) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'embedded-'));
	const first = await open(dataDir);
	await first.world.vault.createAccountKey('acc_1234');
	await first.world.vault.createCustomerKeys('acc_1234', 'cus_1234');
	const sealed = await first.world.vault.seal(scope, {name: 'Canary Crane'});
	await first.world.db.commit([{op: 'create', path: 'accounts/acc_1234', fields: {sealed}}]);
	await first.world.files.put('a', Buffer.from('bytes'), 'text/plain');
	const token = await first.callers.issue({uid: 'u', email: 'ada@example.org', name: null});
	first.close();

	const second = await open(dataDir);
	const found = await second.world.db.get('accounts/acc_1234');
	t.is(found?.fields.sealed, sealed);
	t.deepEqual(await second.world.vault.open(scope, sealed), {name: 'Canary Crane'});
	t.is(Buffer.from((await second.world.files.get('a'))?.bytes ?? []).toString(), 'bytes');
	t.is((await second.world.callers.verify(token))?.uid, 'u');
	second.close();
	t.false((await readFile(join(dataDir, 'database.sqlite'))).includes('Canary Crane'));
});

test('the embedded world shows each port’s operations and nothing of its adapters', async (t) => {
	const {world, close} = await open(mkdtempSync(join(tmpdir(), 'embedded-')));
	const operations = (port: object): readonly string[] => Object.keys(port).sort();
	t.deepEqual(operations(world.db), ['commit', 'count', 'get', 'getMany', 'query', 'sum']);
	t.deepEqual(operations(world.bus), ['publish']);
	t.deepEqual(operations(world.callers), ['verify']);
	t.deepEqual(operations(world.secrets), ['read']);
	close();
});
