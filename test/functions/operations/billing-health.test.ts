/** Proves operations/billing-health.ts with operations/measure-ages.ts, operations/find-pending.ts and operations/pause-platform.ts. */
import test from 'ava';
import {suspendAccount} from '../../../functions/accounts/index.ts';
import {readAges} from '../../../functions/operations/index.ts';
import {measureAges} from '../../../functions/operations/measure-ages.ts';
import {pausePlatform} from '../../../functions/operations/pause-platform.ts';
import {openTemplates} from '../recurring/template-api.ts';

const due = '2026-01-31T05:00:00.000Z';

test('an account sees what fell due and was not billed, what waits, what is parked, and what holds it back', async (t) => {
	const {template, call, post, get, run, goTo, world, accountId, close} =
		await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	const quiet = {oldestDueAt: null, parked: 0, paused: false, suspended: false};
	t.like((await get('/billing-health')).body, quiet);
	await goTo('2026-01-31T07:00:00.000Z');
	t.like((await get('/billing-health')).body, {...quiet, oldestDueAt: due});
	t.is((await readAges(world.db, '2026-01-31T07:00:00.000Z')).oldestDueAt, due);
	t.is((await readAges(world.db, '2026-01-31T04:00:00.000Z')).oldestDueAt, null);
	await run();
	const billed = (await get('/billing-health')).body;
	t.is(billed.oldestDueAt, null);
	t.true(billed.oldestPendingAt >= '2026-01-31T07:00:00.000Z', 'the mail waits to be sent');
	t.is((await readAges(world.db, '2026-02-01T00:00:00.000Z')).oldestPendingAt, billed.oldestPendingAt);
	await call('', {method: 'PATCH', json: {billing: {paused: true}}});
	t.like((await get('/billing-health')).body, {paused: true, suspended: false});
	await suspendAccount(world, {accountId, suspended: true, now: due});
	t.like((await get('/billing-health')).body, {paused: true, suspended: true});
});

test('what is late is measured: accounts that are held back and test accounts are not late', async (t) => {
	const opened = await openTemplates('2026-01-30T09:00:00.000Z');
	const {template, post, run, world, logged, accountId, goTo, close, business} = opened;
	t.teardown(close);
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	const spoilt = await template();
	await post(`/templates/${spoilt.id}/activate`);
	const stored = await world.db.get(`accounts/${accountId}/templates/${spoilt.id}`);
	if (!stored) return t.fail();
	const {path, version, fields} = stored;
	await world.db.commit([{op: 'update', path, version, fields: {...fields, taxPlan: []}}]);
	await run('2026-01-31T06:00:00.000Z');
	await goTo('2026-03-01T05:00:00.000Z');
	const measured = async () => {
		await measureAges(world)();
		return logged.filter(({message}) => message === 'ages').at(-1)?.fields;
	};
	const ages = await measured();
	t.true(Math.abs(Number(ages?.oldestDueSeconds) - 24 * 3600) < 60, '28 February, 6:00 in Berlin');
	t.true(Number(ages?.oldestPendingSeconds) > 3600);
	t.like(ages, {parked: 1, paused: false});
	await suspendAccount(world, {accountId, suspended: true, now: due});
	await pausePlatform(world, {paused: true, reason: 'A drill', now: due});
	t.like(await measured(), {oldestDueSeconds: 0, parked: 1, paused: true});
	const tester = await business('tester@example.com', {mode: 'test'});
	const health = await tester.call('/billing-health');
	t.deepEqual(health.body, {oldestDueAt: null, oldestPendingAt: null, parked: 0, paused: false, suspended: false});
});
