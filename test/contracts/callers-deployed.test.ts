import test from 'ava';
import {refuseEmulatorsInProduction} from '../../functions/adapters/emulator-guard.ts';
import {firebaseCallers} from '../../functions/adapters/firebase-callers.ts';
import {Bug} from '../../functions/kernel/invariant.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = Math.floor(Date.now() / 1000);
const claims = {
	iss: 'https://securetoken.google.com/demo',
	aud: 'demo',
	sub: 'u1',
	iat: seconds,
	auth_time: seconds,
	exp: seconds + 3600,
};

test.serial('Firebase Auth: without the emulator no unsigned or self-signed token is taken', async (t) => {
	const callers = firebaseCallers({project: 'demo'});
	for (const header of [
		{alg: 'none', typ: 'JWT'},
		{alg: 'HS256', typ: 'JWT', kid: 'x'},
		{alg: 'RS256', typ: 'JWT'},
	]) {
		t.is(await callers.verify(`${encode(header)}.${encode(claims)}.`), undefined, header.alg);
		t.is(await callers.verify(`${encode(header)}.${encode(claims)}.c2lnbmF0dXJl`), undefined, header.alg);
	}
});

test.serial('Firebase Auth: an emulator in the environment that nobody asked for is refused', (t) => {
	process.env.FIREBASE_AUTH_EMULATOR_HOST = '127.0.0.1:9099';
	t.throws(() => firebaseCallers({project: 'demo'}), {instanceOf: Bug});
	delete process.env.FIREBASE_AUTH_EMULATOR_HOST;
});

test.serial('Firebase Auth: a deployed function with an emulator does not start', (t) => {
	process.env.K_SERVICE = 'api';
	t.throws(() => firebaseCallers({project: 'demo', emulatorHost: '127.0.0.1:9099'}), {instanceOf: Bug});
	delete process.env.K_SERVICE;
	delete process.env.FIREBASE_AUTH_EMULATOR_HOST;
});

test('any emulator in a deployment is refused, by name; elsewhere they are welcome', (t) => {
	const emulators = {FIRESTORE_EMULATOR_HOST: 'x', FIREBASE_AUTH_EMULATOR_HOST: '', PUBSUB_EMULATOR_HOST: 'y'};
	t.throws(() => refuseEmulatorsInProduction({...emulators, K_SERVICE: 'api'}), {
		instanceOf: Bug,
		message: /FIRESTORE_EMULATOR_HOST, PUBSUB/,
	});
	t.notThrows(() => refuseEmulatorsInProduction(emulators));
	t.notThrows(() => refuseEmulatorsInProduction({K_SERVICE: 'api'}));
});
