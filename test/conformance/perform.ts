/** Does one operation on one database and answers what came of it in words that both databases share. */
import {Bug} from '../../functions/kernel/invariant.ts';
import type {Cursor, Db, Query, Stored, Value, Write} from '../../functions/world.ts';
import type {Operation, SymbolicWrite} from './operations.ts';

/** One database with the versions it has given: opaque, so that operations name them by their place in time. */
export type Side = {readonly db: Db; readonly versions: Map<string, string[]>};
export const sideOf = (db: Db): Side => ({db, versions: new Map()});

/** Comparable text; an error that both must make is one too. */
export const perform = async (side: Side, operation: Operation, stamp: string): Promise<string> => {
	try {
		return JSON.stringify(await answer(side, operation, stamp));
	} catch (error) {
		if (error instanceof Bug) return 'a bug';
		throw error;
	}
};

const answer = async (side: Side, operation: Operation, stamp: string): Promise<unknown> => {
	const {db} = side;
	switch (operation.do) {
		case 'commit':
			return committed(side, operation.writes, stamp);
		case 'get':
			return named(side, await db.get(operation.path));
		case 'getMany':
			return (await db.getMany(operation.paths)).map((found) => named(side, found));
		case 'query':
			return (await db.query(operation.query)).map((found) => named(side, found));
		case 'pages':
			return (await everyPage(db, operation.query)).map((found) => named(side, found));
		case 'count':
			return db.count(operation.selection);
		case 'sum':
			// Fractions are added in an order that nobody promises.
			return Number((await db.sum(operation.selection, operation.field)).toPrecision(12));
	}
};

const committed = async ({db, versions}: Side, writes: readonly SymbolicWrite[], stamp: string): Promise<unknown> => {
	const concrete = writes.map(({op, path, version: which, fields}): Write => {
		const own = versions.get(path) ?? [];
		const version = own.at(which === 'stale' ? -2 : -1);
		const stamped = {...fields, stamp};
		if (op === 'create' || version === undefined) return {op: 'create', path, fields: stamped};
		return op === 'update' ? {op, path, version, fields: stamped} : {op, path, version};
	});
	const done = await db.commit(concrete);
	if (done.outcome !== 'committed') return done.outcome;
	for (const [index, version] of done.versions.entries()) {
		const path = concrete[index]?.path ?? '';
		if (version !== null) versions.set(path, [...(versions.get(path) ?? []), version]);
	}
	return {committed: done.versions.map((version) => version !== null), versions: new Set(done.versions).size};
};

/** With the version as the place it has among those of the document: first, second, … */
const named = ({versions}: Side, stored: Stored | undefined): unknown =>
	stored && {
		path: stored.path,
		version: versions.get(stored.path)?.indexOf(stored.version),
		fields: plain(stored.fields),
	};

/** Maps in the order of their keys, and types that JSON does not know by name. */
const plain = (value: Value | undefined): unknown => {
	if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
	if (typeof value === 'string') return `text ${value}`;
	if (Array.isArray(value)) return value.map(plain);
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value)
		.sort(([left], [right]) => (left < right ? -1 : 1))
		.map(([key, inner]) => [key, plain(inner)]);
};

const mostPages = 60;

/** Stops before a row that no cursor can name: ordered by a list, a map or bytes. */
const everyPage = async (db: Db, query: Query): Promise<readonly Stored[]> => {
	const rows: Stored[] = [];
	for (let page = 0, after: Cursor | undefined; page < mostPages; page++) {
		const found = await db.query(after === undefined ? query : {...query, after});
		rows.push(...found);
		const last = found.at(-1);
		if (last === undefined || found.length < query.limit) return rows;
		const values = (query.orderBy ?? orderedBy(query)).map(({field}) => at(last.fields, field));
		if (!values.every(isScalar)) return rows;
		after = {values, path: last.path};
	}
	throw new Error('pages without end');
};

const orderedBy = ({where = []}: Query) => where.filter(({op}) => /^[<>]/.test(op)).slice(0, 1);

const at = (fields: Value | undefined, field: string): Value | undefined =>
	field
		.split('.')
		.reduce<Value | undefined>(
			(value, name) =>
				typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
					? (value as {readonly [key: string]: Value | undefined})[name]
					: undefined,
			fields,
		);

const isScalar = (value: Value | undefined): value is string | number | boolean | null =>
	value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
