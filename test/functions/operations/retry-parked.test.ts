/** Proves operations/retry-parked.ts with recurring/settle-parked.ts, through the API. */
import test from 'ava';
import type {Parked} from '../../../schemas/run.ts';
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

test('invariant 27: what is parked of an archived customer is not billed by a retry, and the answer says why', async (t) => {
	const {template, post, get, call, run, world, accountId, close} = await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const {id, customerId} = await template();
	await post(`/templates/${id}/activate`);
	await damage(world, accountId, id, []);
	await run('2026-01-31T06:00:00.000Z');
	const [parked] = (await get('/parked')).body.data;
	t.is((await call(`/customers/${customerId}`, {method: 'DELETE'})).status, 204);
	const retried = await post(`/parked/${parked.id}/retry`);
	t.deepEqual([retried.status, retried.body.code], [409, 'customer_archived']);
});

test('invariant 29: an amount that jumped is billed once somebody has looked at it; the next one is held again', async (t) => {
	const opened = await openTemplates('2025-12-30T09:00:00.000Z');
	const {template, input, call, post, get, run, close} = opened;
	t.teardown(close);
	const {id} = await template({schedule: {frequency: 'month', interval: 1, anchorDate: '2025-12-31'}});
	const other = await template({schedule: {frequency: 'month', interval: 1, anchorDate: '2025-12-31'}});
	for (const one of [id, other.id]) await post(`/templates/${one}/activate`);
	for (const at of ['2025-12-31', '2026-01-31', '2026-02-28']) await run(`${at}T06:00:00.000Z`);
	const [line] = input.lines;
	await call(`/templates/${id}`, {method: 'PATCH', json: {lines: [{...line, unitAmount: 20_000}]}});
	await run('2026-03-31T06:00:00.000Z');
	const [parked, ...others] = (await get('/parked')).body.data;
	t.is(others.length, 0);
	t.like(parked, {
		templateId: id,
		date: '2026-03-31',
		reason: 'amount_jump',
		detail: '238.00 EUR is more than 10 times the usual 11.90 EUR.',
		figures: {type: 'amount_jump', currency: 'EUR', amount: 23_800, usual: 1190, factor: 10},
	});
	t.is((await get(`/templates/${other.id}/invoices`)).body.data.length, 4, 'its neighbour was billed');
	t.like((await get(`/templates/${id}/preview?count=1`)).body.data[0], {date: '2026-03-31', total: 23_800});
	const both = await Promise.all([post(`/parked/${parked.id}/retry`), post(`/parked/${parked.id}/retry`)]);
	t.true(both.some(({status}) => status === 200));
	await opened.drain();
	await run('2026-04-29T06:00:00.000Z');
	const invoices = (await get(`/templates/${id}/invoices`)).body.data;
	t.deepEqual(
		invoices.map(({period, total}: {period: {start: string}; total: number}) => [period.start, total]),
		[
			['2026-03-31', 23_800],
			['2026-02-28', 1190],
			['2026-01-31', 1190],
			['2025-12-31', 1190],
		],
	);
	t.deepEqual((await get('/parked')).body.data, []);
	await run('2026-04-30T06:00:00.000Z');
	t.like((await get('/parked')).body.data[0], {templateId: id, date: '2026-04-30', reason: 'amount_jump'});
});

test('invariant 29: what was above the run’s cap is billed on retry, outside of the cap of its run', async (t) => {
	const {template, call, post, get, run, drain, close} = await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const changed = await call('', {
		method: 'PATCH',
		json: {billing: {runAmountCaps: [{currency: 'EUR', amount: 2000}]}},
	});
	t.deepEqual(changed.body.billing, {
		paused: false,
		invoicesPerTemplateAndDay: 3,
		jumpFactor: 10,
		runAmountCaps: [{currency: 'EUR', amount: 2000}],
	});
	const ids: string[] = [];
	for (let nth = 0; nth < 3; nth++) ids.push((await template()).id);
	for (const id of ids) await post(`/templates/${id}/activate`);
	await run('2026-01-31T06:00:00.000Z');
	const parked = (await get('/parked')).body.data;
	t.deepEqual(
		parked.map(({reason, detail, figures}: Parked) => ({reason, detail, figures})),
		Array.from({length: 2}, () => ({
			reason: 'run_amount_cap',
			detail: 'With 11.90 EUR the run would come to 23.80 EUR, above its cap of 20.00 EUR.',
			figures: {type: 'run_amount_cap', currency: 'EUR', amount: 1190, sum: 2380, cap: 2000},
		})),
	);
	for (const {id} of parked) t.is((await post(`/parked/${id}/retry`)).status, 200);
	await drain();
	t.is((await get('/invoices')).body.data.length, 3);
	t.deepEqual((await get('/parked')).body.data, []);
	const runs: {due: number; issued: number; parked: number}[] = (await get('/runs')).body.data;
	t.deepEqual(
		[runs.reduce((sum, one) => sum + one.due, 0), runs.reduce((sum, one) => sum + one.issued, 0)],
		[5, 3],
		'invariant 36: parked twice, billed three times',
	);
});

/** Lines as they might be stored if an edit had gone wrong. */
const plans = (line: object, more: object = {}) => [
	{
		from: null,
		lines: [
			{
				id: 'lin_1',
				description: 'Care',
				quantity: '1',
				unitAmount: 1000,
				discounts: [],
				charges: [],
				taxRateIds: [],
				...line,
			},
		],
		discounts: [],
		charges: [],
		taxInclusive: false,
		cashRounding: null,
		...more,
	},
];
const discounts = [{description: 'Off', amount: 10}];

for (const {reason, spoil} of [
	{reason: 'template_day_cap', spoil: {lastDue: {date: '2026-01-31', count: 3}}},
	{reason: 'amount_too_large', spoil: {plans: plans({quantity: '1000', unitAmount: 999_999_999_999})}},
	{reason: 'discount_not_spreadable', spoil: {plans: plans({unitAmount: 0}, {discounts})}},
	{reason: 'bug', spoil: {plans: []}},
	{reason: 'refused_by_store', spoil: {party: 7}},
]) {
	test(`invariant 29: what is parked for ${reason} is billed once it is retried`, async (t) => {
		const {template, post, get, run, drain, world, accountId, close} = await openTemplates('2026-01-30T09:00:00.000Z');
		t.teardown(close);
		const {id} = await template();
		await post(`/templates/${id}/activate`);
		const mend = await spoiled(world, accountId, id, spoil);
		await run('2026-01-31T06:00:00.000Z');
		const [parked] = (await get('/parked')).body.data;
		t.like(parked, {templateId: id, reason, date: '2026-01-31'});
		t.is((await get('/invoices')).body.data.length, 0);
		if (reason !== 'template_day_cap') await mend();
		t.is((await post(`/parked/${parked.id}/retry`)).status, 200);
		await drain();
		t.is((await get('/invoices')).body.data.length, 1);
		t.like((await get(`/templates/${id}`)).body, {status: 'active', periodsBilled: 1, nextDate: '2026-02-28'});
	});
}

test('invariant 29: what was parked as too far ahead waits for its instant once it is retried, approved or not', async (t) => {
	const {template, post, get, run, drain, world, accountId, close} = await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	await spoiled(world, accountId, id, {status: 'parked', dueAt: null});
	const since = '2026-01-30T09:00:00.000Z';
	const parked = {
		id: 'prk_ahead',
		accountId,
		templateId: id,
		date: '2026-01-31',
		reason: 'beyond_horizon',
		detail: 'The period from 2026-01-31 is not due before 2026-01-31T05:00:00.000Z.',
		period: {epoch: 1, k: 0},
		since,
	};
	const fields = {schema: 1, ...parked, commitId: '', settledAt: null};
	await world.db.commit([{op: 'create', path: `accounts/${accountId}/parked/prk_ahead`, fields}]);
	t.is((await get('/parked')).body.data[0].figures, null, 'stored before there were figures');
	t.is((await post('/parked/prk_ahead/retry')).status, 200);
	await drain();
	t.is((await get('/invoices')).body.data.length, 0, 'never early');
	t.like((await get(`/templates/${id}`)).body, {status: 'active', nextDate: '2026-01-31'});
	await run('2026-01-31T06:00:00.000Z');
	t.is((await get('/invoices')).body.data.length, 1);
});

type Db = Awaited<ReturnType<typeof openTemplates>>['world']['db'];

/** Changes the stored tax plan behind the API's back; answers what it was. */
const damage = async (world: {readonly db: Db}, accountId: string, id: string, taxPlan: unknown) => {
	const stored = await world.db.get(`accounts/${accountId}/templates/${id}`);
	await spoiled(world, accountId, id, {taxPlan});
	return stored?.fields.taxPlan;
};

/** Changes fields of the stored template behind the API's back; answers how to change them back. */
const spoiled = async ({db}: {readonly db: Db}, accountId: string, id: string, fields: object) => {
	const stored = await db.get(`accounts/${accountId}/templates/${id}`);
	if (!stored) throw new Error('no template');
	const before = Object.fromEntries(Object.keys(fields).map((name) => [name, stored.fields[name]]));
	await db.commit([{op: 'update', path: stored.path, version: stored.version, fields: {...stored.fields, ...fields}}]);
	return () => spoiled({db}, accountId, id, before).then(() => {});
};
