import {DatabaseSync, type SQLInputValue} from 'node:sqlite';
import type {Kind, Kinds} from './kinds.ts';

/** An object as Stripe shows it, with what Stripe keeps to itself. `dueAt`: seconds; then something happens to it. */
export type Row<K extends Kind = Kind> = {
	readonly kind: K;
	/** The connected account; empty for the platform's own. */
	readonly account: string;
	readonly object: Kinds[K]['object'];
	readonly hidden: Kinds[K]['hidden'];
	readonly dueAt: number | null;
};
export type Filter = {
	/** Top-level fields of the object and the value each must have. */
	readonly where?: Readonly<Record<string, string | undefined>>;
	readonly types?: readonly string[];
	readonly created?:
		| number
		| {readonly gt?: number; readonly gte?: number; readonly lt?: number; readonly lte?: number};
	readonly startingAfter?: string;
	readonly endingBefore?: string;
	readonly undelivered?: boolean;
	readonly limit: number;
};
export type Store = ReturnType<typeof openStore>;

const schema = `
	PRAGMA journal_mode = WAL;
	PRAGMA synchronous = NORMAL;
	PRAGMA busy_timeout = 5000;
	PRAGMA wal_autocheckpoint = 4000;
	CREATE TABLE IF NOT EXISTS objects (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, account TEXT NOT NULL,
		object TEXT NOT NULL, hidden TEXT NOT NULL, due_at INTEGER);
	CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, account, seq);
	CREATE INDEX IF NOT EXISTS objects_due ON objects (due_at, seq) WHERE due_at IS NOT NULL;
	CREATE INDEX IF NOT EXISTS objects_customer ON objects (json_extract(object, '$.customer'), kind);
	CREATE INDEX IF NOT EXISTS objects_intent ON objects (json_extract(object, '$.payment_intent'), kind);
	CREATE INDEX IF NOT EXISTS objects_charge ON objects (json_extract(object, '$.charge'), kind);
	CREATE TABLE IF NOT EXISTS idempotency (account TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
		request_id TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (account, key)) WITHOUT ROWID;
	CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, idempotency_key TEXT, account TEXT,
		status INTEGER NOT NULL, replayed INTEGER NOT NULL, effect TEXT, object_id TEXT, amount INTEGER, currency TEXT);
	CREATE TABLE IF NOT EXISTS deliveries (seq INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT NOT NULL, next_at INTEGER NOT NULL, attempts INTEGER NOT NULL,
		remaining INTEGER NOT NULL);
	CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event_id);
	CREATE TABLE IF NOT EXISTS faults (seq INTEGER PRIMARY KEY, fault TEXT NOT NULL, times INTEGER NOT NULL);
`;

/** Opens the stand-in's file. A crash of this process at any moment leaves whole transactions only. */
export const openStore = (file: string) => {
	const db = new DatabaseSync(file);
	db.exec(schema);
	const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	const prepared = (sql: string) => {
		const known = statements.get(sql) ?? db.prepare(sql);
		statements.set(sql, known);
		return known;
	};
	const all = (sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).all(...values);
	const first = (sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).get(...values);
	const run = (sql: string, ...values: readonly SQLInputValue[]) => prepared(sql).run(...values);

	/** Writes the object: inserts it, or replaces the one with its id. */
	const put = <K extends Kind>(row: Row<K>): Row<K> => {
		run(
			`INSERT INTO objects (id, kind, account, object, hidden, due_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (id) DO UPDATE SET object = excluded.object, hidden = excluded.hidden, due_at = excluded.due_at`,
			row.object.id,
			row.kind,
			row.account,
			JSON.stringify(row.object),
			JSON.stringify(row.hidden),
			row.dueAt,
		);
		return row;
	};

	return {
		all,
		first,
		run,
		put,
		get: <K extends Kind>(kind: K, account: string, id: string): Row<K> | undefined =>
			rowOf(kind, first('SELECT * FROM objects WHERE id = ? AND kind = ? AND account = ?', id, kind, account)),
		/** Whatever account it is in: for URLs that carry an id and no account. */
		find: <K extends Kind>(kind: K, id: string): Row<K> | undefined =>
			rowOf(kind, first('SELECT * FROM objects WHERE id = ? AND kind = ?', id, kind)),
		/** Newest first; one more than asked for when there are more. */
		list: <K extends Kind>(kind: K, account: string, filter: Filter): readonly Row<K>[] => {
			const {sql, values, backwards} = listQuery(kind, account, filter);
			const rows = all(sql, ...values).flatMap((found) => rowOf(kind, found) ?? []);
			return backwards ? rows.reverse() : rows;
		},
		everything: <K extends Kind>(kind: K): readonly Row<K>[] =>
			all('SELECT * FROM objects WHERE kind = ? ORDER BY seq DESC', kind).flatMap((found) => rowOf(kind, found) ?? []),
		/** What is due, in time order. */
		due: (now: number): readonly {readonly kind: string; readonly id: string; readonly dueAt: number}[] =>
			all('SELECT kind, id, due_at FROM objects WHERE due_at <= ? ORDER BY due_at, seq LIMIT 500', now).map(
				(found) => ({
					kind: String(found.kind),
					id: String(found.id),
					dueAt: Number(found.due_at),
				}),
			),
		nextDue: (): number | undefined =>
			optionalNumber(first('SELECT min(due_at) AS next FROM objects WHERE due_at IS NOT NULL')?.next),
		/** All of it happens or, when it throws, nothing. */
		transaction: <T>(body: () => T): T => bracket(db, 'BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', body),
		/** A part of a transaction that can fail alone. */
		attempt: <T>(body: () => T): T =>
			bracket(db, 'SAVEPOINT attempt', 'RELEASE attempt', 'ROLLBACK TO attempt; RELEASE attempt', body),
		close: () => db.close(),
	};
};

const bracket = <T>(db: DatabaseSync, begin: string, commit: string, rollback: string, body: () => T): T => {
	db.exec(begin);
	try {
		const result = body();
		db.exec(commit);
		return result;
	} catch (thrown) {
		db.exec(rollback);
		throw thrown;
	}
};

const rowOf = <K extends Kind>(kind: K, found: Readonly<Record<string, unknown>> | undefined): Row<K> | undefined =>
	found && {
		kind,
		account: String(found.account),
		object: JSON.parse(String(found.object)) as Kinds[K]['object'],
		hidden: JSON.parse(String(found.hidden)) as Kinds[K]['hidden'],
		dueAt: optionalNumber(found.due_at) ?? null,
	};

const optionalNumber = (value: unknown): number | undefined =>
	value === null || value === undefined ? undefined : Number(value);

const operators = {gt: '>', gte: '>=', lt: '<', lte: '<='} as const;

const listQuery = (kind: Kind, account: string, filter: Filter) => {
	const created =
		typeof filter.created === 'number' ? {gte: filter.created, lte: filter.created} : (filter.created ?? {});
	const bounds = Object.entries(created).filter(([, value]) => value !== undefined);
	const fields = Object.entries(filter.where ?? {}).flatMap(([name, value]) =>
		value === undefined ? [] : [{name, value}],
	);
	const backwards = filter.endingBefore !== undefined;
	const cursor = filter.endingBefore ?? filter.startingAfter;
	const types = filter.types ?? [];
	const conditions = [
		'kind = ? AND account = ?',
		...fields.map(({name}) => `json_extract(object, '$.${name}') = ?`),
		...bounds.map(([name]) => `json_extract(object, '$.created') ${operators[name as keyof typeof operators]} ?`),
		...(types.length > 0 ? [`json_extract(object, '$.type') IN (${types.map(() => '?').join(', ')})`] : []),
		...(cursor === undefined ? [] : [`seq ${backwards ? '>' : '<'} (SELECT seq FROM objects WHERE id = ?)`]),
		...(filter.undelivered === undefined
			? []
			: [`${filter.undelivered ? '' : 'NOT '}EXISTS (SELECT 1 FROM deliveries WHERE event_id = objects.id)`]),
		"coalesce(json_extract(hidden, '$.deleted'), 0) = 0",
	];
	const values: readonly SQLInputValue[] = [
		kind,
		account,
		...fields.map(({value}) => value),
		...bounds.map(([, value]) => Number(value)),
		...types,
		...(cursor === undefined ? [] : [cursor]),
		filter.limit + 1,
	];
	return {
		sql: `SELECT * FROM objects WHERE ${conditions.join(' AND ')} ORDER BY seq ${backwards ? 'ASC' : 'DESC'} LIMIT ?`,
		values,
		backwards,
	};
};
