/** Batches and their preconditions. */
import {randomBytes} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import {transact} from '../../functions/commit.ts';
import {ok} from '../../functions/kernel/result.ts';
import type {Committed, Db, Fields, Write} from '../../functions/world.ts';
import type {Case} from './db.ts';

/** A collection that no other test touches. */
export const freshCollection = (group = 'things'): string => `accounts/acc_${randomBytes(6).toString('hex')}/${group}`;
export const ids = {random: () => randomBytes(16).toString('hex')};
export const create = (path: string, fields: Fields): Write => ({op: 'create', path, fields});

/** Commits what cannot fail, and answers the versions. */
export const put = async (db: Db, writes: readonly Write[]): Promise<readonly string[]> => {
	const committed = await db.commit(writes);
	if (committed.outcome !== 'committed') throw new Error(`not committed: ${JSON.stringify(committed)}`);
	return committed.versions.map(String);
};
const conflict: Committed = {outcome: 'conflict'};

export const batches: readonly Case[] = [
	[
		'a batch lands whole and answers the versions',
		async (t, {db}) => {
			const things = freshCollection();
			const [version] = await put(db, [create(`${things}/a`, {n: 1}), create(`${things}/b`, {n: 2})]);
			t.deepEqual(await db.get(`${things}/a`), {path: `${things}/a`, version: version ?? '', fields: {n: 1}});
			const a = {op: 'update', path: `${things}/a`, version: version ?? '', fields: {n: 3}} as const;
			const b = {op: 'delete', path: `${things}/b`, version: version ?? ''} as const;
			const next = await db.commit([b, a, create(`${things}/c`, {n: 4})]);
			const versions = next.outcome === 'committed' ? next.versions : [];
			t.is(versions[0], null);
			t.not(versions[1], version);
			t.is((await db.get(`${things}/a`))?.version, versions[1] ?? undefined);
			t.is((await db.get(`${things}/c`))?.version, versions[2] ?? undefined);
			t.is(await db.get(`${things}/b`), undefined);
		},
	],
	[
		'creating what exists fails the whole batch',
		async (t, {db}) => {
			const things = freshCollection();
			await put(db, [create(`${things}/a`, {n: 1})]);
			t.deepEqual(await db.commit([create(`${things}/b`, {n: 2}), create(`${things}/a`, {n: 3})]), conflict);
			t.is(await db.get(`${things}/b`), undefined);
			t.deepEqual((await db.get(`${things}/a`))?.fields, {n: 1});
		},
	],
	[
		'a stale version fails the whole batch',
		async (t, {db}) => {
			const things = freshCollection();
			const [version = ''] = await put(db, [create(`${things}/a`, {n: 1})]);
			await put(db, [{op: 'update', path: `${things}/a`, version, fields: {n: 2}}]);
			const stale = {op: 'update', path: `${things}/a`, version, fields: {n: 3}} as const;
			t.deepEqual(await db.commit([create(`${things}/b`, {}), stale]), conflict);
			t.is(await db.get(`${things}/b`), undefined);
			t.deepEqual((await db.get(`${things}/a`))?.fields, {n: 2});
		},
	],
	[
		'updating or deleting what is gone is a conflict',
		async (t, {db}) => {
			const things = freshCollection();
			const [version = ''] = await put(db, [create(`${things}/a`, {n: 1}), create(`${things}/b`, {n: 1})]);
			t.deepEqual(await db.commit([{op: 'update', path: `${things}/none`, version, fields: {}}]), conflict);
			t.deepEqual(await db.commit([{op: 'delete', path: `${things}/none`, version}]), conflict);
			await put(db, [{op: 'delete', path: `${things}/a`, version}]);
			t.deepEqual(await db.commit([{op: 'delete', path: `${things}/a`, version}]), conflict);
			await put(db, [create(`${things}/a`, {n: 1})]);
			t.deepEqual(await db.commit([{op: 'update', path: `${things}/a`, version, fields: {n: 2}}]), conflict);
		},
	],
	[
		'deleting needs the present version',
		async (t, {db}) => {
			const things = freshCollection();
			const [version = ''] = await put(db, [create(`${things}/a`, {n: 1})]);
			const [present = ''] = await put(db, [{op: 'update', path: `${things}/a`, version, fields: {n: 2}}]);
			t.deepEqual(await db.commit([{op: 'delete', path: `${things}/a`, version}]), conflict);
			t.truthy(await db.get(`${things}/a`));
			await put(db, [{op: 'delete', path: `${things}/a`, version: present}]);
			t.is(await db.get(`${things}/a`), undefined);
		},
	],
	[
		'500 writes are taken, and more, or more than 3 MiB, or a document over 1 MB are refused whole',
		async (t, {db}) => {
			const things = freshCollection();
			const many = (count: number, fields: Fields) =>
				Array.from({length: count}, (_, at) => create(`${things}/d${at}`, fields));
			await put(db, [create(`${freshCollection()}/large`, {text: 'x'.repeat(990_000)})]);
			t.is((await db.commit(many(1, {text: 'ü'.repeat(510_000)}))).outcome, 'refused', 'two bytes each');
			t.is((await db.commit(many(501, {}))).outcome, 'refused');
			t.is((await db.commit(many(40, {text: 'x'.repeat(80_000)}))).outcome, 'refused');
			t.is((await db.commit(many(1, {bytes: new Uint8Array(1_000_001)}))).outcome, 'refused');
			t.is(await db.get(`${things}/d0`), undefined);
			await put(db, many(500, {n: 1}));
			t.is(await db.count({collection: things}), 500);
			t.deepEqual(await db.commit([]), {outcome: 'committed', versions: []});
		},
	],
	[
		'a commit whose answer was lost is unknown, and landed',
		async (t, {db, lossy, lose}) => {
			const things = freshCollection();
			lose();
			t.deepEqual(await lossy.commit([create(`${things}/a`, {n: 1})]), {outcome: 'unknown'});
			// Unknown is not done: the database may still be at it.
			for (let turn = 0; turn < 100 && !(await db.get(`${things}/a`)); turn++) await pause(100);
			t.deepEqual((await db.get(`${things}/a`))?.fields, {n: 1});
		},
	],
	[
		'a commit whose answer was lost is found again and does not happen twice',
		async (t, {db, lossy, lose}) => {
			const things = freshCollection();
			lose();
			const done = await transact({db: lossy, ids}, async () => {
				const counter = await lossy.get(`${things}/counter`);
				const n = Number(counter?.fields.n ?? 0) + 1;
				const path = `${things}/counter`;
				const counted: Write = counter
					? {op: 'update', path, version: counter.version, fields: {n}}
					: create(path, {n});
				return ok({writes: [create(`${things}/number${n}`, {n}), counted], answer: {n}});
			});
			t.true(done.ok && done.value.n === 1);
			t.is((await db.get(`${things}/counter`))?.fields.n, 1);
			t.is(await db.get(`${things}/number2`), undefined);
			t.is(done.ok ? done.value.versions[1] : '', (await db.get(`${things}/counter`))?.version);
		},
	],
	[
		'20 writers racing for one counter take 60 numbers without gap or duplicate',
		async (t, {db}) => {
			const things = freshCollection();
			const path = `${things}/counter`;
			await put(db, [create(path, {n: 0})]);
			const next = () =>
				transact({db, ids}, async () => {
					const counter = await db.get(path);
					const n = Number(counter?.fields.n) + 1;
					const counted: Write = {op: 'update', path, version: counter?.version ?? '', fields: {n}};
					return ok({writes: [create(`${things}/number${n}`, {n}), counted], answer: {n}});
				});
			const writer = async () => {
				const numbers: number[] = [];
				for (let turn = 0; turn < 3; turn++) {
					const taken = await next();
					if (taken.ok) numbers.push(taken.value.n);
				}
				return numbers;
			};
			const taken = (await Promise.all(Array.from({length: 20}, writer))).flat();
			t.deepEqual(
				taken.sort((left, right) => left - right),
				Array.from({length: 60}, (_, at) => at + 1),
			);
			t.is(await db.count({collection: things}), 61);
		},
	],
];
