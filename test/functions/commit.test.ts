import {randomBytes} from 'node:crypto';
import test from 'ava';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import {transact} from '../../functions/commit.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import {ok, refuse} from '../../functions/kernel/result.ts';
import type {Committed, Db, Write} from '../../functions/world.ts';

const ids = {random: () => randomBytes(16).toString('hex')};
const open = () => openSqlite({file: ':memory:', indexes: []});
const path = 'things/counter';

/** The database, where the first commits go as told and all later ones as usual. */
const going = (db: Db, ...ways: readonly ((writes: readonly Write[]) => Promise<Committed>)[]): Db => {
	let turn = 0;
	return {...db, commit: (writes) => (ways[turn++] ?? db.commit)(writes)};
};

const countUp = (db: Db) => async () => {
	const counter = await db.get(path);
	const n = Number(counter?.fields.n ?? 0) + 1;
	const counted: Write = counter
		? {op: 'update', path, version: counter.version, fields: {n}}
		: {op: 'create', path, fields: {n}};
	return ok({writes: [counted, {op: 'create' as const, path: `things/number${n}`, fields: {}}], answer: {n}});
};

test('the answer of the plan comes with the versions, and every document carries the same commit id', async (t) => {
	const db = open();
	const done = await transact({db, ids}, countUp(db));
	const [counter, number] = await db.getMany([path, 'things/number1']);
	t.deepEqual(done, ok({n: 1, versions: [counter?.version ?? '', number?.version ?? '']}));
	t.regex(String(counter?.fields.commitId), /^[0-9a-f]{32}$/);
	t.is(counter?.fields.commitId, number?.fields.commitId);
});

test('each commit has an id of its own', async (t) => {
	const db = open();
	await transact({db, ids}, countUp(db));
	const first = (await db.get(path))?.fields.commitId;
	await transact({db, ids}, countUp(db));
	t.not((await db.get(path))?.fields.commitId, first);
});

test('a refusal of the plan is the answer, and nothing is written', async (t) => {
	const db = going(open(), () => t.fail() as never);
	t.deepEqual(await transact({db, ids}, async () => refuse('invoice_not_draft')), refuse('invoice_not_draft'));
});

test('a plan without writes commits nothing', async (t) => {
	const db = going(open(), () => t.fail() as never);
	t.deepEqual(await transact({db, ids}, async () => ok({writes: [], answer: {n: 7}})), ok({n: 7, versions: []}));
});

test('after a conflict the plan runs again on what is there now (I27)', async (t) => {
	const inner = open();
	const db = going(inner, async (writes) => {
		await transact({db: inner, ids}, countUp(inner));
		return inner.commit(writes);
	});
	const done = await transact({db, ids}, countUp(db));
	t.like(done, {ok: true, value: {n: 2}});
	t.is((await inner.get(path))?.fields.n, 2);
});

test('our own success that comes back as a conflict is found and not repeated', async (t) => {
	const inner = open();
	const db = going(inner, async (writes) => {
		await inner.commit(writes);
		return inner.commit(writes);
	});
	t.like(await transact({db, ids}, countUp(db)), {ok: true, value: {n: 1}});
	t.is((await inner.get(path))?.fields.n, 1);
});

test('a lost commit is found by what it created even when another writer has moved the counter on', async (t) => {
	const inner = open();
	const db = going(inner, async (writes) => {
		await inner.commit(writes);
		await transact({db: inner, ids}, countUp(inner));
		return {outcome: 'unknown'};
	});
	const done = await transact({db, ids}, countUp(db));
	t.like(done, {ok: true, value: {n: 1, versions: [null, (await inner.get('things/number1'))?.version]}});
	t.is((await inner.get(path))?.fields.n, 2);
});

test('a commit that lands only after we looked for it is found before anything is done twice', async (t) => {
	const inner = open();
	let late: readonly Write[] = [];
	const db = going(inner, async (writes) => {
		late = writes;
		return {outcome: 'unknown'};
	});
	let plans = 0;
	const plan = countUp(inner);
	const done = await transact({db, ids}, async () => {
		plans += 1;
		if (plans === 2) await inner.commit(late);
		return plan();
	});
	t.like(done, {ok: true, value: {n: 1}});
	t.is((await inner.get(path))?.fields.n, 1);
});

test('a commit that lands while the next one is under way wins, and the next one finds it', async (t) => {
	const inner = open();
	let late: readonly Write[] = [];
	const db = going(
		inner,
		async (writes) => {
			late = writes;
			return {outcome: 'unknown'};
		},
		async (writes) => {
			await inner.commit(late);
			return inner.commit(writes);
		},
	);
	t.like(await transact({db, ids}, countUp(db)), {ok: true, value: {n: 1}});
	t.is((await inner.get(path))?.fields.n, 1);
});

test('a refusal that only our own late success explains is that success', async (t) => {
	const inner = open();
	const db = going(inner, async (writes) => {
		setTimeout(() => inner.commit(writes), 1);
		return {outcome: 'unknown'};
	});
	const done = await transact({db, ids}, async () => {
		const there = await inner.get('things/a');
		if (there) return refuse('exists');
		return ok({writes: [{op: 'create' as const, path: 'things/a', fields: {}}], answer: {made: true}});
	});
	t.like(done, {ok: true, value: {made: true}});
});

test('deletions alone are done when all is gone', async (t) => {
	const inner = open();
	const made = await inner.commit([{op: 'create', path, fields: {}}]);
	const version = made.outcome === 'committed' ? String(made.versions[0]) : '';
	const db = going(inner, async (writes) => {
		await inner.commit(writes);
		return {outcome: 'unknown'};
	});
	const done = await transact({db, ids}, async () =>
		ok({writes: [{op: 'delete' as const, path, version}], answer: {gone: true}}),
	);
	t.deepEqual(done, ok({gone: true, versions: [null]}));
});

test('an unavailable database gets the same batch again', async (t) => {
	const inner = open();
	const sent: (readonly Write[])[] = [];
	const away = async (writes: readonly Write[]): Promise<Committed> => {
		sent.push(writes);
		return {outcome: 'unavailable'};
	};
	t.like(await transact({db: going(inner, away, away), ids}, countUp(inner)), {ok: true, value: {n: 1}});
	t.is(sent[0], sent[1]);
});

test('content that can never be written is a bug', async (t) => {
	const db = open();
	const writes = Array.from({length: 501}, (_, at) => ({op: 'create' as const, path: `things/d${at}`, fields: {}}));
	await t.throwsAsync(() => transact({db, ids}, async () => ok({writes, answer: {}})), {instanceOf: Bug});
});

test('a conflict that never ends is an outage', async (t) => {
	const inner = open();
	const db: Db = {...inner, commit: async () => ({outcome: 'conflict'})};
	const unspread = {random: () => ''};
	await t.throwsAsync(() => transact({db, ids: unspread}, countUp(inner)), {instanceOf: Outage});
});
