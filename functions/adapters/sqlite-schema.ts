/**
 * Tables, indexes and triggers that make the queries of functions/indexes.ts searches instead of scans.
 *
 * One table per collection group: collection, id, version, json, and a *key* column for each field that an index names.
 * A key is the field's text, number or truth value (as 0 or 1); null is minus infinity, which sorts before all else as
 * null does in Firestore and compares without three-valued logic; NULL means that the document has no such field.
 */
import type {DatabaseSync} from 'node:sqlite';
import type {Index} from '../indexes.ts';
import type {Fields, Value} from '../world.ts';

export const elements = '"_elements"';

/** Names begin with an underscore, as no collection's does. `elements`: what lists hold, for array-contains. */
const foundation: readonly string[] = [
	'CREATE TABLE IF NOT EXISTS "_commits" (last INTEGER NOT NULL)',
	'INSERT INTO "_commits" SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM "_commits")',
	`CREATE TABLE IF NOT EXISTS ${elements} (owner TEXT, element TEXT, collection TEXT, id TEXT,
		PRIMARY KEY (owner, element, collection, id)) WITHOUT ROWID`,
];

export const createTable = (group: string): string =>
	`CREATE TABLE IF NOT EXISTS "${group}" (collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
		json TEXT NOT NULL, PRIMARY KEY (collection, id))`;

/** The fields of a collection group that have a key column. */
export const keyedFields = (group: string, declared: readonly Index[]): readonly string[] => [
	...new Set(
		declared
			.filter(({collection}) => collection === group)
			.flatMap(({fields}) => fields.flatMap((part) => ('order' in part ? [part.field] : []))),
	),
];

export const keyColumn = (field: string): string => `"$${field}"`;

export const keyIn = (fields: Fields, field: string): string | number | null => {
	let value: Value | undefined = fields;
	for (const name of field.split('.')) value = isMap(value) ? value[name] : undefined;
	return value === undefined || (value !== null && typeof value === 'object') ? null : keyOf(value);
};

const isMap = (value: Value | undefined): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

export const keyOf = (value: string | number | boolean | null): string | number =>
	value === null ? Number.NEGATIVE_INFINITY : typeof value === 'boolean' ? Number(value) : value;

/** Makes what is missing and drops what is no longer declared. Within a transaction. */
export const lay = (sqlite: DatabaseSync, declared: readonly Index[]): void => {
	for (const text of foundation) sqlite.exec(text);
	const groups = new Set(declared.map(({collection}) => collection));
	for (const group of groups) sqlite.exec(createTable(group));
	const wanted = searches(declared);
	const names = new Set(wanted.map(({name}) => name));
	const present = sqlite.prepare(
		`SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql <> ''`,
	);
	for (const {type, name} of present.all()) if (!names.has(String(name))) sqlite.exec(`DROP ${type} "${name}"`);
	const tables = sqlite.prepare(
		`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`,
	);
	for (const {name} of tables.all()) layKeys(sqlite, String(name), keyedFields(String(name), declared));
	for (const {text} of wanted) sqlite.exec(text);
};

const layKeys = (sqlite: DatabaseSync, group: string, fields: readonly string[]): void => {
	const wanted = new Map(fields.map((field) => [`$${field}`, field]));
	const columns = sqlite.prepare(`SELECT name FROM pragma_table_info('${group}')`).all();
	const present = new Set(columns.map(({name}) => String(name)).filter((name) => name.startsWith('$')));
	for (const name of present) if (!wanted.has(name)) sqlite.exec(`ALTER TABLE "${group}" DROP COLUMN "${name}"`);
	for (const [name, field] of wanted) {
		if (present.has(name)) continue;
		sqlite.exec(`ALTER TABLE "${group}" ADD COLUMN "${name}"`);
		sqlite.exec(`UPDATE "${group}" SET "${name}" = CASE json_type(json, '${jsonPath(field)}') WHEN 'null' THEN -9e999
			WHEN 'array' THEN NULL WHEN 'object' THEN NULL ELSE json_extract(json, '${jsonPath(field)}') END`);
	}
};

const jsonPath = (field: string): string => {
	const names = field.split('.').map((name) => `"${name}"`);
	return `$.${names.join('.')}`;
};

type Named = {readonly name: string; readonly text: string};

/** By name, so that what is no longer declared can be found and dropped. */
const searches = (declared: readonly Index[]): readonly Named[] => {
	const lists = declared.flatMap(({collection, fields}) =>
		fields.flatMap((part) => ('order' in part ? [] : [{collection, field: part.field}])),
	);
	const all = [
		...declared.flatMap((index) => (index.scope === 'group' ? groupIndex(index) : fieldIndexes(index))),
		...lists.flatMap(({collection, field}) => listTriggers(collection, field)),
	];
	return [...new Map(all.map((each) => [each.name, each])).values()];
};

/** Across accounts the work of the sweeper and of runs is found, so these serve a query alone, already sorted. */
const groupIndex = ({collection, fields}: Index): readonly Named[] => {
	const columns = fields.flatMap((part) => ('order' in part ? [keyColumn(part.field)] : []));
	if (columns.length < fields.length) return [];
	const name = `group ${collection}: ${fields.map(({field}) => field).join(', ')}`;
	return [createIndex(name, collection, [...columns, 'collection', 'id'], columns)];
};

/**
 * Within one account each field has an index and SQLite takes the best of them. Firestore's many combinations would
 * cost more at every write than sorting a page of one account does. SQLite walks an index both ways.
 */
const fieldIndexes = ({collection, fields}: Index): readonly Named[] =>
	fields.flatMap((part) => {
		if (!('order' in part)) return [];
		const column = keyColumn(part.field);
		return [createIndex(`${collection}: ${part.field}`, collection, ['collection', column, 'id'], [column])];
	});

const createIndex = (name: string, group: string, columns: readonly string[], present: readonly string[]): Named => {
	const where = present.map((column) => `${column} IS NOT NULL`).join(' AND ');
	return {name, text: `CREATE INDEX IF NOT EXISTS "${name}" ON "${group}" (${columns.join(', ')}) WHERE ${where}`};
};

const listTriggers = (group: string, field: string): readonly Named[] => {
	const owner = `'${group}.${field}'`;
	const path = `'${jsonPath(field)}'`;
	const texts = (row: string) => `SELECT value FROM json_each(${row}.json, ${path}) WHERE type = 'text'`;
	const forget = `DELETE FROM ${elements} WHERE owner = ${owner} AND collection = old.collection AND id = old.id
		AND element IN (${texts('old')});`;
	const keep = `INSERT OR IGNORE INTO ${elements} SELECT ${owner}, value, new.collection, new.id
		FROM json_each(new.json, ${path}) WHERE type = 'text';`;
	const trigger = (event: string, when: string, body: string): Named => {
		const name = `list ${group}.${field}: ${event}`;
		return {
			name,
			text: `CREATE TRIGGER IF NOT EXISTS "${name}" AFTER ${event} ON "${group}" ${when} BEGIN ${body} END`,
		};
	};
	const moved = `WHEN (old.json -> ${path}) IS NOT (new.json -> ${path})`;
	return [trigger('insert', '', keep), trigger('update', moved, `${forget} ${keep}`), trigger('delete', '', forget)];
};
