import {join} from 'node:path';
import test from 'ava';
import {firebaseCallers} from '../../functions/adapters/firebase-callers.ts';
import {localCallers} from '../../functions/adapters/local-callers.ts';
import type {Callers} from '../../functions/world.ts';
import {startAuthEmulator} from '../servers/auth.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const emulator = await startAuthEmulator('demo-callers');
test.after.always(() => emulator.stop());

const clock = {wall: '2026-11-22T12:00:00.000Z'};
const keyFile = join(temporaryFolder(), 'sign-in');
const local = () => localCallers({keyFile, wall: () => clock.wall});
const firebase = firebaseCallers({project: 'demo-callers', emulatorHost: emulator.host});

type Bench = {
	readonly callers: Callers;
	issue(email: string, name: string | null): Promise<{token: string; uid: string}>;
};
const benches: {readonly [name: string]: Bench} = {
	'Firebase Auth': {
		callers: firebase,
		issue: async (email, name) => {
			const {idToken, localId} = await emulator.signUp(email, name ?? undefined);
			return {token: idToken, uid: localId};
		},
	},
	'local sign-in': {
		callers: local(),
		issue: async (email, name) => ({
			token: await local().issue({uid: `uid of ${email}`, email, name}),
			uid: `uid of ${email}`,
		}),
	},
};

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));

for (const [name, {callers, issue}] of Object.entries(benches)) {
	test.serial(`${name}: a token tells who holds it`, async (t) => {
		const {token, uid} = await issue(`ada@${name.length}.example`, 'Ada Ångström');
		t.like(await callers.verify(token), {uid, email: `ada@${name.length}.example`, name: 'Ada Ångström'});
	});

	test.serial(`${name}: a person without a name has none`, async (t) => {
		const {token} = await issue(`bob@${name.length}.example`, null);
		t.is((await callers.verify(token))?.name, null);
	});

	test.serial(`${name}: what is no token, or half of one, is nobody's`, async (t) => {
		const {token} = await issue(`cy@${name.length}.example`, null);
		const [head, body] = token.split('.');
		for (const bad of ['', 'x', 'a.b.c', `${head}`, `${head}.${body}`, `${token}.x`, 'null', token.replace('.', '')]) {
			t.is(await callers.verify(bad), undefined, bad);
		}
	});

	test.serial(`${name}: an expired token, or one for somewhere else, is nobody's`, async (t) => {
		const {token} = await issue(`di@${name.length}.example`, null);
		const [head, , signature] = token.split('.');
		const claims = claimsOf(token);
		const wrong = [{exp: claims.exp - 90_000, iat: 1}, {aud: 'other'}, {iss: 'https://other.example'}, {sub: ''}];
		for (const change of wrong) {
			t.is(
				await callers.verify(`${head}.${encode({...claims, ...change})}.${signature}`),
				undefined,
				JSON.stringify(change),
			);
		}
	});
}

test.serial('Firebase Auth: a person without an address has none', async (t) => {
	const {idToken, localId} = await emulator.signInAnonymously();
	t.deepEqual(await firebase.verify(idToken), {uid: localId, email: null, emailVerified: false, name: null});
});

test.serial('local sign-in: a token lasts twelve hours, also for another process with the key', async (t) => {
	const token = await local().issue({uid: 'u1', email: 'ada@example.com', name: null});
	clock.wall = '2026-11-22T23:59:59.000Z';
	t.deepEqual(await local().verify(token), {uid: 'u1', email: 'ada@example.com', emailVerified: true, name: null});
	clock.wall = '2026-11-23T00:00:00.000Z';
	t.is(await local().verify(token), undefined);
});

test.serial('local sign-in: changed claims, another key, another algorithm or none do not verify', async (t) => {
	const token = await local().issue({uid: 'u1', email: 'ada@example.com', name: null});
	const [head, body, signature = ''] = token.split('.');
	const admin = encode({...claimsOf(token), sub: 'u2'});
	const stranger = localCallers({keyFile: join(temporaryFolder(), 'other'), wall: () => clock.wall});
	const forged = [
		`${head}.${admin}.${signature}`,
		`${encode({alg: 'none', typ: 'JWT'})}.${admin}.`,
		`${encode({alg: 'none', typ: 'JWT'})}.${body}.${signature}`,
		`${head}.${body}.`,
		`${head}.${body}.${signature.slice(0, 20)}`,
		await stranger.issue({uid: 'u1', email: 'ada@example.com', name: null}),
	];
	for (const one of forged) t.is(await local().verify(one), undefined, one);
});
