/** I26, create safely: one of several requests with the same key takes effect, and all get its answer. */
import test from 'ava';
import type {Committed, World, Write} from '../../../functions/world.ts';
import {openTestWorld, type TestWorld} from '../../world.ts';

let world: TestWorld;
let fate: (commit: () => Promise<Committed>, writes: readonly Write[]) => Promise<Committed> = (commit) => commit();
const doomed = (inner: World): World => ({
	...inner,
	db: {...inner.db, commit: (writes) => fate(() => inner.db.commit(writes), writes)},
});
test.before(async () => {
	world = await openTestWorld({through: doomed});
});
test.after.always(() => world.close());

const keyed = (key: string) => ({'idempotency-key': key});
const count = async (call: Awaited<ReturnType<TestWorld['business']>>['call'], path: string): Promise<number> =>
	(await call(`${path}?limit=100`)).body.data.length;

test.serial('the same request again gets the first status and body again, and nothing happens twice', async (t) => {
	const {call} = await world.business('again@example.com');
	const once = () => call('/customers', {json: {name: 'Anna', metadata: {a: '1', b: '2'}}, headers: keyed('k1')});
	const first = await once();
	t.is(first.status, 201);
	t.is(first.headers.get('idempotent-replayed'), null);
	const again = await once();
	t.is(again.status, 201);
	t.is(again.headers.get('idempotent-replayed'), 'true');
	t.is(again.headers.get('location'), first.headers.get('location'));
	t.is(again.text, first.text);
	const otherwise = await call('/customers', {
		raw: '{ "metadata": {"b":"2","a":"1"}, "name": "Anna" }',
		headers: {...keyed('k1'), 'content-type': 'application/json'},
	});
	t.is(otherwise.text, first.text);
	t.is(await count(call, '/customers'), 1);
});

test.serial('the first answer comes again even when the object has changed since', async (t) => {
	const {call} = await world.business('later@example.com');
	const once = () => call('/customers', {json: {name: 'before'}, headers: keyed('k1')});
	const first = await once();
	await call(`/customers/${first.body.id}`, {method: 'PATCH', json: {name: 'after'}});
	t.is((await once()).body.name, 'before');
});

test.serial('another body, path or query with the same key is 422; another account may use it', async (t) => {
	const {call} = await world.business('reuse@example.com');
	await call('/customers', {json: {name: 'a'}, headers: keyed('k1')});
	const others = [
		await call('/customers', {json: {name: 'b'}, headers: keyed('k1')}),
		await call('/items', {json: {name: 'a', unitAmount: 1}, headers: keyed('k1')}),
	];
	for (const {status, body} of others) {
		t.is(status, 422);
		t.is(body.code, 'idempotency_key_reused');
	}
	const other = await world.business('reuse2@example.com');
	t.is((await other.call('/customers', {json: {name: 'b'}, headers: keyed('k1')})).status, 201);
});

test.serial('of many at once one takes effect and all get its answer', async (t) => {
	const {call} = await world.business('race@example.com');
	const all = await Promise.all(
		Array.from({length: 8}, () => call('/customers', {json: {name: 'one'}, headers: keyed('race')})),
	);
	t.deepEqual([...new Set(all.map(({status}) => status))], [201]);
	t.is(new Set(all.map(({body}) => body.id)).size, 1);
	t.is(all.filter(({headers}) => headers.get('idempotent-replayed') === 'true').length, 7);
	t.is(await count(call, '/customers'), 1);
});

test.serial('of many at once that create an account one is created', async (t) => {
	const token = await world.signIn('founder@example.com');
	const found = () => world.apiFetch('/accounts', {token, json: {name: 'x', country: 'AT'}, headers: keyed('found')});
	const all = await Promise.all(Array.from({length: 4}, found));
	t.is(new Set(all.map(({body}) => body.id)).size, 1);
	t.is((await world.apiFetch('/accounts', {token})).body.data.length, 1);
});

test.serial('refusals are not remembered', async (t) => {
	const {call} = await world.business('refused@example.com');
	const first = await call('/customers', {json: {name: 5}, headers: keyed('k1')});
	t.is(first.status, 422);
	const second = await call('/customers', {json: {name: 'fine'}, headers: keyed('k1')});
	t.is(second.status, 201);
	t.is(second.headers.get('idempotent-replayed'), null);
});

test.serial('when the answer of the commit is lost, the request and its repetition get one effect', async (t) => {
	const {call} = await world.business('lost@example.com');
	let isLost = false;
	fate = async (commit) => {
		const done = await commit();
		if (isLost) return done;
		isLost = true;
		return {outcome: 'unknown'};
	};
	const first = await call('/customers', {json: {name: 'one'}, headers: keyed('k1')});
	fate = (commit) => commit();
	const again = await call('/customers', {json: {name: 'one'}, headers: keyed('k1')});
	t.is(first.status, 201);
	t.is(again.body.id, first.body.id);
	t.is(await count(call, '/customers'), 1);
});

test.serial('the record is written in the commit of the effect', async (t) => {
	const {call} = await world.business('together@example.com');
	const commits: string[][] = [];
	fate = async (commit, writes) => {
		commits.push(writes.map(({path}) => path));
		return commit();
	};
	await call('/customers', {json: {name: 'one'}, headers: keyed('k1')});
	await call('/tax-rates', {json: {name: 'x', percent: 1, category: 'S'}, headers: keyed('k2')});
	await call('/series', {json: {for: 'invoice', pattern: 'A{0000}'}, headers: keyed('k3')});
	await call('/members', {json: {email: 'x@example.com', role: 'viewer'}, headers: keyed('k4')});
	fate = (commit) => commit();
	t.is(commits.length, 4);
	for (const paths of commits)
		t.true(
			paths.some((path) => path.startsWith('idempotency/')),
			String(paths),
		);
});

test.serial('when the commit fails nothing is remembered', async (t) => {
	const {call} = await world.business('failed@example.com');
	fate = async () => {
		throw new TypeError('gone');
	};
	t.is((await call('/items', {json: {name: 'x', unitAmount: 1}, headers: keyed('k1')})).status, 500);
	fate = (commit) => commit();
	t.is(
		(await call('/items', {json: {name: 'x', unitAmount: 1}, headers: keyed('k1')})).headers.get('idempotent-replayed'),
		null,
	);
	t.is(await count(call, '/items'), 1);
});

test.serial('a key has 1 to 255 characters', async (t) => {
	const {call} = await world.business('long@example.com');
	const statusOf = async (key: string) =>
		(await call('/items', {json: {name: 'x', unitAmount: 1}, headers: keyed(key)})).status;
	t.is(await statusOf('k'.repeat(255)), 201);
	t.is(await statusOf('k'.repeat(256)), 422);
});

test.serial('neither the key nor the answer can be read in the record', async (t) => {
	const {call} = await world.business('sealed@example.com');
	const paths: string[] = [];
	fate = async (commit, writes) => {
		paths.push(...writes.map(({path}) => path));
		return commit();
	};
	await call('/customers', {json: {name: 'Canary Bird'}, headers: keyed('canary-key')});
	fate = (commit) => commit();
	const path = paths.find((one) => one.startsWith('idempotency/')) ?? '';
	const stored = await world.world.db.get(path);
	t.truthy(stored);
	t.false(/canary/i.test(JSON.stringify(stored)));
});

test.serial('after 24 hours of the wall clock a key is new', async (t) => {
	const {call} = await world.business('expired@example.com');
	const paths: string[] = [];
	fate = async (commit, writes) => {
		paths.push(...writes.map(({path}) => path));
		return commit();
	};
	await call('/items', {json: {name: 'x', unitAmount: 1}, headers: keyed('k1')});
	fate = (commit) => commit();
	const stored = await world.world.db.get(paths.find((one) => one.startsWith('idempotency/')) ?? '');
	if (!stored) return t.fail();
	const expiresAt = Date.parse(String(stored.fields.expiresAt));
	t.true(Math.abs(expiresAt - Date.now() - 24 * 3_600_000) < 60_000);
	const fields = {...stored.fields, expiresAt: new Date(Date.now() - 1000).toISOString()};
	await world.world.db.commit([{op: 'update', path: stored.path, version: stored.version, fields}]);
	const again = await call('/items', {json: {name: 'other', unitAmount: 2}, headers: keyed('k1')});
	t.is(again.status, 201);
	t.is(again.headers.get('idempotent-replayed'), null);
	t.is(
		(await call('/items', {json: {name: 'other', unitAmount: 2}, headers: keyed('k1')})).headers.get(
			'idempotent-replayed',
		),
		'true',
	);
});

test.serial('the answer of an invoice of 200 lines is remembered whole', async (t) => {
	const {call} = await world.business('large@example.com');
	const customer = await call('/customers', {json: {name: 'a'}});
	const lines = Array.from({length: 200}, (_, nth) => ({
		description: `„${nth}“ ${'ü€😀"'.repeat(200)}`,
		quantity: 1,
		unitAmount: nth,
	}));
	const create = () => call('/invoices', {json: {customerId: customer.body.id, lines}, headers: keyed('large')});
	const first = await create();
	t.is(first.status, 201, first.text.slice(0, 500));
	t.is((await create()).text, first.text);
});

test.serial('an action of several commits answers its own last word, not its first', async (t) => {
	const {call} = await world.business('steps@example.com');
	const customer = await call('/customers', {json: {name: 'a', email: 'a@example.com'}});
	const lines = [{description: 'x', quantity: 1, unitAmount: 100}];
	const draft = await call('/invoices', {json: {customerId: customer.body.id, lines}});
	const send = () => call(`/invoices/${draft.body.id}/send`, {json: {}, headers: keyed('send')});
	const first = await send();
	t.is(first.status, 200, first.text);
	t.is(first.headers.get('idempotent-replayed'), null);
	const again = await send();
	t.is(again.headers.get('idempotent-replayed'), 'true');
	t.is(again.text, first.text);
});
