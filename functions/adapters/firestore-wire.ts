/** Documents and queries as Firestore's protocol writes them (google.firestore.v1), and back. Pure. */
import {shapeOf} from '../indexes.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Fields, Filter, Query, Stored, Value, Write} from '../world.ts';
import {groupOf, isList, placeOf} from './documents.ts';

export type WireFields = {[key: string]: WireValue};
export type WireValue = {
	nullValue?: 'NULL_VALUE';
	booleanValue?: boolean;
	integerValue?: string;
	doubleValue?: number;
	stringValue?: string;
	bytesValue?: Uint8Array;
	arrayValue?: {values?: WireValue[]};
	mapValue?: {fields?: WireFields};
};
export type WireTime = {seconds: string; nanos: number};
export type WireDocument = {name: string; fields: WireFields; updateTime: WireTime};

/** `root`: projects/{project}/databases/{database}/documents. */
export const wireWrite = (root: string, write: Write) => {
	const name = `${root}/${write.path}`;
	if (write.op === 'create')
		return {update: {name, fields: wireFields(write.fields)}, currentDocument: {exists: false}};
	const currentDocument = {updateTime: wireTime(write.version)};
	// Without an updateMask an update replaces the whole document.
	return write.op === 'delete'
		? {delete: name, currentDocument}
		: {update: {name, fields: wireFields(write.fields)}, currentDocument};
};

export const storedOf = (root: string, {name, fields, updateTime}: WireDocument): Stored => ({
	path: name.slice(root.length + 1),
	version: versionOf(updateTime),
	fields: plainFields(fields),
});

/** The time of the last change, exact to the nanosecond: `1795347400.012345000`. */
export const versionOf = ({seconds, nanos}: WireTime): string => `${seconds}.${String(nanos).padStart(9, '0')}`;

const wireTime = (version: string): WireTime => {
	const [, seconds, nanos] = /^(\d{1,12})\.(\d{9})$/.exec(version) ?? [];
	invariant(seconds !== undefined && nanos !== undefined, 'a version that Firestore gave');
	return {seconds, nanos: Number(nanos)};
};

const wireFields = (fields: Fields): WireFields => {
	const wire: WireFields = {};
	for (const key in fields) {
		const value = fields[key];
		if (value !== undefined) wire[key] = wireValue(value);
	}
	return wire;
};

const wireValue = (value: Value): WireValue => {
	if (value === null) return {nullValue: 'NULL_VALUE'};
	if (typeof value === 'string') return {stringValue: value};
	if (typeof value === 'boolean') return {booleanValue: value};
	if (typeof value === 'number') return Number.isInteger(value) ? {integerValue: String(value)} : {doubleValue: value};
	if (value instanceof Uint8Array) return {bytesValue: value};
	return isList(value) ? {arrayValue: {values: value.map(wireValue)}} : {mapValue: {fields: wireFields(value)}};
};

const plainFields = (wire: WireFields): {[key: string]: Value} => {
	const fields: {[key: string]: Value} = {};
	for (const key in wire) {
		const value = wire[key];
		if (value !== undefined) fields[key] = plainValue(value);
	}
	return fields;
};

const plainValue = (wire: WireValue): Value => {
	if (wire.stringValue !== undefined) return wire.stringValue;
	if (wire.integerValue !== undefined || wire.doubleValue !== undefined) return plainNumber(wire);
	if (wire.booleanValue !== undefined) return wire.booleanValue;
	if (wire.mapValue !== undefined) return plainFields(wire.mapValue.fields ?? {});
	if (wire.arrayValue !== undefined) return (wire.arrayValue.values ?? []).map(plainValue);
	if (wire.bytesValue !== undefined) return new Uint8Array(wire.bytesValue);
	invariant(wire.nullValue !== undefined, 'a value of a kind that we write');
	return null;
};

/** Larger ones were not written by us, and would be rounded silently. */
export const plainNumber = ({integerValue, doubleValue}: WireValue): number => {
	const number = Number(integerValue ?? doubleValue ?? 0);
	invariant(Math.abs(number) <= 2 ** 53, 'a number within ±2^53');
	return number;
};

const operators = {
	'==': 'EQUAL',
	'<': 'LESS_THAN',
	'<=': 'LESS_THAN_OR_EQUAL',
	'>': 'GREATER_THAN',
	'>=': 'GREATER_THAN_OR_EQUAL',
	'array-contains': 'ARRAY_CONTAINS',
} as const satisfies Record<Filter['op'], string>;
const directions = {asc: 'ASCENDING', desc: 'DESCENDING'} as const;

const wireFilter = ({field, op, value}: Filter) => {
	if (op === '==' && value === null) return {unaryFilter: {field: {fieldPath: field}, op: 'IS_NULL' as const}};
	const isRange = op !== '==' && op !== 'array-contains';
	invariant(!isRange || typeof value === 'string' || typeof value === 'number', 'a range of texts or numbers');
	return {fieldFilter: {field: {fieldPath: field}, op: operators[op], value: wireValue(value)}};
};

/** The document that contains the collection (or the root), and which rows of it. */
export const wireSelection = (root: string, query: Omit<Query, 'limit'>) => {
	const collectionId = groupOf(query.collection);
	const above = query.collection.slice(0, -collectionId.length - 1);
	const filters = (query.where ?? []).map(wireFilter);
	return {
		parent: query.group || above === '' ? root : `${root}/${above}`,
		structuredQuery: {
			from: [{collectionId, allDescendants: query.group === true}],
			...(filters.length === 0 ? {} : {where: {compositeFilter: {op: 'AND' as const, filters}}}),
		},
	};
};

/** With its orders in full, down to the path. */
export const wireQuery = (root: string, query: Query) => {
	const {parent, structuredQuery} = wireSelection(root, query);
	const {orders} = shapeOf(query);
	const places = [...orders, {field: '__name__', order: orders.at(-1)?.order ?? ('asc' as const)}];
	return {
		parent,
		structuredQuery: {
			...structuredQuery,
			orderBy: places.map(({field, order}) => ({field: {fieldPath: field}, direction: directions[order]})),
			limit: {value: query.limit},
			...(query.after === undefined ? {} : {startAt: cursor(root, query, query.after)}),
		},
	};
};

const cursor = (root: string, query: Query, {values, path}: NonNullable<Query['after']>) => {
	invariant(query.group || placeOf(path).collection === query.collection, 'a cursor of the same collection');
	return {values: [...values.map(wireValue), {referenceValue: `${root}/${path}`}], before: false};
};
