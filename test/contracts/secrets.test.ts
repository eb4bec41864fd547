import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {secretFiles} from '../../functions/adapters/secret-files.ts';
import {secretManager} from '../../functions/adapters/secret-manager.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Secrets} from '../../functions/world.ts';
import {startSecretManager} from '../servers/secret-manager.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const server = await startSecretManager();
test.after.always(() => server.stop());

type Bench = {readonly secrets: Secrets; put(name: string, value: string): Promise<void> | void};
const clock = {wall: '2026-11-22T12:00:00.000Z'};
const inCloud = (): Secrets => secretManager({project: 'p', wall: () => clock.wall, options: server.options});
const inFolder = (): Bench => {
	const folder = temporaryFolder();
	return {secrets: secretFiles(folder), put: (name, value) => writeFile(join(folder, name), value)};
};
const benches: {readonly [name: string]: () => Bench} = {
	'Secret Manager': () => ({secrets: inCloud(), put: server.put}),
	'a folder': inFolder,
};

for (const [name, open] of Object.entries(benches)) {
	test(`${name}: a secret reads as it was stored, blanks and line ends included`, async (t) => {
		const {secrets, put} = open();
		await put('stripe-key', 'sk_test_1 ü\n');
		t.is(await secrets.read('stripe-key'), 'sk_test_1 ü\n');
		t.is(await secrets.read('stripe-key'), 'sk_test_1 ü\n');
	});

	test(`${name}: 64 KiB are read whole`, async (t) => {
		const {secrets, put} = open();
		await put('large', 'x'.repeat(65_536));
		t.is((await secrets.read('large'))?.length, 65_536);
	});

	test(`${name}: a secret that is not there is undefined, and found once it is`, async (t) => {
		const {secrets, put} = open();
		t.is(await secrets.read(`late-${name.length}`), undefined);
		await put(`late-${name.length}`, 'now');
		t.is(await secrets.read(`late-${name.length}`), 'now');
	});
}

test('a folder: a secret made on first use is the same for all who ask at once and later', async (t) => {
	const folder = temporaryFolder();
	const made = await Promise.all(
		Array.from({length: 10}, (_, n) => secretFiles(folder).ensure('link-key', () => `secret ${n}`)),
	);
	t.is(new Set(made).size, 1);
	const [first = ''] = made;
	t.is(await secretFiles(folder).ensure('link-key', () => 'another'), first);
	t.is(await secretFiles(folder).read('link-key'), first);
});

test('a folder: names cannot leave it', async (t) => {
	for (const name of ['../x', 'a/b', '', '.', '.hidden'])
		await t.throwsAsync(secretFiles(temporaryFolder()).read(name), {instanceOf: Bug}, name);
});

test.serial(
	'Secret Manager: a rotated secret is noticed after five minutes, and asked for once until then',
	async (t) => {
		const secrets = inCloud();
		server.put('rotated', 'old');
		const before = server.calls.length;
		await Promise.all([secrets.read('rotated'), secrets.read('rotated')]);
		server.put('rotated', 'new');
		t.is(await secrets.read('rotated'), 'old');
		t.is(server.calls.length, before + 1);
		clock.wall = '2026-11-22T12:05:00.000Z';
		t.is(await secrets.read('rotated'), 'new');
	},
);

test.serial(
	'Secret Manager: damage on the way and refused access are outages; a moment away is waited for',
	async (t) => {
		server.put('key', 'value');
		server.faults.push({change: (answer) => ({...answer, payload: {...answer.payload, dataCrc32c: 1}})});
		await t.throwsAsync(inCloud().read('key'), {instanceOf: Outage});
		server.faults.push({change: (answer) => ({...answer, payload: {data: answer.payload.data}})});
		await t.throwsAsync(inCloud().read('key'), {instanceOf: Outage});
		server.faults.push({status: 7});
		await t.throwsAsync(inCloud().read('key'), {instanceOf: Outage});
		server.faults.push({status: 14});
		t.is(await inCloud().read('key'), 'value');
	},
);
