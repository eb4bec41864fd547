import test from 'ava';
import type {Db} from '../../functions/world.ts';
import {openTestWorld, type TestWorld} from '../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld({beginAt: '2026-11-22T12:00:00.000Z'});
});
test.after.always(() => world.close());

const collections = ['customers', 'items', 'taxRates', 'invoices', 'templates', 'members', 'series', 'payments'];
const everything = async (db: Db, accountId: string, collection: string) =>
	db.query({collection: `accounts/${accountId}/${collection}`, limit: 500});

test('I21: whatever people change has one entry in the audit trail, in the same commit', async (t) => {
	const {call, accountId} = await world.business('trail@example.com');
	const made = async (path: string, json: object) => (await call(path, {json})).body;
	const customer = await made('/customers', {name: 'Ada'});
	const item = await made('/items', {name: 'Care', unitAmount: 100});
	const rate = await made('/tax-rates', {name: 'Rate', percent: '7', category: 'S'});
	const lines = [{description: 'x', quantity: 1, unitAmount: 10_000, taxRateIds: [rate.id]}];
	const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-12-01'};
	const [invoice, template] = [
		await made('/invoices', {customerId: customer.id, lines}),
		await made('/templates', {customerId: customer.id, lines, schedule}),
	];
	const steps = [
		['PATCH', `/customers/${customer.id}`, {name: 'Ada Muster'}],
		['PATCH', `/items/${item.id}`, {name: 'More care'}],
		['POST', `/tax-rates/${rate.id}/replace`, {percent: '8', from: '2027-01-01'}],
		['POST', `/invoices/${invoice.id}/finalize`, {}],
		['POST', `/invoices/${invoice.id}/payments`, {amount: 100, method: 'cash', receivedOn: '2026-11-22'}],
		['POST', `/templates/${template.id}/activate`, {}],
		['POST', '/templates/raise-prices', {percent: '5', from: '2027-01-01'}],
		['POST', '/members', {email: 'bob@example.com', role: 'viewer'}],
		['PATCH', '', {name: 'Sonnenschein & Co'}],
	] as const;
	const {db} = world.world;
	const trail = async () => (await everything(db, accountId, 'activity')).map(({fields}) => fields.commitId);
	for (const [method, path, json] of steps) {
		const before = new Set(await trail());
		const answer = await call(path, {method, json});
		t.true(answer.status < 300, `${method} ${path}: ${answer.text}`);
		t.is((await trail()).filter((commit) => !before.has(commit)).length, 1, `${method} ${path}`);
	}
	const commits = await trail();
	t.is(new Set(commits).size, commits.length, 'one entry a commit');
	const stored = (await Promise.all(collections.map((name) => everything(db, accountId, name)))).flat();
	t.true(stored.length >= 8);
	for (const {path, fields} of stored) t.true(commits.includes(fields.commitId), path);
});
