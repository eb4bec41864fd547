/**
 * Keys: values of fields as SQLite compares them just as Firestore orders values of all types
 * (https://firebase.google.com/docs/firestore/manage-data/data-types): null, false and true, numbers, texts by their
 * UTF-8 bytes, bytes, lists, maps. SQLite sorts numbers before texts before blobs, and nothing (NULL) for no such field.
 */
import type {Fields, Value} from '../world.ts';
import {isList} from './documents.ts';

export type Key = string | number | Uint8Array;

/** Null is minus infinity: it compares without three-valued logic. Numbers of documents are far from these two (±2^53). */
const keyOfNull = Number.NEGATIVE_INFINITY;
const keysOfBooleans = {false: -3e300, true: -2e300} as const;

/** For SQL: between them lie the keys of all numbers, and of all texts. */
export const numbersLie = {above: '-1e300', below: `''`} as const;
export const textsLie = {from: `''`, below: `x''`} as const;

export const keyOf = (value: string | number | boolean | null): string | number => {
	if (value === null) return keyOfNull;
	return typeof value === 'boolean' ? keysOfBooleans[`${value}`] : value;
};

/** Null where the document has no such field. Dots reach into maps. */
export const keyIn = (fields: Fields, field: string): Key | null => {
	let value: Value | undefined = fields;
	for (const name of field.split('.')) value = isMap(value) ? value[name] : undefined;
	if (value === undefined) return null;
	return typeof value === 'object' && value !== null ? Buffer.from(inOrder(value)) : keyOf(value);
};

const isMap = (value: Value | undefined): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** First of the bytes of each type; what ends a list, a map or a text sorts before all that could go on. */
const tags = {end: 0, null: 1, false: 2, true: 3, number: 4, text: 5, bytes: 6, list: 7, map: 8} as const;

/** Bytes that compare as the values do. */
const inOrder = (value: Value): readonly number[] => {
	if (value === null) return [tags.null];
	if (typeof value === 'boolean') return [tags[`${value}`]];
	if (typeof value === 'number') return [tags.number, ...numberInOrder(value)];
	if (typeof value === 'string') return [tags.text, ...ended(Buffer.from(value))];
	if (value instanceof Uint8Array) return [tags.bytes, ...ended(value)];
	if (isList(value)) return [tags.list, ...value.flatMap(inOrder), tags.end];
	const entries = Object.entries(value).flatMap(([name, inner]) =>
		inner === undefined ? [] : [{key: [tags.text, ...ended(Buffer.from(name))], inner}],
	);
	entries.sort((left, right) => Buffer.compare(Buffer.from(left.key), Buffer.from(right.key)));
	return [tags.map, ...entries.flatMap(({key, inner}) => [...key, ...inOrder(inner)]), tags.end];
};

/** A zero within is told from the end by what follows it. */
const ended = (bytes: Uint8Array): readonly number[] => [
	...[...bytes].flatMap((byte) => (byte === 0 ? [0, 255] : [byte])),
	0,
	1,
];

/** IEEE 754, made to sort: positive ones with the sign set, negative ones with all bits turned. */
const numberInOrder = (value: number): readonly number[] => {
	const bytes = Buffer.alloc(8);
	bytes.writeDoubleBE(value);
	const isNegative = (bytes[0] ?? 0) >= 128;
	return [...bytes].map((byte, index) => (isNegative ? 255 - byte : index === 0 ? byte + 128 : byte));
};
