import test from 'ava';
import {creditWrites, readCustomer, withCredit} from '../../../functions/customers/index.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
test.before(async () => {
	world = await openTestWorld();
});
test.after.always(() => world.close());

test('credit is kept per currency and shown with the customer', async (t) => {
	const {call, accountId} = await world.business('credit@example.com');
	const {body} = await call('/customers', {json: {name: 'a'}});
	const {db} = world.world;
	const now = '2026-11-22T09:30:00.000Z';
	const add = async (currency: string, amount: number) =>
		db.commit(await creditWrites(db, {accountId, customerId: body.id, currency}, amount, now));
	await add('EUR', 500);
	await add('USD', 7);
	await add('EUR', -200);
	const shown = (await call(`/customers/${body.id}`)).body.creditBalances;
	t.deepEqual(shown, [
		{currency: 'EUR', amount: 300},
		{currency: 'USD', amount: 7},
	]);
	t.deepEqual(await creditWrites(db, {accountId, customerId: body.id, currency: 'EUR'}, 0, now), []);
});

test('no more is used than there is', async (t) => {
	const {call, accountId} = await world.business('overdrawn@example.com');
	const {body} = await call('/customers', {json: {name: 'a'}});
	const read = await readCustomer(world.world.db, accountId, body.id);
	if (!read) return t.fail();
	t.throws(() => withCredit(read.document, 'EUR', -1, '2026-11-22T09:30:00.000Z'));
});
