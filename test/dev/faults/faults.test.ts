import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {faultFile} from '../../../dev/faults/fault-file.ts';
import {added, type FaultRequest, FaultRequest as Request} from '../../../dev/faults/faults.ts';
import {operationsOf, withFaults} from '../../../dev/faults/with-faults.ts';
import {openSqlite} from '../../../functions/adapters/sqlite.ts';
import {Outage} from '../../../functions/kernel/outage.ts';
import type {World} from '../../../functions/world.ts';

/** A database and a counter for mail; the rest of the world is not asked for. */
const world = () => {
	const file = join(mkdtempSync(join(tmpdir(), 'faults-')), 'faults.json');
	const store = faultFile(file);
	const db = openSqlite({file: ':memory:', indexes: []});
	let sent = 0;
	let crashes = 0;
	const real = {
		db: {get: db.get, commit: db.commit},
		mail: {
			send: async () => {
				sent++;
				return {outcome: 'accepted'};
			},
		},
		clock: {now: async () => '2026-01-01T00:00:00.000Z'},
		settings: {platform: 'embedded'},
	} as unknown as World;
	const faulty = withFaults(real, store, () => {
		crashes++;
		throw new Error('the process is dead');
	});
	const ask = (request: FaultRequest) => store.change((faults) => added(faults, request, `f${faults.length}`));
	const send = () => faulty.mail.send({} as never);
	const create = (path: string) => faulty.db.commit([{op: 'create', path, fields: {a: 1}}]);
	return {file, store, real, faulty, ask, send, create, sent: () => sent, crashes: () => crashes};
};

test('without faults the world is the same', async (t) => {
	const {send, create, sent} = world();
	await send();
	t.is((await create('a/1')).outcome, 'committed');
	t.is(sent(), 1);
});

test('an error does nothing: the database says unavailable, everything else throws an outage', async (t) => {
	const {ask, send, create, sent, faulty} = world();
	await ask({port: 'mail', operation: 'send', kind: 'error', times: 1});
	await ask({port: 'db', operation: 'commit', kind: 'error', times: 1});
	await t.throwsAsync(send, {instanceOf: Outage});
	t.is(sent(), 0);
	t.is((await create('a/1')).outcome, 'unavailable');
	t.is(await faulty.db.get('a/1'), undefined);
	await send();
	t.is((await create('a/1')).outcome, 'committed');
});

test('a time-out tells nothing, whether it did the work or not', async (t) => {
	const {ask, send, create, sent, faulty} = world();
	await ask({port: 'db', operation: 'commit', kind: 'timeout_before', times: 1});
	t.is((await create('a/1')).outcome, 'unknown');
	t.is(await faulty.db.get('a/1'), undefined);
	await ask({port: 'db', operation: 'commit', kind: 'timeout_after', times: 1});
	t.is((await create('a/1')).outcome, 'unknown');
	t.truthy(await faulty.db.get('a/1'));
	await ask({port: 'mail', operation: 'send', kind: 'timeout_after', times: 1});
	await t.throwsAsync(send, {instanceOf: Outage});
	t.is(sent(), 1);
});

test('a crash is counted down on disk before it happens, so that it does not repeat itself', async (t) => {
	const {ask, send, sent, crashes, file} = world();
	await ask({port: 'mail', operation: 'send', kind: 'crash_before', times: 1});
	await t.throwsAsync(send);
	t.is(crashes(), 1);
	t.is(sent(), 0);
	t.deepEqual(await faultFile(file).list(), []);

	await ask({port: 'mail', operation: 'send', kind: 'crash_after', times: 2});
	await t.throwsAsync(send);
	t.is(sent(), 1);
	t.is((await faultFile(file).list())[0]?.left, 1);
});

test('every nth call fails, the others pass', async (t) => {
	const {ask, send, sent} = world();
	await ask({port: 'mail', operation: 'send', kind: 'error', everyNth: 3});
	const outcomes = [];
	for (let call = 0; call < 6; call++)
		outcomes.push(
			await send().then(
				() => true,
				() => false,
			),
		);
	t.deepEqual(outcomes, [true, true, false, true, true, false]);
	t.is(sent(), 4);
});

test('a delay only takes time', async (t) => {
	const {ask, send, sent} = world();
	await ask({port: 'mail', operation: 'send', kind: 'delay', delayMs: 80, times: 1});
	const before = performance.now();
	await send();
	t.true(performance.now() - before >= 75);
	t.is(sent(), 1);
});

test('a port that is not named is left alone', async (t) => {
	const {ask, send, create} = world();
	await ask({port: 'db', operation: 'get', kind: 'error'});
	await send();
	t.is((await create('a/1')).outcome, 'committed');
});

test('the operations of every port outside the process are listed, clock and settings are not', (t) => {
	t.deepEqual(operationsOf(world().real), {db: ['commit', 'get'], mail: ['send']});
});

test('a fault of no known kind, or one that happens zero times, is not taken', (t) => {
	t.false(Request.safeParse({port: 'db', operation: 'get', kind: 'explode'}).success);
	t.false(Request.safeParse({port: 'db', operation: 'get', kind: 'error', times: 0}).success);
	t.false(Request.safeParse({port: 'db', operation: 'get', kind: 'error', often: 1}).success);
});
