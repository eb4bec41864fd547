/** SQL for the queries of the `db` port, over the tables and keys of sqlite-schema.ts. */
import {coveringIndex, type Index, type Shape, shapeOf} from '../indexes.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Cursor, Filter, Query} from '../world.ts';
import {groupOf, placeOf} from './documents.ts';
import {keyOf, numbersLie, textsLie} from './sqlite-keys.ts';
import {elements, keyColumn} from './sqlite-schema.ts';

type Bound = string | number;
export type Sql = {readonly text: string; readonly values: readonly Bound[]};
type Selection = Omit<Query, 'limit' | 'orderBy' | 'after'>;

/** One page: collection, id, version, json. */
export const selectPage = (query: Query, declared: readonly Index[]): Sql => {
	const shape = shapeOf(query);
	const rows = rowsOf(query, shape, declared, query.after === undefined ? [] : [beyond(query.after, query, shape)]);
	const orders = placesOf(shape).map(({expression, order}) => `${expression} ${order}`);
	return {
		text: `SELECT documents.collection, documents.id, version, json ${rows.text} ORDER BY ${orders.join(', ')} LIMIT ?`,
		values: [...rows.values, query.limit],
	};
};

export const selectCount = (selection: Selection, declared: readonly Index[]): Sql => {
	const rows = rowsOf(selection, shapeOf(selection), declared, []);
	return {...rows, text: `SELECT count(*) AS answer ${rows.text}`};
};

/** As in Firestore the summed field belongs to the index, after all others. What is no number adds nothing. */
export const selectSum = (selection: Selection, field: string, declared: readonly Index[]): Sql => {
	const shape = shapeOf({...selection, orderBy: orderedForSum(selection, field)});
	const rows = rowsOf(selection, shape, declared, []);
	const numbers = `FILTER (WHERE ${keyColumn(field)} > ${numbersLie.above} AND ${keyColumn(field)} < ${numbersLie.below})`;
	return {...rows, text: `SELECT sum(${keyColumn(field)}) ${numbers} AS answer ${rows.text}`};
};

/** Fields whose order the index of a sum must hold: a range field, then the summed one. */
const orderedForSum = (selection: Selection, field: string): Query['orderBy'] => {
	const fields = [...shapeOf(selection).orders.map((order) => order.field), field];
	return [...new Set(fields)].map((name) => ({field: name, direction: 'asc'}));
};

const rowsOf = (selection: Selection, shape: Shape, declared: readonly Index[], more: readonly Sql[]): Sql => {
	invariant(
		coveringIndex(shape, declared) !== undefined,
		() => `an index in functions/indexes.ts for ${JSON.stringify(shape)}`,
	);
	const group = groupOf(selection.collection);
	const where = selection.where ?? [];
	const fields = new Set([...shape.equal, ...shape.orders.map(({field}) => field)]);
	const terms: readonly Sql[] = [
		...(selection.group ? [] : [{text: 'documents.collection = ?', values: [selection.collection]}]),
		...where.map((filter) => (filter.op === 'array-contains' ? listed(group, filter) : condition(filter))),
		...[...fields].map((field) => ({text: `${keyColumn(field)} IS NOT NULL`, values: []})),
		...more,
	];
	const from = shape.contains === undefined ? `"${group}"` : `${elements} AS listed CROSS JOIN "${group}"`;
	return {
		text: `FROM ${from} AS documents WHERE ${terms.map(({text}) => text).join(' AND ') || 'true'}`,
		values: terms.flatMap(({values}) => values),
	};
};

const least = Number.NEGATIVE_INFINITY;

/** A range keeps to the type that is asked for, as in Firestore. */
const condition = ({field, op, value}: Filter): Sql => {
	if (op === '==') return {text: `${keyColumn(field)} = ?`, values: [keyOf(value)]};
	invariant(typeof value === 'string' || typeof value === 'number', 'a range of texts or numbers');
	const column = keyColumn(field);
	const [floor, ceiling] =
		typeof value === 'string'
			? [`${column} >= ${textsLie.from}`, `${column} < ${textsLie.below}`]
			: [`${column} > ${numbersLie.above}`, `${column} < ${numbersLie.below}`];
	return {text: `${column} ${op} ? AND ${op.startsWith('<') ? floor : ceiling}`, values: [keyOf(value)]};
};

/** Elements of lists lie in a table of their own; CROSS JOIN makes SQLite begin there. */
const listed = (group: string, {field, value}: Filter): Sql => ({
	text: 'listed.owner = ? AND listed.element = ? AND listed.collection = documents.collection AND listed.id = documents.id',
	values: [`${group}.${field}`, keyOf(value)],
});

/** All that a page is ordered by, down to the path. */
const placesOf = ({scope, orders}: Shape) => {
	const order = orders.at(-1)?.order ?? 'asc';
	const path = scope === 'group' ? ['documents.collection', 'documents.id'] : ['documents.id'];
	return [
		...orders.map((part) => ({expression: keyColumn(part.field), order: part.order})),
		...path.map((expression) => ({expression, order})),
	];
};

/** Rows after the cursor. The bound on the first place alone repeats what follows, so that an index can start there. */
const beyond = ({values, path}: Cursor, query: Query, shape: Shape): Sql => {
	const {collection, id} = placeOf(path);
	invariant(query.group || collection === query.collection, 'a cursor of the same collection');
	const bounds = [...values.map(keyOf), ...(query.group ? [collection] : []), id];
	const places = placesOf(shape).map((place, at) => ({...place, value: bounds[at] ?? least}));
	const [first, ...others] = places;
	invariant(first !== undefined, 'a page is ordered by something');
	const start = {text: `${first.expression} ${first.order === 'asc' ? '>=' : '<='} ?`, values: [first.value]};
	const exact = others.reduceRight<Sql>((inner, _, at) => orBeyond(places[at], inner), strictly(places.at(-1)));
	return {text: `${start.text} AND ${exact.text}`, values: [...start.values, ...exact.values]};
};

type Bounded = {readonly expression: string; readonly order: 'asc' | 'desc'; readonly value: Bound} | undefined;

const strictly = (place: Bounded): Sql => {
	invariant(place !== undefined, 'a place to compare with');
	return {text: `${place.expression} ${place.order === 'asc' ? '>' : '<'} ?`, values: [place.value]};
};

const orBeyond = (place: Bounded, inner: Sql): Sql => {
	const outer = strictly(place);
	return {
		text: `(${outer.text} OR (${place?.expression} = ? AND ${inner.text}))`,
		values: [...outer.values, ...outer.values, ...inner.values],
	};
};
