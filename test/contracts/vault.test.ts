import {join} from 'node:path';
import test from 'ava';
import {connectKms} from '../../functions/adapters/kms.ts';
import {kmsWrapper} from '../../functions/adapters/kms-wrapper.ts';
import {localKeys} from '../../functions/adapters/local-keys.ts';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import {envelopeVault} from '../../functions/adapters/vault.ts';
import type {Wrapper} from '../../functions/adapters/vault-keys.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Db, Value, Vault} from '../../functions/world.ts';
import {startKms} from '../servers/kms.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const kms = await startKms();
test.after.always(() => kms.stop());

const wrappers: {readonly [name: string]: () => Wrapper} = {
	KMS: () => kmsWrapper(connectKms(kms.options), kms.key),
	'a key file': () => localKeys(join(temporaryFolder(), 'keys', 'wrapping')),
};
const contact = {account: 'acc_1', customer: 'cus_1', kind: 'contact'} as const;
const legal = {...contact, kind: 'legal'} as const;
const own = {account: 'acc_1', kind: 'account'} as const;

type Bench = {
	readonly keyring: Db;
	readonly vault: Vault;
	readonly another: () => Vault;
	readonly clock: {wall: string};
};

const bench = async (wrapper: Wrapper): Promise<Bench> => {
	const keyring = openSqlite({file: ':memory:', indexes: []});
	const clock = {wall: '2026-11-22T12:00:00.000Z'};
	const another = (): Vault => envelopeVault({keyring, wrapper, wall: () => clock.wall});
	const vault = another();
	await vault.createAccountKey('acc_1');
	await vault.createCustomerKeys('acc_1', 'cus_1');
	return {keyring, vault, another, clock};
};

const values: readonly Value[] = [
	'Žofie Ångström 🧾',
	'',
	0,
	-1.5,
	2 ** 53,
	true,
	null,
	[],
	{},
	['a', ['b', null]],
	{name: 'Zoë', address: {line1: '1 Main St', lines: ['a', 'b']}, $bytes: 'mine', $$: 1, __proto__x: 2},
	new Uint8Array([0, 1, 254, 255]),
	{logo: new Uint8Array([7])},
];

for (const [name, wrapper] of Object.entries(wrappers)) {
	test(`${name}: what is sealed opens equal, whatever JSON or bytes it is`, async (t) => {
		const {vault} = await bench(wrapper());
		for (const value of values) t.deepEqual(await vault.open(contact, await vault.seal(contact, value)), value);
	});

	test(`${name}: absent fields stay absent`, async (t) => {
		const {vault} = await bench(wrapper());
		t.deepEqual(await vault.open(own, await vault.seal(own, {a: undefined, b: 1})), {b: 1});
	});

	test(`${name}: sealed text names its key version and shows nothing of what it holds`, async (t) => {
		const {vault} = await bench(wrapper());
		const sealed = await vault.seal(contact, 'CANARY');
		t.regex(sealed, /^s1\.1\.[\w-]+$/);
		t.false(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('CANARY'));
		t.not(sealed, await vault.seal(contact, 'CANARY'));
	});

	test(`${name}: a text sealed for one customer, kind or account opens for no other`, async (t) => {
		const {vault} = await bench(wrapper());
		await vault.createAccountKey('acc_2');
		await vault.createCustomerKeys('acc_1', 'cus_2');
		const sealed = await vault.seal(contact, 'x');
		const others = [legal, own, {...contact, customer: 'cus_2'}, {account: 'acc_2', kind: 'account'}] as const;
		for (const scope of others) await t.throwsAsync(vault.open(scope, sealed), {instanceOf: Bug});
	});

	test(`${name}: a changed, shortened or respelled text is a bug`, async (t) => {
		const {vault} = await bench(wrapper());
		const [head, version, body = ''] = (await vault.seal(contact, 'twenty characters...')).split('.');
		const bytes = Buffer.from(body, 'base64url');
		const packed = (changed: Buffer) => `${head}.${version}.${changed.toString('base64url')}`;
		const flipped = [0, 12, 20, bytes.byteLength - 1].map((at) => {
			const copy = Buffer.from(bytes);
			copy[at] = (copy[at] ?? 0) ^ 1;
			return packed(copy);
		});
		// A tag cut to 4 bytes is what node:crypto takes unless told otherwise.
		const cut = [1, 12, 16, bytes.byteLength - 12].map((length) => packed(bytes.subarray(0, length)));
		const spelled = [`${head}.2.${body}`, `s2.1.${body}`, `${head}.${version}.${body}=`, body, ''];
		for (const text of [...flipped, ...cut, ...spelled])
			await t.throwsAsync(vault.open(contact, text), {instanceOf: Bug}, text);
	});

	test(`${name}: another process with the same keyring and wrapper opens it`, async (t) => {
		const {vault, another} = await bench(wrapper());
		t.is(await another().open(legal, await vault.seal(legal, 'x')), 'x');
	});

	test(`${name}: creating keys again keeps those that are there`, async (t) => {
		const {vault, another} = await bench(wrapper());
		const sealed = await vault.seal(contact, 'x');
		await another().createAccountKey('acc_1');
		await another().createCustomerKeys('acc_1', 'cus_1');
		t.is(await another().open(contact, sealed), 'x');
	});

	test(`${name}: of ten processes that create keys at once, all end with the same`, async (t) => {
		const {another} = await bench(wrapper());
		const vaults = Array.from({length: 10}, another);
		const scope = {account: 'acc_3', customer: 'cus_3', kind: 'contact'} as const;
		await Promise.all(vaults.map((vault) => vault.createAccountKey('acc_3')));
		await Promise.all(vaults.map((vault) => vault.createCustomerKeys('acc_3', 'cus_3')));
		const sealed = await Promise.all(vaults.map((vault, n) => vault.seal(scope, n)));
		for (const [n, text] of sealed.entries()) t.is(await (vaults[9 - n] ?? another()).open(scope, text), n);
	});

	test(`${name}: a destroyed contact key opens nothing any more, is not made again, and leaves the legal key`, async (t) => {
		const {vault, another} = await bench(wrapper());
		const [sealed, kept] = [await vault.seal(contact, 'x'), await vault.seal(legal, 'y')];
		await vault.destroyCustomerKey('acc_1', 'cus_1', 'contact');
		await vault.destroyCustomerKey('acc_1', 'cus_1', 'contact');
		await vault.createCustomerKeys('acc_1', 'cus_1');
		for (const one of [vault, another()]) {
			t.is(await one.open(contact, sealed), undefined);
			t.is(await one.open(legal, kept), 'y');
			await t.throwsAsync(one.seal(contact, 'z'), {instanceOf: Bug});
		}
	});

	test(`${name}: a key destroyed elsewhere is forgotten after five minutes`, async (t) => {
		const {vault, another, clock} = await bench(wrapper());
		const sealed = await vault.seal(contact, 'x');
		await another().destroyCustomerKey('acc_1', 'cus_1', 'contact');
		clock.wall = '2026-11-22T12:05:00.000Z';
		t.is(await vault.open(contact, sealed), undefined);
	});

	test(`${name}: without keys there is no sealing, and a lost keyring is a bug, not an erasure`, async (t) => {
		const {vault} = await bench(wrapper());
		const sealed = await vault.seal(contact, 'x');
		await t.throwsAsync(vault.seal({account: 'acc_9', kind: 'account'}, 'x'), {instanceOf: Bug});
		await t.throwsAsync(vault.open({...contact, customer: 'cus_9'}, sealed), {instanceOf: Bug});
	});

	test(`${name}: search tokens are equal for equal words however typed, and differ between accounts`, async (t) => {
		const {vault, another} = await bench(wrapper());
		await vault.createAccountKey('acc_2');
		const [first] = await vault.token('acc_1', ['Ångström']);
		t.regex(first ?? '', /^[\w-]{22}$/);
		t.deepEqual(await another().token('acc_1', ['a\u030angstro\u0308m ', 'ÅNGSTRÖM', 'ｶ']), [
			first,
			first,
			(await vault.token('acc_1', ['カ']))[0],
		]);
		t.notDeepEqual(await vault.token('acc_2', ['Ångström']), [first]);
		t.deepEqual(await vault.token('acc_1', []), []);
	});

	test(`${name}: ids cannot reach into another path`, async (t) => {
		const {vault} = await bench(wrapper());
		for (const id of ['a/b', '', '..', 'a b'])
			await t.throwsAsync(vault.createCustomerKeys('acc_1', id), {instanceOf: Bug}, id);
	});

	test(`${name}: the keyring holds no key that is not wrapped`, async (t) => {
		const plain: Uint8Array[] = [];
		const inner = wrapper();
		const watched: Wrapper = {
			...inner,
			wrap: (bytes, associated) => {
				plain.push(bytes);
				return inner.wrap(bytes, associated);
			},
		};
		const {keyring} = await bench(watched);
		const stored = await keyring.get('accounts/acc_1');
		t.is(plain.length, 1);
		t.false(Buffer.from(stored?.fields.wrapped as Uint8Array).includes(Buffer.from(plain[0] ?? [])));
	});

	test(`${name}: a wrapped key opens only with the text it was wrapped with`, async (t) => {
		const one = wrapper();
		const wrapped = await one.wrap(new Uint8Array(32).fill(7), 'a');
		t.deepEqual(Buffer.from(await one.unwrap(wrapped, 'a')), Buffer.alloc(32, 7));
		await t.throwsAsync(one.unwrap(wrapped, 'b'), {instanceOf: Bug});
	});
}

const fresh = () => kmsWrapper(connectKms(kms.options), kms.key);
const secret = new Uint8Array(32).fill(9);

test.serial('KMS: a service that is away for a moment is asked again', async (t) => {
	kms.faults.push({status: 14}, {status: 14});
	const wrapped = await fresh().wrap(secret, 'a');
	t.deepEqual(Buffer.from(await fresh().unwrap(wrapped, 'a')), Buffer.from(secret));
});

for (const [what, status] of Object.entries({
	'permission denied': 7,
	'a disabled key': 9,
	'a missing key': 5,
	'used up quota': 8,
})) {
	test.serial(`KMS: ${what} is an outage`, async (t) => {
		kms.faults.push({status});
		await t.throwsAsync(fresh().wrap(secret, 'a'), {instanceOf: Outage});
	});
}

test.serial('KMS: what was damaged on the way, there or back, is an outage and never a key', async (t) => {
	const wrapped = await fresh().wrap(secret, 'a');
	const changes = [
		{ciphertextCrc32c: {value: 1}},
		{ciphertextCrc32c: null},
		{ciphertext: Buffer.alloc(60)},
		{verifiedPlaintextCrc32c: false},
		{verifiedAdditionalAuthenticatedDataCrc32c: false},
		{name: 'projects/p/locations/europe/keyRings/r/cryptoKeys/other/cryptoKeyVersions/1'},
	];
	for (const change of changes) {
		kms.faults.push({change: (answer) => ({...answer, ...change})});
		await t.throwsAsync(fresh().wrap(secret, 'a'), {instanceOf: Outage}, JSON.stringify(change));
	}
	for (const change of [{plaintextCrc32c: {value: 1}}, {plaintext: Buffer.alloc(32)}]) {
		kms.faults.push({change: (answer) => ({...answer, ...change})});
		await t.throwsAsync(fresh().unwrap(wrapped, 'a'), {instanceOf: Outage});
	}
});

test.serial('KMS: requests carry checksums of text and associated data', async (t) => {
	await fresh().wrap(secret, 'a');
	const request = kms.calls.findLast(({method}) => method === 'Encrypt')?.request;
	t.truthy(request?.plaintextCrc32c?.value);
	t.truthy(request?.additionalAuthenticatedDataCrc32c?.value);
});
