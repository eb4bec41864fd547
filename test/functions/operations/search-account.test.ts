import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld({beginAt: '2026-11-22T12:00:00.000Z'});
});
test.after.always(() => world.close());

test('one search finds customers by name or mail and invoices by number', async (t) => {
	const {call} = await world.business('finder@example.com');
	const customer = await call('/customers', {json: {name: 'Ingrid Vogel', email: 'ingrid@vogel.example'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 100}];
	const draft = await call('/invoices', {json: {customerId: customer.body.id, lines}});
	await call(`/invoices/${draft.body.id}/finalize`, {method: 'POST'});
	const find = async (q: string) => (await call(`/search?q=${encodeURIComponent(q)}`)).body.data;
	t.deepEqual(await find('ing'), [
		{type: 'customer', id: customer.body.id, title: 'Ingrid Vogel', subtitle: 'ingrid@vogel.example'},
	]);
	t.deepEqual(await find('INV-2026'), [{type: 'invoice', id: draft.body.id, title: 'INV-2026-0001', subtitle: 'open'}]);
	t.is((await find('ingrid@vogel.example')).length, 1);
	t.deepEqual(await find('nothing'), []);
	t.is((await call('/search')).status, 422);
	const other = await world.business('finder2@example.com');
	t.deepEqual((await other.call('/search?q=ing')).body.data, []);
});
