import test from 'ava';
import {openTemplates} from './template-api.ts';

const may = '2026-05-10T09:00:00.000Z';
const opened = async (t: {teardown(close: () => Promise<void>): void}, at = may) => {
	const templates = await openTemplates(at);
	t.teardown(templates.close);
	return templates;
};

test('preview = bill: every issued invoice carries the hash of its preview', async (t) => {
	const {template, post, get, run} = await opened(t, '2026-01-30T09:00:00.000Z');
	const {id} = await template({
		billing: 'issue',
		lines: [{description: '{{period.month}} {{period.year}}, {{number}}', quantity: '1', unitAmount: 1000}],
	});
	await post(`/templates/${id}/activate`);
	const preview = (await get(`/templates/${id}/preview?count=4`)).body.data;
	t.deepEqual(
		preview.map(({k, date, total}: {k: number; date: string; total: number}) => [k, date, total]),
		[
			[0, '2026-01-31', 1000],
			[1, '2026-02-28', 1000],
			[2, '2026-03-31', 1000],
			[3, '2026-04-30', 1000],
		],
	);
	t.is(preview[0].lines[0].description, 'Januar 2026, {{number}}');
	for (const {dueAt} of preview) await run(dueAt);
	const invoices = (await get(`/templates/${id}/invoices`)).body.data.toReversed();
	t.deepEqual(
		invoices.map(({previewHash}: {previewHash: string}) => previewHash),
		preview.map(({previewHash}: {previewHash: string}) => previewHash),
	);
	t.is(invoices[1].lines[0].description, 'Februar 2026, INV-2026-0002');
	t.is((await get(`/templates/${id}/preview?count=0`)).status, 422);
});

test('automatic charges without a card show it in what comes next', async (t) => {
	const {template, post} = await opened(t);
	const {id} = await template({autoCharge: true, chargeOn: 'due'});
	const {body} = await post(`/templates/${id}/activate`);
	t.deepEqual(body.upcoming, [
		{what: 'issue', at: '2026-05-31T04:00:00.000Z', why: 'schedule'},
		{what: 'mail', at: '2026-05-31T04:00:00.000Z', why: 'invoice'},
		{what: 'charge', at: '2026-06-14T04:00:00.000Z', why: 'no_card'},
	]);
});

test('what an ended template refuses is told before what is wrong with the body', async (t) => {
	const {template, post, call} = await opened(t);
	const patch = (path: string, json: object) => call(path, {method: 'PATCH', json});
	const {id} = await template();
	t.is((await patch(`/templates/${id}`, {nothing: 1})).status, 422);
	await post(`/templates/${id}/activate`);
	await post(`/templates/${id}/end`);
	t.like(await patch(`/templates/${id}`, {nothing: 1}), {status: 409, body: {code: 'template_ended'}});
	t.is((await patch('/templates/tpl_nowhere1', {nothing: 1})).status, 404);
});

test('a schedule without a whole period before the year 10000 is refused', async (t) => {
	const {template} = await opened(t);
	const far = {frequency: 'month', interval: 1, anchorDate: '9999-12-31'};
	await t.throwsAsync(template({schedule: far}), {message: /anchorDate/});
});
