/** The `db` port on one durable file, with Node alone. */
import {DatabaseSync, type StatementSync} from 'node:sqlite';
import type {Index} from '../indexes.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Committed, Db, Stored} from '../world.ts';
import {groupOf, placeOf, type Weighed, weigh} from './documents.ts';
import {fieldsOf, jsonOf} from './sqlite-json.ts';
import {keyIn} from './sqlite-keys.ts';
import {type Sql, selectCount, selectPage, selectSum} from './sqlite-query.ts';
import {createTable, keyColumn, keyedFields, lay} from './sqlite-schema.ts';

export type SqliteSettings = {
	readonly file: string;
	readonly indexes: readonly Index[];
	/** How long to wait, at a standstill, while another process writes; then a commit is `unavailable`. */
	readonly waitMs?: number;
};
type Row = {readonly collection: string; readonly id: string; readonly version: number; readonly json: string};

/**
 * Opens (or makes) a database; several processes may hold the same file. `file` may be ':memory:'.
 *
 * Durable against `kill -9`: the operating system has what was committed. Not against power loss, which may take the
 * last commits (never a part of one), because WAL with synchronous NORMAL does not wait for the disk.
 * A query without an index in `indexes` fails, as it would on Firestore.
 */
export const openSqlite = ({file, indexes, waitMs = 5000}: SqliteSettings): Db & {close(): void} => {
	const sqlite = new DatabaseSync(file, {timeout: waitMs});
	// A run rewrites the same pages of the indexes again and again: copied back seldom (after 32 MB), they cost half as much.
	sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 16000');
	sqlite.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000');
	inTransaction(sqlite, 'BEGIN IMMEDIATE', () => lay(sqlite, indexes));
	sqlite.exec('PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002');
	const prepare = remembering((text) => sqlite.prepare(text));
	const tables = remembering((group) => tableOf(sqlite, group, keyedFields(group, indexes)));
	const nextVersion = sqlite.prepare('UPDATE "_commits" SET last = last + 1 RETURNING last');
	const get = (path: string): Stored | undefined => {
		const {collection, group, id} = placeOf(path);
		const row = tables(group).get.get(collection, id);
		return row && storedOf({...(row as Pick<Row, 'version' | 'json'>), collection, id});
	};
	/** Also makes the table where there is none yet. */
	const statement = (collection: string, sql: Sql) => {
		tables(groupOf(collection));
		return prepare(sql.text);
	};
	const aggregate = (collection: string, sql: Sql): number => {
		const aggregating = statement(collection, sql);
		aggregating.setReadBigInts(true);
		const answer = Number(aggregating.get(...sql.values)?.answer ?? 0);
		invariant(Math.abs(answer) <= 2 ** 53, 'a sum within ±2^53');
		return answer;
	};
	return {
		get: async (path) => get(path),
		getMany: async (paths) => {
			invariant(paths.length <= 500, 'at most 500 paths');
			return inTransaction(sqlite, 'BEGIN', () => paths.map(get));
		},
		query: async (query) => {
			const sql = selectPage(query, indexes);
			return (statement(query.collection, sql).all(...sql.values) as Row[]).map(storedOf);
		},
		count: async (selection) => aggregate(selection.collection, selectCount(selection, indexes)),
		sum: async (selection, field) => aggregate(selection.collection, selectSum(selection, field, indexes)),
		commit: async (writes) => {
			const batch = weigh(writes);
			if ('refused' in batch) return {outcome: 'refused', reason: batch.refused};
			const ready = batch.weighed.map((each) => ({...each, table: tables(each.place.group), json: textOf(each)}));
			return ready.length === 0 ? {outcome: 'committed', versions: []} : commitAll(sqlite, nextVersion, ready);
		},
		close: () => sqlite.close(),
	};
};

/** The statements of one collection group; its table is made when it is first asked for. */
const tableOf = (sqlite: DatabaseSync, group: string, keyed: readonly string[]) => {
	sqlite.exec(createTable(group));
	const keys = keyed.map((field) => `, ${keyColumn(field)}`).join('');
	const blanks = keyed.map(() => ', ?').join('');
	const exactly = 'collection = ? AND id = ? AND version = ?';
	return {
		keyed,
		get: sqlite.prepare(`SELECT version, json FROM "${group}" WHERE collection = ? AND id = ?`),
		create: sqlite.prepare(
			`INSERT INTO "${group}" (collection, id, version, json${keys}) VALUES (?, ?, ?, ?${blanks}) ON CONFLICT DO NOTHING`,
		),
		keys: sqlite.prepare(`SELECT version${keys} FROM "${group}" WHERE ${exactly}`),
		/** By what it sets besides: SQLite writes the indexes of all columns that are set, whether their values moved or not. */
		update: remembering((moved) =>
			sqlite.prepare(`UPDATE "${group}" SET version = ?, json = ?${moved} WHERE ${exactly}`),
		),
		remove: sqlite.prepare(`DELETE FROM "${group}" WHERE ${exactly}`),
	};
};
type Ready = Weighed & {readonly table: ReturnType<typeof tableOf>; readonly json: string};

const textOf = ({write, binary}: Weighed): string => (write.op === 'delete' ? '' : jsonOf(write.fields, binary));

/** Everything is checked and turned into text before, so that the file is locked briefly. */
const commitAll = (sqlite: DatabaseSync, nextVersion: StatementSync, batch: readonly Ready[]): Committed => {
	let handedOver = false;
	try {
		sqlite.exec('BEGIN IMMEDIATE');
		const version = Number(nextVersion.get()?.last);
		for (const each of batch) {
			if (apply(each, version)) continue;
			sqlite.exec('ROLLBACK');
			return {outcome: 'conflict'};
		}
		handedOver = true;
		sqlite.exec('COMMIT');
		return {outcome: 'committed', versions: batch.map(({write}) => (write.op === 'delete' ? null : String(version)))};
	} catch (error) {
		if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
		if (isPassing(error)) return {outcome: handedOver ? 'unknown' : 'unavailable'};
		throw error;
	}
};

/** Whether the precondition held. */
const apply = ({write, place: {collection, id}, table, json}: Ready, version: number): boolean => {
	if (write.op === 'delete') return table.remove.run(collection, id, Number(write.version)).changes === 1;
	const keys = table.keyed.map((field) => keyIn(write.fields, field));
	if (write.op === 'create') return table.create.run(collection, id, version, json, ...keys).changes === 1;
	const before = table.keys.get(collection, id, Number(write.version));
	if (before === undefined) return false;
	const moved = table.keyed.flatMap((field, index) => {
		const key = keys[index] ?? null;
		return before[`$${field}`] === key ? [] : [{set: `, ${keyColumn(field)} = ?`, key}];
	});
	const update = table.update(moved.map(({set}) => set).join(''));
	const values = moved.map(({key}) => key);
	return update.run(version, json, ...values, collection, id, Number(write.version)).changes === 1;
};

/** Busy or locked by another process, disk full, an error of the disk: `errcode` of https://sqlite.org/rescode.html */
const isPassing = (error: unknown): boolean =>
	error instanceof Error && 'errcode' in error && [5, 6, 10, 13].includes(Number(error.errcode) & 0xff);

const inTransaction = <T>(sqlite: DatabaseSync, begin: string, run: () => T): T => {
	sqlite.exec(begin);
	try {
		const value = run();
		sqlite.exec('COMMIT');
		return value;
	} catch (error) {
		if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
		throw error;
	}
};

const remembering = <T>(make: (key: string) => T): ((key: string) => T) => {
	const made = new Map<string, T>();
	return (key) => {
		const found = made.get(key) ?? make(key);
		made.set(key, found);
		return found;
	};
};

const storedOf = ({collection, id, version, json}: Row): Stored => ({
	path: `${collection}/${id}`,
	version: String(version),
	fields: fieldsOf(json),
});
