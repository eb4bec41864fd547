import test from 'ava';
import {findTaxRates, taxRatesUsedWrites} from '../../../functions/catalog/index.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
let call: Awaited<ReturnType<TestWorld['business']>>['call'];
let accountId = '';
test.before(async () => {
	world = await openTestWorld();
	({call, accountId} = await world.business('rates@example.com'));
});
test.after.always(() => world.close());

const patch = (json: unknown) => ({method: 'PATCH', json});
const make = async (json: object = {}) =>
	(await call('/tax-rates', {json: {name: 'x', percent: '7', category: 'S', ...json}})).body;

test('a rate is created, changed and offered no more', async (t) => {
	const made = await make({percent: 7.5, scheme: 'GST', reason: 'why', exemptionCode: null});
	t.like(made, {percent: '7.5', scheme: 'GST', category: 'S', reason: 'why', exemptionCode: null});
	const path = `/tax-rates/${made.id}`;
	t.like((await call(path, patch({percent: '8', name: 'y'}))).body, {
		percent: '8',
		name: 'y',
		versions: [{from: null, percent: '8'}],
	});
	t.is((await call(path, {method: 'DELETE'})).status, 204);
	t.is((await call(path)).status, 404);
	t.false((await call('/tax-rates?limit=100')).body.data.some(({id}: {id: string}) => id === made.id));
});

test('once used, a rate’s percent, scheme and category stay; its texts may change', async (t) => {
	const made = await make();
	const {db} = world.world;
	const used = taxRatesUsedWrites(await findTaxRates(db, accountId, [made.id]));
	t.is(used.length, 1);
	t.is((await db.commit(used)).outcome, 'committed');
	t.is(taxRatesUsedWrites(await findTaxRates(db, accountId, [made.id])).length, 0);
	for (const json of [{percent: '9'}, {scheme: 'PST'}, {category: 'Z', percent: '0'}]) {
		const answer = await call(`/tax-rates/${made.id}`, patch(json));
		t.is(answer.status, 409, JSON.stringify(json));
		t.is(answer.body.code, 'tax_rate_used');
	}
	t.is((await call(`/tax-rates/${made.id}`, patch({name: 'new name'}))).body.name, 'new name');
});

for (const wrong of [
	{name: 'x', percent: '19'},
	{name: 'x', category: 'S'},
	{name: 'x', percent: '19', category: 'Q'},
	{name: 'x', percent: '19', category: 'AE'},
	{name: 'x', percent: '-1', category: 'S'},
	{name: 'x', percent: '1.23456', category: 'S'},
	{name: 'x', percent: '1001', category: 'S'},
]) {
	test(`refused: ${JSON.stringify(wrong)}`, async (t) => t.is((await call('/tax-rates', {json: wrong})).status, 422));
}
