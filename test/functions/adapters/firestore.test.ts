import {createServer} from 'node:net';
import test from 'ava';
import {openFirestore} from '../../../functions/adapters/firestore.ts';
import {versionOf, wireQuery, wireWrite} from '../../../functions/adapters/firestore-wire.ts';
import {Bug} from '../../../functions/kernel/invariant.ts';
import {Outage} from '../../../functions/kernel/outage.ts';

const root = 'projects/p/databases/keyring/documents';

/** A port on which nobody listens. */
const closedHost = async (): Promise<string> => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};

test('where no connection comes about a commit is unavailable and a read an outage, both within their 10 s', async (t) => {
	const db = openFirestore({projectId: 'p', databaseId: '(default)', host: await closedHost()});
	const began = performance.now();
	const [committed] = await Promise.all([
		db.commit([{op: 'create', path: 'things/a', fields: {}}]),
		t.throwsAsync(() => db.get('things/a'), {instanceOf: Outage}),
	]);
	t.deepEqual(committed, {outcome: 'unavailable'});
	t.true(performance.now() - began < 15_000);
	await db.close();
});

test('an update replaces the whole document: no mask, exact time', (t) => {
	const version = versionOf({seconds: '1795347400', nanos: 12_345_000});
	t.is(version, '1795347400.012345000');
	t.deepEqual(wireWrite(root, {op: 'update', path: 'things/a', version, fields: {'a.b': 1, gone: undefined}}), {
		update: {name: `${root}/things/a`, fields: {'a.b': {integerValue: '1'}}},
		currentDocument: {updateTime: {seconds: '1795347400', nanos: 12_345_000}},
	});
});

test('a version of another database is a bug', (t) => {
	t.throws(() => wireWrite(root, {op: 'delete', path: 'things/a', version: '17'}), {instanceOf: Bug});
});

test('a query states its whole order, so that its cursor is exact', (t) => {
	const query = {
		collection: 'jobs',
		group: true,
		where: [{field: 'dueAt', op: '<=' as const, value: '2026'}],
		limit: 5,
		after: {values: ['2025'], path: 'accounts/a/jobs/x'},
	};
	const {parent, structuredQuery} = wireQuery(root, query);
	t.is(parent, root);
	t.like(structuredQuery, {
		from: [{collectionId: 'jobs', allDescendants: true}],
		orderBy: [
			{field: {fieldPath: 'dueAt'}, direction: 'ASCENDING'},
			{field: {fieldPath: '__name__'}, direction: 'ASCENDING'},
		],
		startAt: {values: [{stringValue: '2025'}, {referenceValue: `${root}/accounts/a/jobs/x`}], before: false},
	});
});
