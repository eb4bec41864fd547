/** Proves operations/retry-parked.ts with recurring/settle-parked.ts, through the API. */
import test from 'ava';
import {openTemplates} from '../recurring/template-api.ts';

test('invariant 29: what was parked is listed with its reason, and a retry bills what it missed', async (t) => {
	const {template, post, get, run, world, accountId, close} = await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	const taxPlan = await damage(world, accountId, id, []);
	await run('2026-01-31T06:00:00.000Z');
	await run('2026-03-01T06:00:00.000Z');
	const [parked] = (await get('/parked')).body.data;
	t.like(parked, {templateId: id, date: '2026-01-31', reason: 'tax_rate_missing'});
	t.like((await get(`/templates/${id}`)).body, {status: 'parked', nextAt: null});
	t.is((await post('/parked/prk_none/retry')).status, 404);
	await damage(world, accountId, id, taxPlan);
	const retried = await post(`/parked/${parked.id}/retry`);
	t.deepEqual([retried.status, retried.body], [200, parked]);
	t.deepEqual((await get('/parked')).body.data, []);
	t.is((await post(`/parked/${parked.id}/retry`)).body.code, 'not_parked');
	await run();
	t.like((await get(`/templates/${id}`)).body, {status: 'active', periodsBilled: 2, periodsSkipped: 0});
	const runs = (await get('/runs')).body.data;
	t.is(
		runs.reduce(
			(sum: number, one: {due: number; issued: number; skipped: number; parked: number}) =>
				sum + one.due - one.issued - one.skipped - one.parked,
			0,
		),
		0,
	);
});

test('ending a parked template settles it', async (t) => {
	const {template, post, get, run, world, accountId, close} = await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	await damage(world, accountId, id, []);
	await run('2026-01-31T06:00:00.000Z');
	t.is((await get('/parked')).body.data.length, 1);
	t.is((await post(`/templates/${id}/end`)).body.status, 'ended');
	t.is((await get('/parked')).body.data.length, 0);
});

type Db = Awaited<ReturnType<typeof openTemplates>>['world']['db'];

/** Changes the stored tax plan behind the API's back; answers what it was. */
const damage = async ({db}: {readonly db: Db}, accountId: string, id: string, taxPlan: unknown) => {
	const stored = await db.get(`accounts/${accountId}/templates/${id}`);
	if (!stored) throw new Error('no template');
	const before = stored.fields.taxPlan;
	await db.commit([
		{
			op: 'update',
			path: stored.path,
			version: stored.version,
			fields: {...stored.fields, taxPlan: taxPlan as typeof before},
		},
	]);
	return before;
};
