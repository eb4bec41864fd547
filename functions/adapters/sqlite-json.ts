/** Fields as the JSON that SQLite keeps. */
import type {Fields, Value} from '../world.ts';
import {isList} from './documents.ts';

/** JSON that begins with a space holds bytes somewhere: all other documents are spared a second look. */
export const jsonOf = (fields: Fields, binary: boolean): string =>
	binary ? ` ${JSON.stringify(tagged(fields))}` : JSON.stringify(fields);

export const fieldsOf = (json: string): Fields => {
	const fields = JSON.parse(json) as Fields;
	return json.startsWith(' ') ? (untagged(fields) as Fields) : fields;
};

const tagged = (value: Value | undefined): unknown => {
	if (value instanceof Uint8Array) return {$bytes: Buffer.from(value).toString('base64')};
	if (value === null || typeof value !== 'object') return value;
	if (isList(value)) return value.map(tagged);
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tagged(inner)]));
};

const untagged = (value: Value | undefined): Value | undefined => {
	if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value;
	if (isList(value)) return value.map((inner) => untagged(inner) ?? null);
	if (typeof value.$bytes === 'string') return new Uint8Array(Buffer.from(value.$bytes, 'base64'));
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, untagged(inner)]));
};
