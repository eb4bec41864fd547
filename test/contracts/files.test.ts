import {createHash} from 'node:crypto';
import {appendFile, readdir} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {cloudStorage} from '../../functions/adapters/cloud-storage.ts';
import {folderFiles} from '../../functions/adapters/folder.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Files} from '../../functions/world.ts';
import {startStorage} from '../servers/storage.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const server = await startStorage();
test.after.always(() => server.stop());

const inCloud = (): Files =>
	cloudStorage({bucket: 'documents', options: {apiEndpoint: server.endpoint, projectId: 'p'}});
const adapters: {readonly [name: string]: () => Files} = {
	'Cloud Storage': inCloud,
	'a folder': () => folderFiles(join(temporaryFolder(), 'files')),
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const pdf = Buffer.from('%PDF-1.7\n\x00\xff\r\n--boundary\r\n', 'latin1');
const other = new Uint8Array([1, 2, 3]);

for (const [name, open] of Object.entries(adapters)) {
	const at = (path: string) => `${name.length}/${path}`;

	test(`${name}: a file comes back with its bytes, its type and their hash`, async (t) => {
		const files = open();
		t.deepEqual(await files.put(at('invoices/inv_1.pdf'), pdf, 'application/pdf'), {sha256: sha256(pdf)});
		const found = await files.get(at('invoices/inv_1.pdf'));
		t.deepEqual(found, {bytes: new Uint8Array(pdf), type: 'application/pdf', sha256: sha256(pdf)});
	});

	test(`${name}: the first bytes under a name stay, and a second put answers their hash`, async (t) => {
		const files = open();
		await files.put(at('once.xml'), pdf, 'application/xml');
		t.deepEqual(await files.put(at('once.xml'), other, 'text/plain'), {sha256: sha256(pdf)});
		t.is((await files.get(at('once.xml')))?.type, 'application/xml');
	});

	test(`${name}: of ten who put at once, one wins and all are told the winner's hash`, async (t) => {
		const files = open();
		const puts = Array.from({length: 10}, (_, n) =>
			files.put(at('race.bin'), new Uint8Array([n]), 'application/octet-stream'),
		);
		const told = new Set((await Promise.all(puts)).map((answer) => answer.sha256));
		t.deepEqual([...told], [(await files.get(at('race.bin')))?.sha256]);
	});

	test(`${name}: what is not there, or no longer, is undefined; deleting it again does no harm`, async (t) => {
		const files = open();
		t.is(await files.get(at('gone.bin')), undefined);
		await files.put(at('gone.bin'), other, 'application/octet-stream');
		await files.delete(at('gone.bin'));
		await files.delete(at('gone.bin'));
		t.is(await files.get(at('gone.bin')), undefined);
		await files.put(at('gone.bin'), pdf, 'application/pdf');
		t.is((await files.get(at('gone.bin')))?.sha256, sha256(pdf));
	});

	test(`${name}: an empty file and one of 3 MiB come back whole`, async (t) => {
		const files = open();
		const large = new Uint8Array(3 * 2 ** 20).map((_, n) => (n * 31) % 251);
		await files.put(at('empty.bin'), new Uint8Array(), 'application/octet-stream');
		await files.put(at('large.bin'), large, 'application/octet-stream');
		t.is((await files.get(at('empty.bin')))?.bytes.byteLength, 0);
		t.is((await files.get(at('large.bin')))?.sha256, sha256(large));
	});

	test(`${name}: names cannot leave the folder`, async (t) => {
		const files = open();
		for (const bad of [
			'',
			'../x',
			'a/../b',
			'/etc/passwd',
			'a//b',
			'.hidden',
			'a/.b',
			'a\0b',
			'a b',
			'x'.repeat(501),
		]) {
			await t.throwsAsync(files.put(bad, other, 'text/plain'), {instanceOf: Bug}, bad);
			await t.throwsAsync(files.get(bad), {instanceOf: Bug}, bad);
			await t.throwsAsync(files.delete(bad), {instanceOf: Bug}, bad);
		}
	});
}

test('a folder: a file that was changed on the disk is a bug, and no draft is left behind', async (t) => {
	const folder = temporaryFolder();
	const files = folderFiles(folder);
	await files.put('a.bin', pdf, 'application/pdf');
	await files.put('a.bin', other, 'application/pdf');
	t.deepEqual(await readdir(folder), ['a.bin']);
	await appendFile(join(folder, 'a.bin'), 'x');
	await t.throwsAsync(files.get('a.bin'), {instanceOf: Bug});
});

test.serial('Cloud Storage: a moment away is waited for, an upload whose answer was lost is found done', async (t) => {
	server.faults.push({status: 503, after: false});
	await inCloud().put('retried.bin', pdf, 'application/pdf');
	server.faults.push({status: 503, after: true});
	t.deepEqual(await inCloud().put('lost.bin', pdf, 'application/pdf'), {sha256: sha256(pdf)});
	t.is((await inCloud().get('lost.bin'))?.sha256, sha256(pdf));
});

test.serial('Cloud Storage: refused access is an outage, changed bytes are a bug', async (t) => {
	server.faults.push({status: 403, after: false});
	await t.throwsAsync(inCloud().put('forbidden.bin', pdf, 'application/pdf'), {instanceOf: Outage});
	await inCloud().put('changed.bin', pdf, 'application/pdf');
	const stored = server.objects.get('changed.bin');
	if (stored) server.objects.set('changed.bin', {...stored, bytes: Buffer.from('x')});
	await t.throwsAsync(inCloud().get('changed.bin'), {instanceOf: Bug});
});
