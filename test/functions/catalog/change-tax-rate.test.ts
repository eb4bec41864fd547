import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
let call: Awaited<ReturnType<TestWorld['business']>>['call'];
test.before(async () => {
	world = await openTestWorld();
	({call} = await world.business('rates@example.com'));
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
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 100, taxRateIds: [made.id]}];
	const invoice = await call('/invoices', {json: {customerId: customer.body.id, lines}});
	t.is(invoice.status, 201, invoice.text);
	for (const json of [{percent: '9'}, {scheme: 'PST'}, {category: 'Z', percent: '0'}]) {
		const answer = await call(`/tax-rates/${made.id}`, patch(json));
		t.is(answer.status, 409, JSON.stringify(json));
		t.is(answer.body.code, 'tax_rate_used');
	}
	t.is((await call(`/tax-rates/${made.id}`, patch({name: 'new name'}))).body.name, 'new name');
});

test('a template uses its rates, too, and so does a draft that is changed; a preview does not', async (t) => {
	const {body: customer} = await call('/customers', {json: {name: 'a'}});
	const lines = (rateId: string) => [{description: 'x', quantity: 1, unitAmount: 100, taxRateIds: [rateId]}];
	const [previewed, drafted, templated] = [await make(), await make(), await make()];
	const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-12-01'};
	await call('/invoices/preview', {json: {customerId: customer.id, lines: lines(previewed.id)}});
	const draft = await call('/invoices', {
		json: {customerId: customer.id, lines: [{description: 'x', quantity: 1, unitAmount: 1}]},
	});
	await call(`/invoices/${draft.body.id}`, patch({lines: lines(drafted.id)}));
	await call('/templates', {json: {customerId: customer.id, lines: lines(templated.id), schedule}});
	const statusOf = async (rate: {id: string}) => (await call(`/tax-rates/${rate.id}`, patch({percent: '9'}))).status;
	t.deepEqual(await Promise.all([previewed, drafted, templated].map(statusOf)), [200, 409, 409]);
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
