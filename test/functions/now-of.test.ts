import test from 'ava';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import {indexes} from '../../functions/indexes.ts';
import {nowIn, nowOf} from '../../functions/now-of.ts';

const platform = '2027-01-01T00:00:00.000Z';
const own = '2028-06-01T00:00:00.000Z';

test('invariant 39: a test account’s documents live by its clock, all others by the platform’s without a further read', async (t) => {
	const db = openSqlite({file: ':memory:', indexes});
	await db.commit([
		{op: 'create', path: 'accounts/acc_test', fields: {clockAt: own}},
		{op: 'create', path: 'accounts/acc_live', fields: {clockAt: null}},
	]);
	let reads = 0;
	const get = (path: string) => {
		reads++;
		return db.get(path);
	};
	const world = {db: {...db, get}, clock: {now: async () => platform, wall: () => platform}};
	t.is(await nowOf(world, {path: 'accounts/acc_test/invoices/inv_1', fields: {actShard: 'T:acc_test'}}), own);
	t.is(reads, 1);
	t.is(await nowOf(world, {path: 'accounts/acc_live/invoices/inv_1', fields: {actShard: '7'}}), platform);
	t.is(reads, 1);
	t.is(await nowIn(world, 'acc_test'), own);
	t.is(await nowIn(world, 'acc_live'), platform);
});
