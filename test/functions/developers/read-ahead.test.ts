import test from 'ava';
import {openSqlite} from '../../../functions/adapters/sqlite.ts';
import {pathsAhead, readAhead} from '../../../functions/developers/read-ahead.ts';

const member = {kind: 'member', role: 'viewer', scope: 'items:read'} as const;
const params = {account: 'acc_1', taxRate: 'tax_1', invoice: 'inv_1'};

test('a GET of one object names the account and the object', (t) => {
	const of = (path: string, method: 'GET' | 'PATCH' = 'GET') => pathsAhead({method, path, access: member}, params);
	t.deepEqual(of('/accounts/{account}/tax-rates/{taxRate}'), ['accounts/acc_1', 'accounts/acc_1/taxRates/tax_1']);
	t.deepEqual(of('/accounts/{account}/invoices/{invoice}/pdf'), ['accounts/acc_1', 'accounts/acc_1/invoices/inv_1']);
	t.deepEqual(of('/accounts/{account}/invoices'), []);
	t.deepEqual(of('/accounts/{account}'), []);
	t.deepEqual(of('/accounts/{account}/invoices/{invoice}', 'PATCH'), []);
	t.deepEqual(pathsAhead({method: 'GET', path: '/public/{invoice}', access: {kind: 'public'}}, params), []);
});

test('both are read in one round trip, each given once', async (t) => {
	const sqlite = openSqlite({file: ':memory:', indexes: []});
	await sqlite.commit([{op: 'create', path: 'things/a', fields: {n: 1}}]);
	let trips = 0;
	const counting = {
		...sqlite,
		get: async (path: string) => {
			trips++;
			return sqlite.get(path);
		},
		getMany: async (paths: readonly string[]) => {
			trips++;
			return sqlite.getMany(paths);
		},
	};
	const db = readAhead(counting, ['things/a', 'things/b']);
	t.is((await db.get('things/a'))?.fields.n, 1);
	t.is(await db.get('things/b'), undefined);
	t.is(trips, 1);
	t.is((await db.get('things/a'))?.fields.n, 1);
	t.is(trips, 2);
});

test('a failure meets whoever asks, and nobody else', async (t) => {
	const sqlite = openSqlite({file: ':memory:', indexes: []});
	const away = {...sqlite, getMany: () => Promise.reject(new Error('away'))};
	const db = readAhead(away, ['things/a', 'things/b']);
	await t.throwsAsync(db.get('things/a'), {message: 'away'});
	await new Promise((resolve) => setTimeout(resolve, 5));
});
