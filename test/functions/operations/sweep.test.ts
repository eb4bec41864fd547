import test from 'ava';
import {outboxOf} from '../../../functions/kernel/outbox.ts';
import {sweep} from '../../../functions/operations/sweep.ts';
import {openBilling, put} from '../recurring/billing-world.ts';

const now = '2026-05-10T09:00:00.000Z';
const waiting = (id: string, at: string, step: 'invoice.mail' | 'invoice.charge' = 'invoice.mail') => ({
	path: `accounts/acc_0001/invoices/${id}`,
	fields: {id, ...outboxOf(id, [{step, at}])},
});

test('invariant 30: what waits and is due is told again, what is not due or done is not', async (t) => {
	const billing = openBilling();
	billing.setNow(now);
	await put(
		billing.db,
		waiting('inv_due1', '2026-05-10T08:00:00.000Z'),
		waiting('inv_due2', now, 'invoice.charge'),
		waiting('inv_later', '2026-05-10T09:00:00.001Z'),
		{path: 'accounts/acc_0001/invoices/inv_done', fields: {id: 'inv_done', ...outboxOf('inv_done')}},
		{path: 'accounts/acc_0001/invoices/inv_odd', fields: {...outboxOf('inv_odd'), pending: 7, nextActAt: now}},
	);
	await sweep(billing.world)({});
	t.deepEqual(billing.told.map(({topic, message}) => `${topic} ${message.path}`).sort(), [
		'invoice.charge accounts/acc_0001/invoices/inv_due2',
		'invoice.mail accounts/acc_0001/invoices/inv_due1',
	]);
});

test('a test account’s documents wait for its own clock', async (t) => {
	const billing = openBilling();
	billing.setNow(now);
	const one = waiting('inv_test', now);
	await put(billing.db, {...one, fields: {...one.fields, actShard: 'T:acc_0001'}});
	await sweep(billing.world)({});
	t.deepEqual(billing.told, []);
});

test('thousands that wait in one shard are told in several calls, each of them once', async (t) => {
	const billing = openBilling();
	billing.setNow(now);
	const many = Array.from({length: 1050}, (_, index) => {
		const one = waiting(`inv_${10_000 + index}`, now);
		return {...one, fields: {...one.fields, actShard: '3'}};
	});
	await put(billing.db, ...many);
	await sweep(billing.world)({});
	const next = billing.told.filter(({topic}) => topic === 'sweep.tick');
	t.is(next.length, 1);
	for (const {message} of next) await sweep(billing.world)(message);
	const told = billing.told.filter(({topic}) => topic === 'invoice.mail').map(({message}) => message.path);
	t.is(told.length, 1050);
	t.is(new Set(told).size, 1050);
});
