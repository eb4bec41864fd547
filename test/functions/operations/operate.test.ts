/** Proves operations/operate.ts with operations/pause-platform.ts: what operators may say, twice as well. */
import test from 'ava';
import {operate} from '../../../functions/operations/operate.ts';
import {pausePlatform} from '../../../functions/operations/pause-platform.ts';
import {platformPause, readPlatformBilling} from '../../../functions/platform-billing.ts';
import {openBilling} from '../recurring/billing-world.ts';

const now = '2026-02-01T09:00:00.000Z';

test('billing is paused for everybody and goes on, each as often as it is said', async (t) => {
	const {world, db, setNow} = openBilling();
	setNow(now);
	const say = operate(world);
	t.deepEqual(await readPlatformBilling(db), {paused: false, reason: null, since: null});
	await say({command: 'pauseBilling', reason: 'Wrong amounts'});
	setNow('2026-02-01T10:00:00.000Z');
	await say({command: 'pauseBilling', reason: 'Wrong amounts'});
	t.deepEqual(await readPlatformBilling(db), {paused: true, reason: 'Wrong amounts', since: now});
	await say({command: 'resumeBilling'});
	await say({command: 'resumeBilling'});
	t.deepEqual(await readPlatformBilling(db), {paused: false, reason: null, since: '2026-02-01T10:00:00.000Z'});
});

test('I22: each switch leaves a line in the log, with its reason, even where it stood so already', async (t) => {
	const {world, setNow} = openBilling();
	setNow(now);
	const told: unknown[] = [];
	const say = operate({...world, log: {write: (...line) => void told.push(line)}});
	await say({command: 'pauseBilling', reason: 'Wrong amounts'});
	await say({command: 'pauseBilling', reason: 'Wrong amounts'});
	await say({command: 'resumeBilling'});
	t.deepEqual(told, [
		['warning', 'billing is paused for everybody', {reason: 'Wrong amounts'}],
		['warning', 'billing is paused for everybody', {reason: 'Wrong amounts'}],
		['warning', 'billing goes on', {reason: null}],
	]);
});

test('a process learns of the switch within half a minute, asks no more often, and goes on at once', async (t) => {
	let reads = 0;
	const {world, setNow} = openBilling(({db, publish}) => ({
		publish,
		db: {
			...db,
			get: async (path) => {
				reads++;
				return db.get(path);
			},
		},
	}));
	setNow(now);
	const isPaused = platformPause(world);
	t.false(await isPaused());
	await pausePlatform(world, {paused: true, reason: null, now});
	const before = reads;
	setNow('2026-02-01T09:00:29.999Z');
	t.false(await isPaused());
	t.is(reads, before);
	setNow('2026-02-01T09:00:30.000Z');
	t.true(await isPaused());
	t.is(reads, before + 1);
	await pausePlatform(world, {paused: false, reason: null, now});
	t.false(await isPaused(), 'and that it goes on at once');
});

test('what is no command, or names no account, is refused as a whole', async (t) => {
	const say = operate(openBilling().world);
	await t.throwsAsync(say({command: 'dropEverything'}));
	await t.throwsAsync(say({command: 'pauseBilling'}));
	await t.throwsAsync(say({command: 'suspendAccount', account: 'acc_nobody'}), {message: /names an account/});
});
