/**
 * Every index of the database. A query of another shape fails: on SQLite at once, in the cloud by Firestore.
 * Nothing else is indexed, because each entry of an index is a write and a sequential one is a hot spot.
 */
import {invariant} from './kernel/invariant.ts';
import type {Query} from './world.ts';

export type IndexField =
	| {readonly field: string; readonly order: 'asc' | 'desc'}
	| {readonly field: string; readonly arrayContains: true};

/** Fields compared by equality first, then at most one list, then those that are ordered. `group`: across accounts. */
export type Index = {
	readonly collection: string;
	readonly scope: 'collection' | 'group';
	readonly fields: readonly IndexField[];
};

const across = (collection: string, ...fields: readonly string[]): Index => ({
	collection,
	scope: 'group',
	fields: fields.map((field) => ({field, order: 'asc'})),
});

/** What carries `pending` steps: found by the sweeper when their time has passed. */
export const actingCollections = [
	'invoices',
	'templates',
	'customers',
	'payments',
	'estimates',
	'runs',
	'creditNotes',
	'deliveries',
] as const;

/** What a list of one account may be filtered by (each alone or several merged) and sorted by (`-` for descending). */
const listed = (collection: string, filters: readonly string[], sorts: readonly string[]): readonly Index[] =>
	sorts.flatMap((sort) => {
		const last: IndexField = sort.startsWith('-') ? {field: sort.slice(1), order: 'desc'} : {field: sort, order: 'asc'};
		const others = filters.filter((field) => field !== last.field);
		const heads: readonly (readonly IndexField[])[] = [[], ...others.map((field) => [{field, order: 'asc'} as const])];
		return heads.map((head) => ({collection, scope: 'collection' as const, fields: [...head, last]}));
	});

/** The same, for documents whose `list` holds a value, with all of `equal` in one index: whether lists merge is not said. */
const found = (
	collection: string,
	list: string,
	sorts: readonly string[],
	equal: readonly string[] = [],
): readonly Index[] => {
	const head: readonly IndexField[] = [
		...equal.map((field) => ({field, order: 'asc'}) as const),
		{field: list, arrayContains: true},
	];
	return listed(collection, [], sorts).map((index) => ({...index, fields: [...head, ...index.fields]}));
};

const invoiceSorts = ['createdAt', '-createdAt', 'issueDate', '-issueDate', 'dueDate', '-dueDate', 'total', '-total'];

/** Each once, though several lists may ask for it. */
const unique = (all: readonly Index[]): readonly Index[] => [
	...new Map(all.map((index) => [JSON.stringify(index), index])).values(),
];

export const indexes: readonly Index[] = unique([
	across('templates', 'dueShard', 'dueAt'),
	...listed('invoices', ['status', 'customerId', 'template.id'], invoiceSorts),
	...listed('invoices', ['number'], ['-createdAt', 'number', '-number']),
	...listed('creditNotes', ['customerId', 'invoiceId'], ['-createdAt']),
	...listed('payments', ['customerId', 'status'], ['-createdAt']),
	...listed('templates', ['status', 'customerId'], ['-createdAt']),
	...listed('runs', [], ['-startedAt']),
	...listed('webhookEndpoints', [], ['-createdAt']),
	...listed('deliveries', ['endpointId'], ['-createdAt']),
	...listed('parked', ['settledAt', 'templateId'], ['-since']),
	// How many wait for somebody, of one account and of all.
	across('parked', 'settledAt'),
	{collection: 'parked', scope: 'collection', fields: [{field: 'settledAt', order: 'asc'}]},
	...[...actingCollections, 'clocks'].map((collection) => across(collection, 'actShard', 'nextActAt')),

	{
		collection: 'members',
		scope: 'group',
		fields: [
			{field: 'uid', order: 'asc'},
			{field: 'createdAt', order: 'desc'},
		],
	},
	...['members', 'series', 'items'].flatMap((collection) => listed(collection, [], ['-createdAt'])),
	...listed('taxRates', ['deleted'], ['-createdAt']),
	...listed('customers', ['archived'], ['-createdAt', 'createdAt']),
	...found('customers', 'tokens', ['-createdAt', 'createdAt'], ['archived']),
	...listed('activity', [], ['-at']),
	...found('activity', 'about', ['-at']),
	// A series that something names is not deleted.
	...['customers', 'templates'].map(
		(collection): Index => ({collection, scope: 'collection', fields: [{field: 'seriesId', order: 'asc'}]}),
	),
]);

/** The content of firestore.indexes.json: these searches, and no other. Firestore alone would index every field. */
export const firestoreIndexes = (declared: readonly Index[] = indexes) => {
	const single = declared.filter(({fields}) => fields.length === 1);
	const byField = Map.groupBy(single, ({collection, fields}) => `${collection}.${fields[0]?.field}`);
	return {
		indexes: declared
			.filter(({fields}) => fields.length > 1)
			.map(({collection, scope, fields}) => ({
				collectionGroup: collection,
				queryScope: scopes[scope],
				fields: fields.map((part) => ({fieldPath: part.field, ...modeOf(part)})),
			})),
		fieldOverrides: [nothingElse, ...[...byField.values()].map(fieldOverride)],
	};
};

/** Every field of every collection, unless something is said of it (FirestoreAdmin.UpdateField). */
const nothingElse = {collectionGroup: '__default__', fieldPath: '*', indexes: []};

const fieldOverride = (same: readonly Index[]) => ({
	collectionGroup: same[0]?.collection ?? '',
	fieldPath: same[0]?.fields[0]?.field ?? '',
	indexes: same.flatMap(({scope, fields}) => fields.map((part) => ({...modeOf(part), queryScope: scopes[scope]}))),
});

const scopes = {collection: 'COLLECTION', group: 'COLLECTION_GROUP'} as const;
const modeOf = (part: IndexField) => {
	if (!('order' in part)) return {arrayConfig: 'CONTAINS'} as const;
	return {order: part.order === 'asc' ? 'ASCENDING' : 'DESCENDING'} as const;
};

/** A query seen by an index: which fields are equal, which list contains, what is ordered. Checks what all must keep. */
export type Shape = {
	readonly collection: string;
	readonly scope: Index['scope'];
	readonly equal: readonly string[];
	readonly contains: string | undefined;
	readonly orders: readonly {readonly field: string; readonly order: 'asc' | 'desc'}[];
};

export const shapeOf = (query: Omit<Query, 'limit'> & {readonly limit?: number}): Shape => {
	const {where = [], limit = 1} = query;
	const fieldsOf = (...ops: readonly string[]) => [
		...new Set(where.filter(({op}) => ops.includes(op)).map(({field}) => field)),
	];
	const ranges = fieldsOf('<', '<=', '>', '>=');
	const lists = fieldsOf('array-contains');
	const ordered = (query.orderBy ?? []).map(({field, direction}) => ({field, order: direction}));
	const [range] = ranges;
	const orders = ordered.length === 0 && range !== undefined ? [{field: range, order: 'asc' as const}] : ordered;

	invariant(ranges.length <= 1, 'at most one range field in a query');
	invariant(range === undefined || orders[0]?.field === range, 'the range field ordered first');
	invariant(Number.isInteger(limit) && limit >= 1 && limit <= 1000, 'a limit from 1 to 1000');
	invariant(where.filter(({op}) => op === 'array-contains').length <= 1, 'at most one array-contains in a query');
	invariant(
		where.every(({op, value}) => op !== 'array-contains' || typeof value === 'string'),
		'a list asked for text',
	);
	invariant(where.every(({field}) => isField(field)) && orders.every(({field}) => isField(field)), 'plain field names');
	invariant(
		query.after === undefined || query.after.values.length === orders.length,
		'a value of the cursor per order',
	);
	return {
		collection: query.collection.slice(query.collection.lastIndexOf('/') + 1),
		scope: query.group ? 'group' : 'collection',
		equal: fieldsOf('=='),
		contains: lists[0],
		orders,
	};
};

const isField = (field: string): boolean => /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(field);

/**
 * The index that finds most of a query's equal fields, when all of them are found by some. As in Firestore: an index
 * serves if it holds some of the equal fields and the list, then exactly the orders; several such are merged.
 * No order and no filter needs none; `undefined` where an index is missing.
 */
export const coveringIndex = (asked: Shape, declared: readonly Index[]): Index | 'none needed' | undefined => {
	// What is equal needs no order.
	const shape = {...asked, orders: asked.orders.filter(({field}) => !asked.equal.includes(field))};
	if (shape.equal.length === 0 && shape.contains === undefined && shape.orders.length === 0) return 'none needed';
	const serving = declared
		.filter((index) => serves(index, shape))
		.sort((left, right) => right.fields.length - left.fields.length);
	const found = new Set(serving.flatMap(({fields}) => fields.map(({field}) => field)));
	const wanted = shape.contains === undefined ? shape.equal : [...shape.equal, shape.contains];
	return wanted.every((field) => found.has(field)) ? serving[0] : undefined;
};

const serves = (index: Index, shape: Shape): boolean => {
	if (index.collection !== shape.collection || index.scope !== shape.scope) return false;
	const head = index.fields.slice(0, index.fields.length - shape.orders.length);
	const tail = index.fields.slice(head.length);
	const headFits = head.every((part) =>
		'order' in part ? shape.equal.includes(part.field) : part.field === shape.contains,
	);
	return (
		headFits &&
		tail.length === shape.orders.length &&
		tail.every((part, at) => 'order' in part && sameOrder(part, shape.orders[at]))
	);
};

const sameOrder = (left: Shape['orders'][number], right: Shape['orders'][number] | undefined): boolean =>
	left.field === right?.field && left.order === right.order;
