/** Values come back as they were given, and what cannot is not taken. */
import {Bug} from '../../functions/kernel/invariant.ts';
import type {Fields, Value} from '../../functions/world.ts';
import type {Case} from './db.ts';
import {create, freshCollection, put} from './db-batches.ts';

const nested = (depth: number): Value => (depth === 0 ? 'deep' : {inner: nested(depth - 1)});

const returning: Fields = {
	text: 'Grüße, 世界 👩‍👩‍👧 \u0000 "quoted" \\ \u2028',
	empty: '',
	null: null,
	yes: true,
	no: false,
	zero: 0,
	negative: -1,
	fraction: 0.1,
	large: 2 ** 53,
	small: -(2 ** 53),
	tiny: 5e-324,
	bytes: new Uint8Array([0, 1, 254, 255]),
	noBytes: new Uint8Array(),
	list: [1, 'two', null, {three: 3}, new Uint8Array([4])],
	noList: [],
	map: {a: {b: {c: [{d: null}]}}, 'with.dot': 1, 'with `tick`': 2, ключ: 3, '': undefined},
	noMap: {},
	'top.level.dots': 'kept',
	' ': 'a space',
	deep: nested(15),
};

const refused: readonly [string, Value][] = [
	['a number above 2^53', 2 ** 53 + 2],
	['a number below -2^53', -(2 ** 53) - 2],
	['a number that is none', Number.NaN],
	['infinity', Number.POSITIVE_INFINITY],
	['minus zero', -0],
	['a lone surrogate', '\ud800'],
	['a list in a list', [[1]]],
	['a reserved key', {__name__: 1}],
	['the key of bytes', {$bytes: 'AA=='}],
	['an empty key', {'': 1}],
	['21 levels', nested(20)],
];

export const values: readonly Case[] = [
	[
		'values come back equal: unicode, bytes, nested maps, empty ones, 2^53',
		async (t, {db}) => {
			const things = freshCollection();
			const [version = ''] = await put(db, [create(`${things}/a`, returning)]);
			const {'': _, ...map} = returning.map as Record<string, Value>;
			t.deepEqual((await db.get(`${things}/a`))?.fields, {...returning, map});
			await put(db, [{op: 'update', path: `${things}/a`, version, fields: {...returning, absent: undefined}}]);
			t.deepEqual((await db.getMany([`${things}/a`]))[0]?.fields, {...returning, map});
			t.deepEqual((await db.query({collection: things, limit: 1}))[0]?.fields, {...returning, map});
		},
	],
	[
		'what cannot come back equal is a bug and is not written',
		async (t, {db}) => {
			const things = freshCollection();
			for (const [title, value] of refused) {
				await t.throwsAsync(() => db.commit([create(`${things}/a`, {value})]), {instanceOf: Bug}, title);
			}
			t.is(await db.get(`${things}/a`), undefined);
		},
	],
	[
		'an update replaces the whole document: fields left out are gone, keys with dots too',
		async (t, {db}) => {
			const things = freshCollection();
			const before = {keep: 1, 'gone.with.dots': 2, map: {gone: 3, kept: 4}, 'a.b': {c: 1}};
			const [version = ''] = await put(db, [create(`${things}/a`, before)]);
			const after = {keep: 1, map: {kept: 4}, 'a.b': {d: 2}};
			await put(db, [{op: 'update', path: `${things}/a`, version, fields: after}]);
			t.deepEqual((await db.get(`${things}/a`))?.fields, after);
			const [present = ''] = [(await db.get(`${things}/a`))?.version];
			await put(db, [{op: 'update', path: `${things}/a`, version: present, fields: {}}]);
			t.deepEqual((await db.get(`${things}/a`))?.fields, {});
		},
	],
	[
		'many documents come in the order asked, undefined where there is none',
		async (t, {db}) => {
			const [things, others] = [freshCollection(), freshCollection('others')];
			await put(db, [create(`${things}/a`, {n: 1}), create(`${things}/b`, {n: 2}), create(`${others}/c`, {n: 3})]);
			const paths = [`${others}/c`, `${things}/none`, `${things}/b`, `${things}/a`, `${things}/b`];
			t.deepEqual(
				(await db.getMany(paths)).map((found) => found?.fields.n),
				[3, undefined, 2, 1, 2],
			);
			t.deepEqual(await db.getMany([]), []);
			t.is(await db.get('nothing/was_ever'), undefined);
			await t.throwsAsync(() => db.getMany(Array.from({length: 501}, (_, at) => `${things}/d${at}`)), {
				instanceOf: Bug,
			});
		},
	],
	[
		'a path that is none is a bug',
		async (t, {db}) => {
			for (const path of [
				'things',
				'things/',
				'things//x',
				'things/..',
				'things/__x__',
				'things/ä',
				'accounts/a-b/things/x',
			]) {
				await t.throwsAsync(() => db.get(path), {instanceOf: Bug}, path);
			}
			await t.throwsAsync(() => db.commit([create('things/x', {}), create('things/x', {})]), {instanceOf: Bug});
		},
	],
];
