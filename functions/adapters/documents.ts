/**
 * What both databases demand alike of paths, values and batches, so that SQLite accepts nothing that Firestore refuses.
 * Limits: https://firebase.google.com/docs/firestore/quotas
 */
import {invariant} from '../kernel/invariant.ts';
import type {Fields, Value, Write} from '../world.ts';

const maxWrites = 500;
const maxBatchBytes = 3 * 1024 * 1024;
/** Firestore's limit is 1 MiB by its own measure, which ours follows closely. */
const maxDocumentBytes = 1_000_000;
const maxDepth = 20;
const maxNumber = 2 ** 53;

export type Place = {readonly collection: string; readonly group: string; readonly id: string};

/**
 * Ids are plain ASCII. Only the last one may hold characters below the slash (`-` and `.`): then comparing collection
 * and id as text orders documents as Firestore does, which compares segment by segment.
 */
const documentPath = /^((?:[A-Za-z]\w*\/[\w:~]{1,200}\/)*([A-Za-z]\w*))\/([\w:~.-]{1,200})$/;
const collectionPath = /^(?:[A-Za-z]\w*\/[\w:~]{1,200}\/)*[A-Za-z]\w*$/;

/** `accounts/a1/invoices/i1` is document `i1` of collection `accounts/a1/invoices`, of the group `invoices`. */
export const placeOf = (path: string): Place => {
	const [, collection, group, id] = documentPath.exec(path) ?? [];
	invariant(collection !== undefined && group !== undefined && id !== undefined, () => `a document path, not ${path}`);
	invariant(!/^\.{1,2}$|^__.*__$/.test(id), () => `a document id that is not reserved, not ${id}`);
	return {collection, group, id};
};

/** The last segment, once the path is one of a collection (or, for a group, the segment alone). */
export const groupOf = (collection: string): string => {
	invariant(collectionPath.test(collection), () => `a collection path, not ${collection}`);
	return collection.slice(collection.lastIndexOf('/') + 1);
};

/** A write and whether bytes are somewhere in its fields: JSON has no bytes, the copy that tags them costs. */
export type Weighed = {readonly write: Write; readonly place: Place; readonly binary: boolean};

type Weighing = {readonly weighed: readonly Weighed[]} | {readonly refused: string};

/**
 * The writes of a batch, checked; or why it will never be accepted. A malformed value is a bug and throws. Texts are measured
 * exactly only where the most that they could take is too much.
 */
export const weigh = (writes: readonly Write[]): Weighing => {
	const roughly = weighedBy(mostBytesOfText, writes);
	return 'refused' in roughly ? weighedBy(bytesOfText, writes) : roughly;
};

const weighedBy = (bytesOf: Seen['bytesOf'], writes: readonly Write[]): Weighing => {
	if (writes.length > maxWrites) return {refused: `${writes.length} writes, at most ${maxWrites}`};
	invariant(new Set(writes.map(({path}) => path)).size === writes.length, 'each document once in a batch');
	const seen: Seen = {bytes: 0, binary: false, bytesOf};
	const weighed: Weighed[] = [];
	for (const write of writes) {
		const before = seen.bytes;
		seen.binary = false;
		addWrite(write, seen);
		if (seen.bytes - before > maxDocumentBytes) return {refused: `${write.path}: over ${maxDocumentBytes} bytes`};
		weighed.push({write, place: placeOf(write.path), binary: seen.binary});
	}
	if (seen.bytes > maxBatchBytes) return {refused: `${seen.bytes} bytes, at most ${maxBatchBytes}`};
	return {weighed};
};

type Seen = {bytes: number; binary: boolean; readonly bytesOf: (text: string) => number};

const addWrite = (write: Write, seen: Seen): void => {
	seen.bytes += 32 + 2 * write.path.length;
	if (write.op !== 'delete') addFields(write.fields, seen, 1);
};

const addFields = (fields: Fields, seen: Seen, depth: number): void => {
	invariant(depth <= maxDepth, () => `maps and lists at most ${maxDepth} deep`);
	const prototype = Object.getPrototypeOf(fields);
	invariant(prototype === Object.prototype || prototype === null, 'plain maps only');
	for (const key in fields) {
		const value = fields[key];
		if (value === undefined) continue;
		seen.bytes += bytesOfKey(key);
		addValue(value, seen, depth);
	}
};

/** Documents have the same few hundred keys again and again: each is checked and measured once. */
const keysKept = 2000;
const measuredKeys = new Map<string, number>();

const bytesOfKey = (key: string): number => {
	const measured = measuredKeys.get(key);
	if (measured !== undefined) return measured;
	invariant(key !== '' && key !== '$bytes' && !/^__.*__$/s.test(key), 'keys that are not empty and not reserved');
	invariant(key.isWellFormed(), 'keys without lone surrogates');
	const bytes = bytesOfText(key);
	if (measuredKeys.size < keysKept) measuredKeys.set(key, bytes);
	return bytes;
};

const addValue = (value: Value, seen: Seen, depth: number): void => {
	if (typeof value === 'string') {
		invariant(value.isWellFormed(), 'text without lone surrogates');
		seen.bytes += seen.bytesOf(value);
	} else if (typeof value === 'number') {
		addNumber(value, seen);
	} else if (typeof value === 'boolean' || value === null) {
		seen.bytes += 1;
	} else if (value instanceof Uint8Array) {
		seen.bytes += value.length;
		seen.binary = true;
	} else if (isList(value)) {
		for (const element of value) {
			invariant(element !== undefined && !Array.isArray(element), 'lists without holes and not right inside lists');
			addValue(element, seen, depth + 1);
		}
	} else {
		addFields(value, seen, depth + 1);
	}
};

/** `Array.isArray` does not narrow readonly arrays. */
export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const bytesOfText = (text: string): number => Buffer.byteLength(text) + 1;
/** A code unit of UTF-16 takes at most three bytes of UTF-8. */
const mostBytesOfText = (text: string): number => 3 * text.length + 1;

const addNumber = (number: number, seen: Seen): void => {
	invariant(Math.abs(number) <= maxNumber && !Object.is(number, -0), () => `a number within ±2^53, not ${number}`);
	seen.bytes += 8;
};
