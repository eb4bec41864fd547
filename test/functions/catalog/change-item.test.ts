import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
let call: Awaited<ReturnType<TestWorld['business']>>['call'];
let rateId = '';
test.before(async () => {
	world = await openTestWorld();
	({call} = await world.business('items@example.com'));
	rateId = (await call('/tax-rates')).body.data[0].id;
});
test.after.always(() => world.close());

test('an item is created, changed and deleted', async (t) => {
	const made = await call('/items', {json: {name: 'Stunde', unit: 'h', unitAmount: 9500, taxRateIds: [rateId]}});
	t.is(made.status, 201);
	t.like(made.body, {name: 'Stunde', unitAmount: 9500, currency: 'EUR', description: null, taxRateIds: [rateId]});
	const path = `/items/${made.body.id}`;
	const changed = await call(path, {
		method: 'PATCH',
		json: {unitAmount: '0.25', unit: null, description: 'je\nMinute'},
	});
	t.like(changed.body, {unitAmount: '0.25', unit: null, description: 'je\nMinute', version: 2});
	t.is((await call(path, {method: 'DELETE'})).status, 204);
	for (const method of ['GET', 'DELETE']) t.is((await call(path, {method})).status, 404);
	t.is((await call(path, {method: 'PATCH', json: {}})).status, 404);
});

test('a price may be an integer, a decimal of minor units, or negative; it comes back in its shortest form', async (t) => {
	const priceOf = async (unitAmount: unknown) =>
		(await call('/items', {json: {name: 'x', unitAmount}})).body.unitAmount;
	t.deepEqual(await Promise.all([5, '5', '0.250000', '-3', 0].map(priceOf)), [5, 5, '0.25', -3, 0]);
});

for (const wrong of [
	{name: 'x'},
	{unitAmount: 1},
	{name: 'x', unitAmount: 1.5},
	{name: 'x', unitAmount: '0.1234567'},
	{name: 'x', unitAmount: 1_000_000_000_000},
	{name: 'x', unitAmount: 'abc'},
	{name: 'x', unitAmount: 1, currency: 'XXX'},
	{name: 'x', unitAmount: 1, taxRateIds: ['tax_nothing']},
	{name: 'x', unitAmount: 1, taxRateIds: ['nonsense']},
	{name: 'x', unitAmount: 1, price: 1},
]) {
	test(`refused: ${JSON.stringify(wrong)}`, async (t) => t.is((await call('/items', {json: wrong})).status, 422));
}

test('another account’s tax rate is unknown', async (t) => {
	const other = await world.business('items2@example.com');
	t.is((await other.call('/items', {json: {name: 'x', unitAmount: 1, taxRateIds: [rateId]}})).status, 422);
});
