import test from 'ava';
import {openTemplates} from '../recurring/template-api.ts';

test('runs are listed newest first, page by page; runs that found nothing due leave none', async (t) => {
	const {template, post, get, run, business, close} = await openTemplates('2026-01-30T09:00:00.000Z');
	t.teardown(close);
	const {id} = await template();
	await post(`/templates/${id}/activate`);
	await run('2026-01-31T06:00:00.000Z');
	await run('2026-02-15T06:00:00.000Z');
	await run('2026-02-28T06:00:00.000Z');
	const first = (await get('/runs?limit=1')).body;
	const second = (await get(`/runs?limit=1&cursor=${first.nextCursor}`)).body;
	t.deepEqual([first.data[0].id, second.data[0].id, second.nextCursor], ['run_202602280600', 'run_202601310600', null]);
	t.like(first.data[0], {state: 'finished', due: 1, issued: 1, skipped: 0, parked: 0});
	t.truthy(first.data[0].finishedAt);
	const stranger = await business('other@example.com');
	t.deepEqual((await stranger.call('/runs')).body.data, []);
	t.is((await stranger.call(`/runs/${first.data[0].id}`)).status, 404);
});
