import {createHash} from 'node:crypto';
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {keyFileSigner} from '../../functions/adapters/key-file-signer.ts';
import {connectKms} from '../../functions/adapters/kms.ts';
import {kmsSigner} from '../../functions/adapters/kms-signer.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Signer} from '../../functions/world.ts';
import {startKms} from '../servers/kms.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const kms = await startKms();
test.after.always(() => kms.stop());
const keyFile = join(temporaryFolder(), 'seals.pem');

const inCloud = (): Signer => kmsSigner(connectKms(kms.options), kms.keyVersion);
const signers: {readonly [name: string]: () => Signer} = {KMS: inCloud, 'a key file': () => keyFileSigner(keyFile)};
const digest = createHash('sha256').update('a block of the audit trail').digest();
const other = createHash('sha256').update('another').digest();

for (const [name, open] of Object.entries(signers)) {
	test(`${name}: a signature verifies, in another process too`, async (t) => {
		const {keyId, signature} = await open().sign(digest);
		t.true(await open().verify(keyId, digest, signature));
	});

	test(`${name}: another digest, a changed signature or another key do not verify`, async (t) => {
		const signer = open();
		const {keyId, signature} = await signer.sign(digest);
		const changed = Buffer.from(signature);
		changed[20] = (changed[20] ?? 0) ^ 1;
		t.false(await signer.verify(keyId, other, signature));
		t.false(await signer.verify(keyId, digest, changed));
		t.false(await signer.verify(keyId, digest, new Uint8Array()));
		t.false(await signer.verify(`${keyId}0`, digest, signature));
		t.false(await signer.verify('', digest, signature));
	});
}

test('a key file: the key is kept readable for its owner only', async (t) => {
	await keyFileSigner(keyFile).sign(digest);
	t.is((await stat(keyFile)).mode & 0o777, 0o600);
});

test.serial('KMS: what was damaged on the way is an outage, never a signature', async (t) => {
	const changes = [
		{signatureCrc32c: {value: 1}},
		{signature: Buffer.alloc(70)},
		{verifiedDigestCrc32c: false},
		{name: 'another'},
	];
	for (const change of changes) {
		kms.faults.push({change: (answer) => ({...answer, ...change})});
		await t.throwsAsync(inCloud().sign(digest), {instanceOf: Outage}, JSON.stringify(change));
	}
	const {keyId, signature} = await inCloud().sign(digest);
	kms.faults.push({change: (answer) => ({...answer, pem: answer.pem.replace('A', 'B')})});
	await t.throwsAsync(inCloud().verify(keyId, digest, signature), {instanceOf: Outage});
});

test.serial('KMS: a moment away is waited for, refused access is an outage', async (t) => {
	kms.faults.push({status: 14});
	t.is((await inCloud().sign(digest)).keyId, kms.keyVersion);
	kms.faults.push({status: 7});
	await t.throwsAsync(inCloud().sign(digest), {instanceOf: Outage});
});
