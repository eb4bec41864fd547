import test from 'ava';
import {openTemplates} from './template-api.ts';

const may = '2026-05-10T09:00:00.000Z';
const opened = async (t: {teardown(close: () => Promise<void>): void}, at = may) => {
	const templates = await openTemplates(at);
	t.teardown(templates.close);
	return templates;
};

test('lists are filtered by status and customer; stale versions and other accounts are refused', async (t) => {
	const {template, post, get, call, business, customer} = await opened(t);
	const one = await template();
	const two = await template();
	await post(`/templates/${two.id}/activate`);
	const ids = async (query: string) => (await get(`/templates${query}`)).body.data.map(({id}: {id: string}) => id);
	t.deepEqual((await ids('')).sort(), [one.id, two.id].sort());
	t.deepEqual(await ids('?status=active'), [two.id]);
	t.deepEqual(await ids(`?status=draft&customerId=${customer.id}`), [one.id]);
	const stale = await call(`/templates/${one.id}`, {method: 'PATCH', json: {name: 'n'}, headers: {'if-match': '"0"'}});
	t.deepEqual([stale.status, stale.body.code], [412, 'version_mismatch']);
	const stranger = await business('other@example.com');
	t.is((await stranger.call(`/templates/${one.id}`)).status, 404);
});
