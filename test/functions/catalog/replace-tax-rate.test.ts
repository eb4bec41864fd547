/** Proves catalog/replace-tax-rate.ts with catalog/reach-templates.ts, through the API. */
import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld({beginAt: '2026-11-22T12:00:00.000Z'});
});
test.after.always(() => world.close());

const replace = (percent: string, from: string) => ({json: {percent, from}});

test('a replaced rate answers every percent with its day', async (t) => {
	const {call} = await world.business('replace@example.com');
	const [rate] = (await call('/tax-rates')).body.data;
	const path = `/tax-rates/${rate.id}/replace`;
	const answer = await call(path, replace('21', '2027-01-01'));
	t.is(answer.status, 200, answer.text);
	t.like(answer.body, {
		id: rate.id,
		percent: '19',
		versions: [
			{from: null, percent: '19'},
			{from: '2027-01-01', percent: '21'},
		],
	});
	t.deepEqual((await call(path, replace('21', '2027-01-01'))).body.versions, answer.body.versions);
	t.is((await call(path, replace('22', '2026-12-01'))).status, 422);
	t.is((await call(`/tax-rates/${rate.id}`, {method: 'PATCH', json: {percent: '23'}})).body.code, 'tax_rate_used');
	t.is((await call('/tax-rates/tax_nothing/replace', replace('1', '2027-01-01'))).status, 404);
});

test('templates bill the rate valid at the tax point', async (t) => {
	const {call} = await world.business('reach@example.com');
	const [rate] = (await call('/tax-rates')).body.data;
	const customer = await call('/customers', {json: {name: 'a'}});
	const template = await call('/templates', {
		json: {
			customerId: customer.body.id,
			lines: [{description: 'x', quantity: 1, unitAmount: 10_000, taxRateIds: [rate.id]}],
			schedule: {frequency: 'month', interval: 1, anchorDate: '2026-12-01'},
		},
	});
	t.is(template.status, 201, template.text);
	await call(`/tax-rates/${rate.id}/replace`, replace('21', '2027-01-01'));
	const {body} = await call(`/templates/${template.body.id}/preview?count=3`);
	t.deepEqual(
		body.data.map(({taxTotal}: {taxTotal: number}) => taxTotal),
		[1900, 2100, 2100],
	);
});

test('a rate without tax stays without', async (t) => {
	const {call} = await world.business('zero@example.com');
	const {body} = await call('/tax-rates', {json: {name: 'Export', percent: 0, category: 'G'}});
	t.is((await call(`/tax-rates/${body.id}/replace`, replace('5', '2027-01-01'))).status, 422);
});

test('templates learn of a new percent in the commit that replaces it', async (t) => {
	const {call, accountId} = await world.business('atomic@example.com');
	const [rate] = (await call('/tax-rates')).body.data;
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 10_000, taxRateIds: [rate.id]}];
	const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-12-01'};
	const made = await Promise.all(
		[1, 2, 3].map(() => call('/templates', {json: {customerId: customer.body.id, lines, schedule}})),
	);
	await call(`/tax-rates/${rate.id}/replace`, replace('21', '2027-01-01'));
	const paths = [`taxRates/${rate.id}`, ...made.map(({body}) => `templates/${body.id}`)];
	const stored = await world.world.db.getMany(paths.map((path) => `accounts/${accountId}/${path}`));
	t.is(new Set(stored.map((one) => one?.fields.commitId)).size, 1);
});

test('of an account with more than 200 templates all learn of it, too', async (t) => {
	const {call, accountId} = await world.business('many@example.com');
	const [rate] = (await call('/tax-rates')).body.data;
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 10_000, taxRateIds: [rate.id]}];
	const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-12-01'};
	const {body} = await call('/templates', {json: {customerId: customer.body.id, lines, schedule}});
	const {db} = world.world;
	const stored = await db.get(`accounts/${accountId}/templates/${body.id}`);
	const ids = Array.from({length: 230}, (_, index) => `tpl_${1000 + index}`);
	for (let from = 0; from < ids.length; from += 100)
		await db.commit(
			ids
				.slice(from, from + 100)
				.map((id) => ({op: 'create', path: `accounts/${accountId}/templates/${id}`, fields: {...stored?.fields, id}})),
		);
	await call(`/tax-rates/${rate.id}/replace`, replace('21', '2027-01-01'));
	const found = await db.getMany([body.id, ...ids].map((id) => `accounts/${accountId}/templates/${id}`));
	t.is(found.filter((one) => JSON.stringify(one?.fields.taxPlan).includes('"21"')).length, 231);
});

test('a rate’s new name and texts reach templates as well, its percent stays', async (t) => {
	const {call} = await world.business('named@example.com');
	const [rate] = (await call('/tax-rates')).body.data;
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 10_000, taxRateIds: [rate.id]}];
	const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-12-01'};
	const {body} = await call('/templates', {json: {customerId: customer.body.id, lines, schedule}});
	t.is((await call(`/tax-rates/${rate.id}`, {method: 'PATCH', json: {name: 'Umsatzsteuer'}})).status, 200);
	const shown = (await call(`/templates/${body.id}/preview?count=1`)).body.data[0].taxes[0];
	t.like(shown, {name: 'Umsatzsteuer', percent: '19'});
});
