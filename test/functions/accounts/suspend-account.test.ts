import test from 'ava';
import {allSeries, readAccount, suspendAccount} from '../../../functions/accounts/index.ts';
import {operate} from '../../../functions/operations/operate.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

const now = '2026-11-22T09:30:00.000Z';

test('invariant 27, I22: suspending writes the account and all its series at once, says so in the trail, and is done once', async (t) => {
	const {call, accountId} = await world.business('flags@example.com');
	const {db} = world.world;
	const say = operate(world.world);
	await say({command: 'suspendAccount', account: accountId});
	await say({command: 'suspendAccount', account: accountId});
	t.true((await allSeries(db, accountId)).every(({document}) => document.suspended));
	t.is((await call('')).body.suspended, true);
	const made = await call('/series', {json: {for: 'invoice', pattern: 'X-{0000}'}});
	t.is(made.status, 201, made.text);
	t.is((await allSeries(db, accountId)).filter(({document}) => document.suspended).length, 4, 'a new series too');
	await say({command: 'unsuspendAccount', account: accountId});
	t.false((await allSeries(db, accountId)).some(({document}) => document.suspended));
	t.is((await readAccount(db, accountId))?.document.suspendedAt, null);
	const trail: {action: string; actor: {type: string}}[] = (await call('/activity')).body.data;
	t.deepEqual(
		trail.filter(({action}) => /suspended|resumed/.test(action)).map(({action, actor}) => [action, actor.type]),
		[
			['account.resumed', 'system'],
			['account.suspended', 'system'],
		],
	);
	t.like(await suspendAccount(world.world, {accountId: 'acc_none', suspended: true, now}), {
		ok: false,
		refusal: {code: 'not_found'},
	});
});

test('a suspended account issues nothing by hand either: 409 account_suspended wherever a number would be taken', async (t) => {
	const {call, accountId} = await world.business('byhand@example.com', {currency: 'EUR'});
	const customer = (await call('/customers', {json: {name: 'Ada', email: 'ada@example.com'}})).body.id;
	const lines = [{description: 'Hosting', quantity: '1', unitAmount: 1000}];
	const draft = async () => (await call('/invoices', {json: {customerId: customer, lines}})).body.id;
	const open = await draft();
	t.is((await call(`/invoices/${open}/finalize`, {json: {}})).status, 200);
	const waiting = await draft();
	await suspendAccount(world.world, {accountId, suspended: true, now});
	for (const [path, json] of [
		[`/invoices/${waiting}/finalize`, {}],
		[`/invoices/${waiting}/send`, {}],
		[`/invoices/${open}/credit-notes`, {reason: 'Wrong'}],
		['/credit-notes', {customerId: customer, lines, reason: 'Goodwill'}],
		[`/invoices/${open}/correct`, {}],
	] as const) {
		const answer = await call(path, {json});
		t.deepEqual([path, answer.status, answer.body?.code], [path, 409, 'account_suspended']);
	}
	const bulk = await call('/invoices/bulk', {json: {action: 'finalize', ids: [waiting]}});
	t.deepEqual(bulk.body.data, [{id: waiting, ok: false, code: 'account_suspended'}]);
	t.is((await call(`/invoices/${waiting}`)).body.status, 'draft');
	await suspendAccount(world.world, {accountId, suspended: false, now});
	t.is((await call(`/invoices/${waiting}/finalize`, {json: {}})).body.number?.slice(-4), '0002', 'invariant 5: no gap');
});
