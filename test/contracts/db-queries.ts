/** Queries, their order, their pages, counts and sums. */
import {randomBytes} from 'node:crypto';
import {Bug} from '../../functions/kernel/invariant.ts';
import type {Cursor, Db, Fields, Filter, Query, Stored} from '../../functions/world.ts';
import type {Case} from './db.ts';
import {create, freshCollection, put} from './db-batches.ts';

const stock: {readonly [id: string]: Fields} = {
	a: {color: 'red', shape: 'round', rank: 3, name: 'x', words: ['one', 'two'], charge: {state: 'open'}},
	b: {color: 'red', shape: 'flat', rank: 1, name: 'y', words: ['two'], charge: {state: 'paid'}},
	c: {color: 'blue', shape: 'round', rank: 2.5, name: 'z', words: [], charge: {}},
	d: {color: 'red', shape: 'round', rank: 1, name: 'w', words: ['two', 'three'], charge: {state: 'open'}},
	e: {color: null, rank: null, name: 'v'},
	f: {color: 'red', name: 'u', words: ['two']},
	g: {color: true, rank: 10, name: 't'},
};

const stocked = async (db: Db): Promise<string> => {
	const things = freshCollection();
	await put(
		db,
		Object.entries(stock).map(([id, fields]) => create(`${things}/${id}`, fields)),
	);
	await put(db, [
		create(`${freshCollection()}/foreign`, stock.a ?? {}),
		create(`${things}/a/things/below`, stock.a ?? {}),
	]);
	return things;
};
const idsOf = (rows: readonly Stored[]): string =>
	rows.map(({path}) => path.slice(path.lastIndexOf('/') + 1)).join(' ');
const is = (field: string, value: Filter['value']): Filter => ({field, op: '==', value});
const by = (field: string, direction: 'asc' | 'desc' = 'asc') => ({field, direction});

/** Which rows, in which order. */
const shapes: readonly [expected: string, query: Omit<Query, 'collection' | 'limit'> & {limit?: number}][] = [
	['a b c d e f g', {}],
	['a b', {limit: 2}],
	['a b d f', {where: [is('color', 'red')]}],
	['e', {where: [is('color', null)]}],
	['g', {where: [is('color', true)]}],
	['', {where: [is('color', false)]}],
	['e b d c a g', {orderBy: [by('rank')]}],
	['g a c d b e', {orderBy: [by('rank', 'desc')]}],
	['e b d c a g', {orderBy: [by('rank'), by('name', 'desc')]}],
	['b d a', {where: [is('color', 'red')], orderBy: [by('rank')]}],
	['a d b', {where: [is('color', 'red')], orderBy: [by('rank', 'desc')]}],
	['d a', {where: [is('color', 'red'), is('shape', 'round')], orderBy: [by('rank')]}],
	['b d', {where: [is('color', 'red'), {field: 'rank', op: '<=', value: 1}]}],
	['a', {where: [is('color', 'red'), {field: 'rank', op: '>', value: 1}], orderBy: [by('rank', 'desc')]}],
	['b d c', {where: [{field: 'rank', op: '<', value: 3}]}],
	[
		'c a',
		{
			where: [
				{field: 'rank', op: '>=', value: 2},
				{field: 'rank', op: '<', value: 10},
			],
			orderBy: [by('rank')],
		},
	],
	['c a g', {where: [{field: 'rank', op: '>', value: 1}]}],
	['', {where: [{field: 'rank', op: '>', value: 'text'}]}],
	['', {where: [{field: 'rank', op: '<', value: 'text'}]}],
	['a d', {where: [is('charge.state', 'open')]}],
	['a b d f', {where: [{field: 'words', op: 'array-contains', value: 'two'}]}],
	['d', {where: [{field: 'words', op: 'array-contains', value: 'three'}]}],
	['', {where: [{field: 'words', op: 'array-contains', value: 'tw'}]}],
	[
		'a d b',
		{where: [is('color', 'red'), {field: 'words', op: 'array-contains', value: 'two'}], orderBy: [by('rank', 'desc')]},
	],
];

/** All pages one after another. `meanwhile` runs after each. */
const walk = async (
	db: Db,
	query: Query,
	meanwhile = async (_page: number): Promise<void> => {},
): Promise<readonly Stored[]> => {
	const rows: Stored[] = [];
	for (let page = 0, after: Cursor | undefined; page < 200; page++) {
		const found = await db.query(after === undefined ? query : {...query, after});
		rows.push(...found);
		const last = found.at(-1);
		if (last === undefined || found.length < query.limit) return rows;
		after = {values: (query.orderBy ?? []).map(({field}) => scalar(last.fields[field])), path: last.path};
		await meanwhile(page);
	}
	throw new Error('pages without end');
};
const scalar = (value: Fields[string]) =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

export const queries: readonly Case[] = [
	[
		'every shape of query finds its rows in order',
		async (t, {db}) => {
			const collection = await stocked(db);
			for (const [expected, query] of shapes) {
				t.is(idsOf(await db.query({collection, limit: 100, ...query})), expected, JSON.stringify(query));
			}
		},
	],
	[
		'values of all types have one order, and each is found by its own type only',
		async (t, {db}) => {
			const collection = freshCollection();
			const ranks: readonly Fields[string][] = [
				...[null, false, true, -1, 0.5, 1, '', 'A', 'a', 'a\0', '\uffff', '\u{10000}'],
				...[new Uint8Array(), new Uint8Array([0]), new Uint8Array([0, 1]), new Uint8Array([1])],
				...[[], [null], [-1], [-1, 'a'], [1], ['a']],
				...[{}, {a: null}, {a: -1}, {a: -1, b: 1}, {a: 1}, {b: 0}],
			];
			await put(
				db,
				// Not in their own order.
				ranks.map((rank, at) => create(`${collection}/d${(at * 7) % ranks.length}x${at}`, {rank, color: rank})),
			);
			const order = async (direction: 'asc' | 'desc') =>
				(await db.query({collection, orderBy: [by('rank', direction)], limit: 100})).map((row) => row.fields.rank);
			t.deepEqual(await order('asc'), ranks);
			t.deepEqual(await order('desc'), ranks.toReversed());
			const found = async (where: readonly Filter[]) =>
				(await db.query({collection, where, limit: 9})).map((row) => row.fields.rank);
			for (const value of [null, false, true, 1, '', 'a'])
				t.deepEqual(await found([is('color', value)]), [value], JSON.stringify(value));
			t.deepEqual(await found([{field: 'rank', op: '<', value: 1}]), [-1, 0.5]);
			t.deepEqual(await found([{field: 'rank', op: '>', value: 'a'}]), ['a\0', '\uffff', '\u{10000}']);
			t.is(await db.sum({collection}, 'rank'), 0.5);
			t.is(await db.count({collection, where: [{field: 'rank', op: '>=', value: 0}]}), 2);
		},
	],
	[
		'only lists hold elements, not texts and not maps',
		async (t, {db}) => {
			const collection = freshCollection();
			const words = [['x'], 'x', {a: 'x'}, {x: 1}, [{a: 'x'}], ['xx', 'x', 'x'], [1, null], 'a\0b', ['a\0b']];
			await put(
				db,
				words.map((some, at) => create(`${collection}/d${at}`, {words: some})),
			);
			const found = async (value: string) =>
				idsOf(await db.query({collection, where: [{field: 'words', op: 'array-contains', value}], limit: 9}));
			t.is(await found('x'), 'd0 d5');
			t.is(await found('a\0b'), 'd8');
			t.is(await found('1'), '');
		},
	],
	[
		'pages of every shape and size join to the whole',
		async (t, {db}) => {
			const collection = await stocked(db);
			for (const [expected, {limit: _, ...query}] of shapes.filter(([, {limit}]) => limit === undefined)) {
				const ranges = (query.where ?? []).filter(({op}) => /^[<>]/.test(op)).slice(0, 1);
				const orderBy = query.orderBy ?? ranges.map(({field}) => by(field));
				for (const limit of [1, 2, 3]) {
					const rows = await walk(db, {collection, ...query, orderBy, limit});
					t.is(idsOf(rows), expected, `${limit} of ${JSON.stringify(query)}`);
				}
			}
		},
	],
	[
		'a collection group reaches into every account, in the order of paths',
		async (t, {db}) => {
			const shard = randomBytes(6).toString('hex');
			const places = [freshCollection('jobs'), freshCollection('jobs'), freshCollection('others')].map(
				(place) => place,
			);
			const [first = '', second = '', others = ''] = places.slice(0, 2).sort().concat(places.slice(2));
			const due = (dueAt: string | undefined, words: readonly string[] = []) => ({shard, dueAt, words});
			await put(db, [
				create(`${second}/1`, due('2026-01-01', ['a'])),
				create(`${first}/2`, due('2026-01-01')),
				create(`${first}/3`, due('2025-12-31', ['a', 'b'])),
				create(`${first}/4`, due(undefined)),
				create(`${first}/5`, due('2026-01-02')),
				create(`${first}/6`, {shard: 'another', dueAt: '2025-01-01'}),
				create(`${others}/7`, due('2025-01-01')),
			]);
			const where = [is('shard', shard), {field: 'dueAt', op: '<=', value: '2026-01-01'} as const];
			const jobs = {collection: 'jobs', group: true, where, orderBy: [by('dueAt')]};
			t.is(idsOf(await db.query({...jobs, limit: 10})), '3 2 1');
			for (const limit of [1, 2]) t.is(idsOf(await walk(db, {...jobs, limit})), '3 2 1');
			t.is(await db.count({collection: 'jobs', group: true, where: [is('shard', shard)]}), 5);
			const words = {field: 'words', op: 'array-contains', value: 'a'} as const;
			const listed = {collection: 'jobs', group: true, where: [is('shard', shard), words]};
			t.is(idsOf(await db.query({...listed, limit: 10})), '3 1');
			t.is(idsOf(await walk(db, {...listed, limit: 1})), '3 1');
		},
	],
	[
		'a cursor misses and repeats nothing that was there while others insert',
		async (t, {db}) => {
			const collection = freshCollection();
			const fields = (rank: number) => ({color: 'red', rank});
			const thing = (id: string, rank: number) => create(`${collection}/${id}`, fields(rank));
			await put(
				db,
				Array.from({length: 60}, (_, at) => thing(`t${at}`, at % 7)),
			);
			const query = {collection, where: [is('color', 'red')], orderBy: [by('rank')], limit: 7};
			const rows = await walk(db, query, async (page) => {
				await put(
					db,
					Array.from({length: 7}, (_, rank) => thing(`new${page}x${rank}`, rank)),
				);
			});
			const seen = rows.map(({path}) => path);
			t.is(new Set(seen).size, seen.length);
			t.is(seen.filter((path) => path.includes('/things/t')).length, 60);
			const ranks = rows.map((row) => Number(row.fields.rank));
			t.deepEqual(
				ranks,
				ranks.toSorted((left, right) => left - right),
			);
		},
	],
	[
		'an update moves a document between the answers of queries',
		async (t, {db}) => {
			const collection = freshCollection();
			const found = async (word: string) =>
				idsOf(await db.query({collection, where: [{field: 'words', op: 'array-contains', value: word}], limit: 9}));
			const [version = ''] = await put(db, [create(`${collection}/a`, {words: ['x', 'y', 'x'], rank: 1})]);
			t.deepEqual([await found('x'), await found('y'), await found('z')], ['a', 'a', '']);
			const path = `${collection}/a`;
			const [second = ''] = await put(db, [{op: 'update', path, version, fields: {words: ['y', 'z'], rank: 1}}]);
			t.deepEqual([await found('x'), await found('y'), await found('z')], ['', 'a', 'a']);
			const [third = ''] = await put(db, [{op: 'update', path, version: second, fields: {rank: 1}}]);
			t.deepEqual([await found('x'), await found('y'), await found('z')], ['', '', '']);
			await put(db, [{op: 'delete', path, version: third}]);
			t.is(idsOf(await db.query({collection, orderBy: [by('rank')], limit: 9})), '');
		},
	],
	[
		'counts and sums agree with the rows, and a sum beyond 2^53 is a bug',
		async (t, {db}) => {
			const collection = await stocked(db);
			t.is(await db.count({collection}), 7);
			t.is(await db.count({collection, where: [is('color', 'red')]}), 4);
			t.is(await db.count({collection, where: [is('color', 'red'), {field: 'rank', op: '<', value: 3}]}), 2);
			t.is(await db.sum({collection}, 'rank'), 17.5);
			t.is(await db.sum({collection, where: [is('color', 'red')]}, 'rank'), 5);
			t.is(await db.sum({collection, where: [is('color', 'green')]}, 'rank'), 0);
			t.is(await db.count({collection: freshCollection('never')}), 0);
			const large = freshCollection();
			await put(db, [create(`${large}/a`, {rank: 2 ** 53}), create(`${large}/b`, {rank: 0})]);
			t.is(await db.sum({collection: large}, 'rank'), 2 ** 53);
			await put(db, [create(`${large}/c`, {rank: 2 ** 53})]);
			await t.throwsAsync(() => db.sum({collection: large}, 'rank'), {instanceOf: Bug});
		},
	],
	[
		'a malformed query is a bug',
		async (t, {db}) => {
			const collection = freshCollection();
			const malformed: readonly Query[] = [
				{collection, limit: 0},
				{collection, limit: 1001},
				{collection: `${collection}/x`, limit: 1},
				{collection, where: [{field: 'rank', op: '<', value: null}], limit: 1},
				{collection, where: [{field: 'rank', op: '<', value: 1}], orderBy: [by('name')], limit: 1},
				{collection, where: [is('x y', 1)], limit: 1},
				{collection, orderBy: [by('rank')], after: {values: [], path: `${collection}/a`}, limit: 1},
				{collection, after: {values: [], path: 'elsewhere/a'}, limit: 1},
			];
			for (const query of malformed) {
				await t.throwsAsync(() => db.query(query), {instanceOf: Bug}, JSON.stringify(query));
			}
		},
	],
];
