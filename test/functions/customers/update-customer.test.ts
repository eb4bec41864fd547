import test from 'ava';
import {readAs} from '../../../functions/kernel/documents.ts';
import {Party} from '../../../schemas/parties.ts';
import {TemplateDocument} from '../../../schemas/template.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const patch = (json: unknown) => ({method: 'PATCH', json});

test('a patch merges: objects field by field, null takes away, lists are replaced', async (t) => {
	const {call} = await world.business('merge@example.com');
	const {body} = await call('/customers', {
		json: {
			name: 'a',
			email: 'a@example.com',
			billingAddress: {line1: 'Weg 1', city: 'Wien'},
			contacts: [{email: 'b@example.com'}],
			metadata: {a: '1', b: '2'},
		},
	});
	const changed = await call(
		`/customers/${body.id}`,
		patch({email: null, billingAddress: {city: 'Graz'}, contacts: [], metadata: {a: null, c: '3'}}),
	);
	t.is(changed.status, 200, changed.text);
	t.like(changed.body, {name: 'a', email: null, contacts: [], metadata: {b: '2', c: '3'}, version: 2});
	t.like(changed.body.billingAddress, {line1: 'Weg 1', city: 'Graz'});
	t.deepEqual((await call(`/customers/${body.id}`)).body, changed.body);
	t.is((await call(`/customers/${body.id}`, patch({name: null}))).status, 422);
	t.is((await call(`/customers/${body.id}`, patch({metadata: {x: 'y'.repeat(501)}}))).status, 422);
	t.is((await call('/customers/cus_nothing', patch({name: 'x'}))).status, 404);
});

test('an edit reaches the customer’s templates in the same commit', async (t) => {
	const {call, accountId} = await world.business('reach@example.com');
	const {body: customer} = await call('/customers', {json: {name: 'before', paymentTerms: {days: 7}}});
	const made = await call('/templates', {
		json: {
			customerId: customer.id,
			lines: [{description: 'x', quantity: 1, unitAmount: 100}],
			schedule: {frequency: 'month', interval: 1, anchorDate: '2026-01-31'},
		},
	});
	t.is(made.status, 201, made.text);
	const read = async () => {
		const stored = await world.world.db.get(`accounts/${accountId}/templates/${made.body.id}`);
		if (!stored) throw new Error('the template is there');
		return readAs(TemplateDocument, stored);
	};
	const before = await read();
	await call(
		`/customers/${customer.id}`,
		patch({name: 'after', paymentTerms: {days: 30}, locale: 'fr', autoApplyCredit: true}),
	);
	const after = await read();
	t.is(after.effectiveTerms.days, 30);
	t.like(after, {locale: 'fr', autoApplyCredit: true, version: before.version + 1});
	const scope = {account: accountId, customer: customer.id, kind: 'legal'} as const;
	t.is(Party.parse(await world.world.vault.open(scope, after.party)).name, 'after');

	await call(`/customers/${customer.id}`, patch({notes: 'nothing that is printed', pauseReminders: true}));
	t.deepEqual((await read()).effectiveTerms, after.effectiveTerms);
});

test('an archived customer is out of the list, stays readable, and comes back', async (t) => {
	const {call} = await world.business('archive@example.com');
	const {body} = await call('/customers', {json: {name: 'a'}});
	t.is((await call(`/customers/${body.id}`, {method: 'DELETE'})).status, 204);
	t.is((await call(`/customers/${body.id}`, {method: 'DELETE'})).status, 204);
	t.regex((await call(`/customers/${body.id}`)).body.archivedAt, /Z$/);
	t.is((await call('/customers')).body.data.length, 0);
	t.is((await call('/customers?archived=true')).body.data.length, 1);
	const restored = await call(`/customers/${body.id}/restore`, {method: 'POST'});
	t.is(restored.status, 200);
	t.is(restored.body.archivedAt, null);
	t.is((await call('/customers')).body.data.length, 1);
	t.is((await call('/customers/cus_nothing', {method: 'DELETE'})).status, 404);
	t.is((await call('/customers/cus_nothing/restore', {method: 'POST'})).status, 404);
});

test('the audit trail of one customer is its own', async (t) => {
	const {call} = await world.business('history@example.com');
	const [{body: one}] = [
		await call('/customers', {json: {name: 'one'}}),
		await call('/customers', {json: {name: 'two'}}),
	];
	await call(`/customers/${one.id}`, patch({name: 'uno', email: 'x@example.com'}));
	const {body} = await call(`/activity?object=${one.id}`);
	t.deepEqual(
		body.data.map(({action}: {action: string}) => action),
		['customer.updated', 'customer.created'],
	);
	t.deepEqual(body.data[0].changes, [{field: 'name'}, {field: 'email'}]);
});

test('the templates of an archived customer wait and bill nobody', async (t) => {
	const {call} = await world.business('waiting@example.com');
	const customer = (await call('/customers', {json: {name: 'Gone'}})).body;
	const json = {
		customerId: customer.id,
		lines: [{description: 'Care', quantity: 1, unitAmount: 100}],
		schedule: {frequency: 'month', interval: 1, anchorDate: '2030-01-31'},
	};
	const template = (await call('/templates', {json})).body;
	await call(`/templates/${template.id}/activate`, {json: {}});
	await call(`/customers/${customer.id}`, {method: 'DELETE'});
	t.like((await call(`/templates/${template.id}`)).body, {status: 'paused'});
});
