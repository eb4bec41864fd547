import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import test from 'ava';
import {openSqlite} from '../../../functions/adapters/sqlite.ts';
import {selectPage} from '../../../functions/adapters/sqlite-query.ts';
import {type Index, indexes} from '../../../functions/indexes.ts';
import {Bug} from '../../../functions/kernel/invariant.ts';
import type {Query} from '../../../functions/world.ts';
import {contractIndexes} from '../../contracts/db.ts';

const fileOf = async (t: {teardown(run: () => Promise<void>): void}): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'sqlite-'));
	t.teardown(() => rm(folder, {recursive: true}));
	return path.join(folder, 'main.db');
};

/** A query that the index was declared for; with `range`, also bounded, and after a cursor. */
const queryOf = ({collection, scope, fields}: Index, range: boolean): Query => {
	const ordered = fields.flatMap((part, at) => ('order' in part && at === fields.length - 1 ? [part] : []));
	const equal = fields.flatMap((part) =>
		'order' in part ? (ordered.includes(part) ? [] : [{field: part.field, op: '==' as const, value: 'x'}]) : [],
	);
	const lists = fields.flatMap((part) =>
		'order' in part ? [] : [{field: part.field, op: 'array-contains' as const, value: 'x'}],
	);
	const bounds = range ? ordered.map(({field}) => ({field, op: '<=' as const, value: '2026'})) : [];
	return {
		collection: scope === 'group' ? collection : `accounts/a/${collection}`,
		group: scope === 'group',
		where: [...equal, ...lists, ...bounds],
		orderBy: ordered.map(({field, order}) => ({field, direction: order})),
		limit: 100,
		...(range ? {after: {values: ordered.map(() => '2025'), path: `accounts/a/${collection}/x`}} : {}),
	};
};

test('queries of every declared shape search and never scan, and those across accounts do not sort either', async (t) => {
	const file = await fileOf(t);
	const declared = [...indexes, ...contractIndexes];
	openSqlite({file, indexes: declared}).close();
	const sqlite = new DatabaseSync(file);
	for (const index of declared) {
		for (const range of [false, true]) {
			const query = queryOf(index, range);
			const {text, values} = selectPage(query, declared);
			const plan = sqlite
				.prepare(`EXPLAIN QUERY PLAN ${text}`)
				.all(...values)
				.map(({detail}) => String(detail));
			const mustNotSort = index.scope === 'group' && index.fields.every((part) => 'order' in part);
			t.regex(plan[0] ?? '', /^SEARCH/, text);
			t.false(
				plan.some((step) => step.startsWith('SCAN') || (mustNotSort && step.includes('TEMP B-TREE'))),
				plan.join('; '),
			);
		}
	}
	sqlite.close();
});

test('a query without a declared index is a bug', async (t) => {
	const db = openSqlite({file: ':memory:', indexes});
	const query = {collection: 'accounts/a/things', orderBy: [{field: 'rank', direction: 'asc'}], limit: 1} as const;
	await t.throwsAsync(() => db.query(query), {instanceOf: Bug, message: /functions\/indexes\.ts/});
});

test('an index that is no longer declared is dropped, a new one finds what was there before', async (t) => {
	const file = await fileOf(t);
	const before = openSqlite({file, indexes: []});
	await before.commit([{op: 'create', path: 'accounts/a/things/x', fields: {rank: 1}}]);
	before.close();
	const rank: Index = {collection: 'things', scope: 'collection', fields: [{field: 'rank', order: 'asc'}]};
	const db = openSqlite({file, indexes: [rank]});
	const query = {collection: 'accounts/a/things', orderBy: [{field: 'rank', direction: 'asc'}], limit: 1} as const;
	t.is((await db.query(query)).length, 1);
	db.close();
	openSqlite({file, indexes: []}).close();
	const sqlite = new DatabaseSync(file);
	t.is(
		sqlite.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE type = 'index' AND name LIKE '%rank%'`).get()?.n,
		0,
	);
	sqlite.close();
});

test('keys and elements of an older format are made anew from the documents', async (t) => {
	const file = await fileOf(t);
	const declared: readonly Index[] = [
		{collection: 'things', scope: 'collection', fields: [{field: 'done', order: 'asc'}]},
		{collection: 'things', scope: 'collection', fields: [{field: 'words', arrayContains: true}]},
	];
	const before = openSqlite({file, indexes: declared});
	const fields = [
		{done: true, words: ['x']},
		{done: 1, words: 'x'},
		{done: new Uint8Array([1]), words: ['x', 'y']},
	];
	await before.commit(fields.map((each, at) => ({op: 'create', path: `accounts/a/things/d${at}`, fields: each})));
	before.close();
	const old = new DatabaseSync(file);
	old.exec(`UPDATE things SET "$done" = 1; DELETE FROM "_elements"; PRAGMA user_version = 0`);
	old.close();
	const db = openSqlite({file, indexes: declared});
	const collection = 'accounts/a/things';
	const found = async (field: string, op: '==' | 'array-contains', value: string | boolean) =>
		(await db.query({collection, where: [{field, op, value}], limit: 9})).map(({path: at}) => at.slice(-2));
	t.deepEqual(await found('done', '==', true), ['d0']);
	t.deepEqual(await found('words', 'array-contains', 'x'), ['d0', 'd2']);
	db.close();
});

test('a list that is declared later finds what was there before', async (t) => {
	const file = await fileOf(t);
	const before = openSqlite({file, indexes: []});
	await before.commit([{op: 'create', path: 'accounts/a/things/x', fields: {words: ['one']}}]);
	before.close();
	const words: Index = {collection: 'things', scope: 'collection', fields: [{field: 'words', arrayContains: true}]};
	const db = openSqlite({file, indexes: [words]});
	const where = [{field: 'words', op: 'array-contains', value: 'one'}] as const;
	t.is((await db.query({collection: 'accounts/a/things', where, limit: 1})).length, 1);
	db.close();
});

test('while another process writes, a commit is unavailable and reads go on', async (t) => {
	const file = await fileOf(t);
	const [db, other] = [openSqlite({file, indexes: [], waitMs: 10}), new DatabaseSync(file)];
	await db.commit([{op: 'create', path: 'things/a', fields: {n: 1}}]);
	other.exec('BEGIN IMMEDIATE');
	t.deepEqual(await db.commit([{op: 'create', path: 'things/b', fields: {}}]), {outcome: 'unavailable'});
	t.is((await db.get('things/a'))?.fields.n, 1);
	other.exec('COMMIT');
	t.like(await db.commit([{op: 'create', path: 'things/b', fields: {}}]), {outcome: 'committed'});
	db.close();
	other.close();
});

/** Another process that counts up `things/counter`, `turns` times, each with a document of its own, and says so. */
const counting = (file: string, turns: number): ChildProcess => {
	const from = (name: string) => JSON.stringify(new URL(`../../../functions/${name}`, import.meta.url).href);
	const program = `
		import {randomBytes} from 'node:crypto';
		import {openSqlite} from ${from('adapters/sqlite.ts')};
		import {transact} from ${from('commit.ts')};
		const db = openSqlite({file: ${JSON.stringify(file)}, indexes: []});
		const path = 'things/counter';
		for (let turn = 0; turn < ${turns}; turn++) {
			await transact({db, ids: {random: () => randomBytes(16).toString('hex')}}, async () => {
				const counter = await db.get(path);
				const n = (counter?.fields.n ?? 0) + 1;
				const counted = counter ? {op: 'update', path, version: counter.version, fields: {n}} : {op: 'create', path, fields: {n}};
				return {ok: true, value: {writes: [{op: 'create', path: 'things/number' + n, fields: {n}}, counted], answer: {}}};
			});
			process.stdout.write('.');
		}`;
	const flags = ['--no-warnings', '--input-type=module-typescript', '-e', program];
	return spawn(process.execPath, flags, {stdio: ['ignore', 'pipe', 'inherit']});
};

test('two processes on one file count without gap or duplicate', async (t) => {
	const file = await fileOf(t);
	const [left, right] = [counting(file, 40), counting(file, 40)];
	t.deepEqual(await Promise.all([once(left, 'exit'), once(right, 'exit')]), [
		[0, null],
		[0, null],
	]);
	const db = openSqlite({file, indexes: []});
	t.is((await db.get('things/counter'))?.fields.n, 80);
	t.is(await db.count({collection: 'things'}), 81);
	db.close();
});

test('what was committed survives kill -9, whole', async (t) => {
	const file = await fileOf(t);
	const child = counting(file, 1_000_000);
	let done = 0;
	for await (const dots of child.stdout ?? []) {
		done += String(dots).length;
		if (done >= 50) break;
	}
	child.kill('SIGKILL');
	await once(child, 'exit');
	const db = openSqlite({file, indexes: []});
	const counted = Number((await db.get('things/counter'))?.fields.n);
	t.true(counted >= done);
	t.is(await db.count({collection: 'things'}), counted + 1);
	db.close();
});
