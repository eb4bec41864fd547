/** Proves recurring/change-template.ts with recurring/delete-template.ts, recurring/command.ts and recurring/answer.ts, through the API. */
import test from 'ava';
import {openTemplates} from './template-api.ts';

const may = '2026-05-10T09:00:00.000Z';
const opened = async (t: {teardown(close: () => Promise<void>): void}, at = may) => {
	const templates = await openTemplates(at);
	t.teardown(templates.close);
	return templates;
};

test('a template is a draft until it is activated, and deleted only until then', async (t) => {
	const {template, post, get, call} = await opened(t);
	const draft = await template({name: 'Care'});
	t.like(draft, {
		status: 'draft',
		nextDate: null,
		nextAt: null,
		periodsBilled: 0,
		billing: 'issue_and_send',
		currency: 'EUR',
		periodTiming: 'advance',
	});
	t.is(draft.schedule.hour, 6);
	const read = await get(`/templates/${draft.id}`);
	t.deepEqual(read.body, draft);
	t.truthy(read.headers.get('etag'));
	t.is((await post(`/templates/${draft.id}/pause`)).body.code, 'template_not_active');
	t.is((await post(`/templates/${draft.id}/resume`)).body.code, 'template_not_paused');
	t.is((await post(`/templates/${draft.id}/skip`)).body.code, 'template_not_active');
	t.is((await post(`/templates/${draft.id}/end`)).body.code, 'template_not_active');
	const active = await template();
	await post(`/templates/${active.id}/activate`);
	t.is((await post(`/templates/${active.id}/activate`)).body.code, 'template_not_draft');
	t.is((await call(`/templates/${active.id}`, {method: 'DELETE'})).body.code, 'template_not_draft');
	t.is((await call(`/templates/${draft.id}`, {method: 'DELETE'})).status, 204);
	t.is((await get(`/templates/${draft.id}`)).status, 404);
});

test('worked example 7: skip, latest and all at activation', async (t) => {
	const {template, post, get, run} = await opened(t);
	const bodies = [];
	for (const past of ['skip', 'latest', 'all']) {
		const {id} = await template();
		bodies.push((await post(`/templates/${id}/activate`, {past})).body);
	}
	const [skip, latest, all] = bodies;
	t.like(skip, {
		status: 'active',
		periodsSkipped: 4,
		nextDate: '2026-05-31',
		nextAt: '2026-05-31T04:00:00.000Z',
		willBill: [],
	});
	t.deepEqual(latest.willBill, [{date: '2026-04-30', period: {start: '2026-04-30', end: '2026-05-30'}, total: 1190}]);
	t.is(latest.periodsSkipped, 3);
	t.deepEqual(
		all.willBill.map(({date}: {date: string}) => date),
		['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
	);
	await run();
	await run();
	for (const {id} of bodies) t.is((await get(`/templates/${id}`)).body.nextAt, '2026-05-31T04:00:00.000Z');
	const made = async (id: string) => (await get(`/templates/${id}/invoices`)).body.data;
	t.deepEqual([(await made(skip.id)).length, (await made(latest.id)).length, (await made(all.id)).length], [0, 1, 4]);
	t.deepEqual((await made(latest.id))[0].period, {start: '2026-04-30', end: '2026-05-30'});
	t.deepEqual((await made(all.id)).map(({period}: {period: {start: string}}) => period.start).sort(), [
		'2026-01-31',
		'2026-02-28',
		'2026-03-31',
		'2026-04-30',
	]);
	t.like((await made(all.id))[0], {status: 'open', issueDate: '2026-05-10', templateId: all.id});
});

test('what was activated with something due is billed at once, without waiting for a tick', async (t) => {
	const {template, post, get, drain} = await opened(t);
	const {id} = await template();
	await post(`/templates/${id}/activate`, {past: 'latest'});
	await drain();
	t.is((await get(`/templates/${id}/invoices`)).body.data.length, 1);
	const runs = (await get('/runs')).body.data;
	t.like(runs[0], {state: 'finished', due: 1, issued: 1, amounts: [{currency: 'EUR', total: 1190}]});
	t.deepEqual((await get(`/runs/${runs[0].id}`)).body, runs[0]);
	t.is((await get('/runs/run_none')).status, 404);
});

test('pause and resume: what fell due in the pause is decided on, what was due before it is billed', async (t) => {
	const {template, post, get, run} = await opened(t, '2026-01-30T09:00:00.000Z');
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	await run('2026-01-31T06:00:00.000Z');
	const paused = await post(`/templates/${id}/pause`);
	t.like(paused.body, {status: 'paused', nextAt: null, upcoming: []});
	t.is((await post(`/templates/${id}/pause`)).body.code, 'template_not_active');
	await run('2026-04-01T06:00:00.000Z');
	t.is((await get(`/templates/${id}`)).body.periodsBilled, 1);
	const resumed = await post(`/templates/${id}/resume`, {past: 'latest'});
	t.like(resumed.body, {status: 'active', periodsSkipped: 1});
	t.deepEqual(
		resumed.body.willBill.map(({date}: {date: string}) => date),
		['2026-03-31'],
	);
	t.is((await post(`/templates/${id}/resume`)).body.code, 'template_not_paused');
	await run();
	t.like((await get(`/templates/${id}`)).body, {periodsBilled: 2, nextDate: '2026-04-30'});
});

test('invariant 27: a template of an archived customer is not put back to work', async (t) => {
	const {template, post, call} = await opened(t);
	const {id, customerId} = await template();
	await post(`/templates/${id}/activate`);
	await call(`/customers/${customerId}`, {method: 'DELETE'});
	t.is((await post(`/templates/${id}/resume`)).body.code, 'customer_archived');
	await post(`/customers/${customerId}/restore`);
	t.is((await post(`/templates/${id}/resume`)).body.status, 'active');
});

test('rule 27: a period that fell due while active is billed even when it is resumed with skip', async (t) => {
	const {template, post, get, goTo, run} = await opened(t, '2026-01-30T09:00:00.000Z');
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	await goTo('2026-02-01T09:00:00.000Z');
	await post(`/templates/${id}/pause`);
	await goTo('2026-04-01T09:00:00.000Z');
	const resumed = await post(`/templates/${id}/resume`, {past: 'skip'});
	t.deepEqual(
		resumed.body.willBill.map(({date}: {date: string}) => date),
		['2026-01-31'],
	);
	await run();
	t.like((await get(`/templates/${id}`)).body, {periodsBilled: 1, periodsSkipped: 2, nextDate: '2026-04-30'});
});

test('skip next records the period; end is for good', async (t) => {
	const {template, post, get, call, run} = await opened(t, '2026-01-30T09:00:00.000Z');
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	t.like((await post(`/templates/${id}/skip`)).body, {periodsSkipped: 1, nextDate: '2026-02-28'});
	await run('2026-02-28T06:00:00.000Z');
	const [invoice] = (await get(`/templates/${id}/invoices`)).body.data;
	t.deepEqual(invoice.period, {start: '2026-02-28', end: '2026-03-30'});
	t.like((await post(`/templates/${id}/end`)).body, {status: 'ended', nextAt: null});
	t.is((await post(`/templates/${id}/end`)).body.code, 'template_ended');
	t.is((await call(`/templates/${id}`, {method: 'PATCH', json: {name: 'x'}})).body.code, 'template_ended');
	t.deepEqual((await get(`/templates/${id}/preview`)).body.data, []);
	await run('2026-04-30T06:00:00.000Z');
	t.is((await get(`/templates/${id}/invoices`)).body.data.length, 1);
});

test('a template ends after its count of invoices, skips not counted, and on its date', async (t) => {
	const {template, post, get, run} = await opened(t, '2026-01-30T09:00:00.000Z');
	const counted = await template({ends: {type: 'after', count: 2}});
	const dated = await template({ends: {type: 'on', date: '2026-02-28'}});
	for (const {id} of [counted, dated]) await post(`/templates/${id}/activate`);
	await post(`/templates/${counted.id}/skip`);
	t.is((await get(`/templates/${dated.id}/preview`)).body.data.length, 2);
	await run('2026-02-28T06:00:00.000Z');
	t.is((await get(`/templates/${counted.id}`)).body.status, 'active');
	t.like((await get(`/templates/${dated.id}`)).body, {status: 'ended', periodsBilled: 2, nextDate: null});
	await run('2026-03-31T06:00:00.000Z');
	t.like((await get(`/templates/${counted.id}`)).body, {status: 'ended', periodsBilled: 2, periodsSkipped: 1});
});

test('rule 28: new prices reach periods that start after the edit, a new schedule starts after what is billed', async (t) => {
	const {template, post, get, call, goTo, run, input} = await opened(t, '2026-01-30T09:00:00.000Z');
	const {id} = await template({periodTiming: 'arrears'});
	await post(`/templates/${id}/activate`);
	await goTo('2026-02-10T09:00:00.000Z');
	const lines = [{...input.lines[0], unitAmount: 2000}];
	const edited = await call(`/templates/${id}`, {method: 'PATCH', json: {lines}});
	t.is(edited.status, 200);
	t.is(edited.body.lines[0].unitAmount, 2000);
	await run('2026-03-31T06:00:00.000Z');
	const invoices = (await get(`/templates/${id}/invoices`)).body.data.toReversed();
	t.deepEqual(
		invoices.map(({period, subtotal}: {period: {start: string}; subtotal: number}) => [period.start, subtotal]).sort(),
		[
			['2026-01-31', 1000],
			['2026-02-28', 2000],
		],
	);
	const schedule = {...input.schedule, anchorDate: '2026-03-30'};
	t.is((await call(`/templates/${id}`, {method: 'PATCH', json: {schedule}})).body.code, 'period_already_billed');
	const moved = await call(`/templates/${id}`, {
		method: 'PATCH',
		json: {schedule: {...schedule, anchorDate: '2026-04-15'}, periodTiming: 'advance'},
	});
	t.like(moved.body, {nextDate: '2026-04-15', status: 'active'});
	t.is((await call(`/templates/${id}`, {method: 'PATCH', json: {currency: 'USD'}})).status, 422);
});

test('a draft that a template made is charged when its template says: on the due date at its hour, not before', async (t) => {
	const {template, post, get, run} = await opened(t, '2026-01-30T09:00:00.000Z');
	const charging = {billing: 'draft', autoCharge: true, chargeOn: 'due', noticeDays: 3};
	const ids = [await template(charging), await template({...charging, noticeDays: 20})].map(({id}) => id);
	for (const id of ids) await post(`/templates/${id}/activate`);
	await run('2026-01-31T06:00:00.000Z');
	const charges = [];
	for (const id of ids) {
		const [draft] = (await get(`/templates/${id}/invoices`)).body.data;
		const issued = await post(`/invoices/${draft.id}/finalize`);
		t.is(issued.body.previewHash, draft.previewHash);
		charges.push([issued.body.dueDate, issued.body.payment.state, issued.body.payment.nextAttemptAt]);
	}
	t.deepEqual(charges, [
		['2026-02-14', 'scheduled', '2026-02-14T05:00:00.000Z'],
		['2026-02-14', 'scheduled', '2026-02-20T05:00:00.000Z'],
	]);
});
