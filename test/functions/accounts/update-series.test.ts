import test from 'ava';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld({beginAt: '2026-11-22T12:00:00.000Z'});
});
test.after.always(() => world.close());

const patch = (json: unknown) => ({method: 'PATCH', json});
const withInvoiceSeries = async (email: string) => {
	const {call} = await world.business(email);
	const {body} = await call('/series');
	const invoices = body.data.find((series: {for: string}) => series.for === 'invoice');
	return {call, path: `/series/${invoices.id}`};
};
type Call = Awaited<ReturnType<TestWorld['business']>>['call'];
const issueOne = async (call: Call) => {
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 100}];
	const draft = await call('/invoices', {json: {customerId: customer.body.id, lines}});
	return call(`/invoices/${draft.body.id}/finalize`, {method: 'POST'});
};

test('the next number is set and only raised', async (t) => {
	const {call, path} = await withInvoiceSeries('next@example.com');
	t.is((await call(path, patch({next: 100}))).body.sample, 'INV-2026-0100');
	t.is((await call(path, patch({next: 99}))).status, 422);
	t.is((await issueOne(call)).body.number, 'INV-2026-0100');
	t.is((await call(path)).body.next, 101);
	t.is((await call(path, patch({next: 100}))).status, 422);
});

test('pattern and reset can be changed until a number was taken', async (t) => {
	const {call, path} = await withInvoiceSeries('frozen@example.com');
	t.is((await call(path, patch({pattern: 'RE-{0000}', reset: 'never'}))).body.sample, 'RE-0001');
	t.is((await call(path, patch({pattern: 'CN-{YYYY}-{0}', reset: 'year'}))).body.code, 'number_taken');
	t.is((await issueOne(call)).body.number, 'RE-0001');
	t.is((await call(path, patch({pattern: 'NEU-{0000}'}))).body.code, 'series_in_use');
	t.is((await call(path, {method: 'DELETE'})).body.code, 'series_in_use');
	t.is((await call('/series', {json: {for: 'invoice', pattern: 'INV-{YYYY}-{0000}'}})).status, 201);
});

test('another series becomes the default, and numbers what follows', async (t) => {
	const {call, path} = await withInvoiceSeries('default@example.com');
	const made = await call('/series', {json: {for: 'invoice', pattern: 'NEU-{0000}'}});
	t.is((await call(`/series/${made.body.id}`, patch({isDefault: true}))).body.isDefault, true);
	t.is((await call(path)).body.isDefault, false);
	t.is((await issueOne(call)).body.number, 'NEU-0001');
	t.is((await call(path, {method: 'DELETE'})).status, 204);
	t.is((await call(path)).status, 404);
});

test('a series that a customer names is not deleted; one that nobody names is, and its pattern is free again', async (t) => {
	const {call} = await withInvoiceSeries('named@example.com');
	const json = {for: 'invoice', pattern: 'SHOP-{0000}'};
	const made = await call('/series', {json});
	const customer = await call('/customers', {json: {name: 'a', seriesId: made.body.id}});
	t.is((await call(`/series/${made.body.id}`, {method: 'DELETE'})).body.code, 'series_in_use');
	await call(`/customers/${customer.body.id}`, patch({seriesId: null}));
	t.is((await call(`/series/${made.body.id}`, {method: 'DELETE'})).status, 204);
	t.is((await call('/series', {json})).status, 201);
});
