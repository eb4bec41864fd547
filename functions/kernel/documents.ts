/** Stored documents: parsed whenever they are written, read by their schema version alone (parsing each read would cost more than the read). */
import type {z} from 'zod';
import {invariant} from './invariant.ts';

type Stored = {readonly path: string; readonly fields: {readonly [key: string]: unknown}};

/** The account in the path of one of its documents. */
export const accountIdIn = (path: string): string => path.split('/')[1] ?? '';

/** The fields of a document as `schema` writes them. A bug when it carries another schema version than the present one. */
export const readAs = <S extends z.ZodType>(_schema: S, {path, fields}: Stored): z.output<S> => {
	invariant(fields.schema === 1, () => `${path} has schema version 1`);
	return fields as z.output<S>;
};

/** The fields to store: exactly what `schema` allows. A bug when it does not; names the places, never the values. */
export const writeAs = <S extends z.ZodType>(schema: S, document: z.input<S>): z.output<S> => {
	const parsed = schema.safeParse(document);
	const places = () => parsed.error?.issues.map(({path, code}) => `${path.join('.')} ${code}`).join(', ');
	invariant(parsed.success, () => `a document that its schema allows: ${places()}`);
	return parsed.data;
};
