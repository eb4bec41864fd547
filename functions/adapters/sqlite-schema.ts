/** Tables, indexes and triggers that make the queries of functions/indexes.ts searches instead of scans. */
import type {Index} from '../indexes.ts';
import {elements, isPresent, jsonPath, keyOf} from './sqlite-query.ts';

/** Names begin with an underscore, as no collection's does. `elements`: what lists hold, for array-contains. */
export const foundation: readonly string[] = [
	'CREATE TABLE IF NOT EXISTS "_commits" (last INTEGER NOT NULL)',
	'INSERT INTO "_commits" SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM "_commits")',
	`CREATE TABLE IF NOT EXISTS ${elements} (owner TEXT, element TEXT, collection TEXT, id TEXT,
		PRIMARY KEY (owner, element, collection, id)) WITHOUT ROWID`,
];

/** A table keeps its own small indexes only; one table for all would visit every index at every write. */
export const createTable = (group: string): string =>
	`CREATE TABLE IF NOT EXISTS "${group}" (collection TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
		json TEXT NOT NULL, PRIMARY KEY (collection, id))`;

export type Named = {readonly name: string; readonly text: string};

/** By name, so that what is no longer declared can be found and dropped. */
export const searches = (declared: readonly Index[]): readonly Named[] => {
	const lists = declared.flatMap(({collection, fields}) =>
		fields.flatMap((part) => ('order' in part ? [] : [{collection, field: part.field}])),
	);
	const all = [
		...declared.filter(({fields}) => fields.every((part) => 'order' in part)).map(orderedIndex),
		...lists.flatMap(({collection, field}) => listTriggers(collection, field)),
	];
	return [...new Map(all.map((each) => [each.name, each])).values()];
};

const opposite = {asc: 'desc', desc: 'asc'} as const;

/** SQLite walks an index both ways, so one serves an order and its opposite. */
const orderedIndex = ({collection, scope, fields}: Index): Named => {
	const parts = fields.flatMap((part) => ('order' in part ? [part] : []));
	const turned = parts.at(-1)?.order === 'desc';
	const orders = parts.map(({field, order}) => ({field, order: turned ? opposite[order] : order}));
	const name = `${scope} ${collection}: ${orders.map(({field, order}) => `${field} ${order}`).join(', ')}`;
	const keys = orders.map(({field, order}) => `${keyOf(field)} ${order}`).join(', ');
	const columns = scope === 'group' ? `${keys}, collection, id` : `collection, ${keys}, id`;
	const present = orders.map(({field}) => isPresent(field)).join(' AND ');
	return {name, text: `CREATE INDEX IF NOT EXISTS "${name}" ON "${collection}" (${columns}) WHERE ${present}`};
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
