/**
 * Tables, indexes and triggers that make the queries of functions/indexes.ts searches instead of scans.
 *
 * One table per collection group: collection, id, version, json, and a *key* column (sqlite-keys.ts) for each field that
 * an index names.
 */
import type {DatabaseSync} from 'node:sqlite';
import type {Index} from '../indexes.ts';
import {fieldsOf} from './sqlite-json.ts';
import {keyIn} from './sqlite-keys.ts';

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

/** Of keys and elements; those of another format are made anew from the documents. */
const format = 2;

/** Makes what is missing and drops what is no longer declared. Within a transaction. */
export const lay = (sqlite: DatabaseSync, declared: readonly Index[]): void => {
	for (const text of foundation) sqlite.exec(text);
	const groups = new Set(declared.map(({collection}) => collection));
	for (const group of groups) sqlite.exec(createTable(group));
	const wanted = searches(declared);
	const kept = new Set(isOfThisFormat(sqlite) ? wanted.map(({name}) => name) : []);
	for (const {type, name} of searchesIn(sqlite)) if (!kept.has(name)) sqlite.exec(`DROP ${type} "${name}"`);
	for (const group of tablesIn(sqlite)) layKeys(sqlite, group, keyedFields(group, declared));
	const present = new Set(searchesIn(sqlite).map(({name}) => name));
	for (const {name, text, fill} of wanted) {
		if (present.has(name)) continue;
		sqlite.exec(text);
		if (fill !== undefined) sqlite.exec(fill);
	}
	sqlite.exec(`PRAGMA user_version = ${format}`);
};

const isOfThisFormat = (sqlite: DatabaseSync): boolean =>
	sqlite.prepare('PRAGMA user_version').get()?.user_version === format;

const searchesIn = (sqlite: DatabaseSync) =>
	sqlite
		.prepare(`SELECT type, name FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql <> ''`)
		.all()
		.map(({type, name}) => ({type: String(type), name: String(name)}));

const tablesIn = (sqlite: DatabaseSync): readonly string[] =>
	sqlite
		.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`)
		.all()
		.map(({name}) => String(name));

const layKeys = (sqlite: DatabaseSync, group: string, fields: readonly string[]): void => {
	const wanted = new Map(fields.map((field) => [`$${field}`, field]));
	const columns = sqlite.prepare(`SELECT name FROM pragma_table_info('${group}')`).all();
	const found = columns.map(({name}) => String(name)).filter((name) => name.startsWith('$'));
	const kept = new Set(isOfThisFormat(sqlite) ? found.filter((name) => wanted.has(name)) : []);
	for (const name of found) if (!kept.has(name)) sqlite.exec(`ALTER TABLE "${group}" DROP COLUMN "${name}"`);
	sqlite.function('key_in', (json, field) => keyIn(fieldsOf(String(json)), String(field)));
	for (const [name, field] of wanted) {
		if (kept.has(name)) continue;
		sqlite.exec(`ALTER TABLE "${group}" ADD COLUMN "${name}"`);
		sqlite.exec(`UPDATE "${group}" SET "${name}" = key_in(json, '${field}')`);
	}
};

const jsonPath = (field: string): string => {
	const names = field.split('.').map((name) => `"${name}"`);
	return `$.${names.join('.')}`;
};

/** `fill`: what makes up for the documents that were there before. */
type Named = {readonly name: string; readonly text: string; readonly fill?: string};

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

/** Texts that a list holds; what is no list holds none, as in Firestore. */
const listTriggers = (group: string, field: string): readonly Named[] => {
	const owner = `'${group}.${field}'`;
	const path = `'${jsonPath(field)}'`;
	const texts = (
		json: string,
	) => `json_each(${json}, ${path}) AS part WHERE part.type = 'text' AND typeof(part.key) = 'integer'
		AND json_type(${json}, ${path}) = 'array'`;
	const forget = `DELETE FROM ${elements} WHERE owner = ${owner} AND collection = old.collection AND id = old.id
		AND element IN (SELECT part.value FROM ${texts('old.json')});`;
	const keep = `INSERT OR IGNORE INTO ${elements} SELECT ${owner}, part.value, new.collection, new.id FROM ${texts('new.json')};`;
	const trigger = (event: string, when: string, body: string): Named => {
		const name = `list ${group}.${field}: ${event}`;
		return {name, text: `CREATE TRIGGER "${name}" AFTER ${event} ON "${group}" ${when} BEGIN ${body} END`};
	};
	const moved = `WHEN (old.json -> ${path}) IS NOT (new.json -> ${path})`;
	const fill = `DELETE FROM ${elements} WHERE owner = ${owner};
		INSERT OR IGNORE INTO ${elements} SELECT ${owner}, part.value, old.collection, old.id FROM "${group}" AS old, ${texts('old.json')}`;
	return [
		{...trigger('insert', '', keep), fill},
		trigger('update', moved, `${forget} ${keep}`),
		trigger('delete', '', forget),
	];
};
