import {z} from 'zod';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import type {Cursor} from '../../world.ts';

const Written = z.strictObject({
	v: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).max(5),
	p: z.string().max(300),
	/** Which list it continues: a cursor of one list or order means nothing in another. */
	q: z.string(),
});

/** Opaque to callers; it holds places in lists, which only their account's members can read anyway. */
export const writeCursor = (cursor: Cursor, list: string): string =>
	Buffer.from(JSON.stringify({v: cursor.values, p: cursor.path, q: list})).toString('base64url');

export const readCursor = (text: string, list: string): Result<Cursor, 'invalid_request'> => {
	const parsed = Written.safeParse(decoded(text));
	if (!parsed.success || parsed.data.q !== list)
		return refuse('invalid_request', undefined, [
			{path: 'query.cursor', code: 'invalid_cursor', message: 'is not a cursor of this list'},
		]);
	return ok({values: parsed.data.v, path: parsed.data.p});
};

const decoded = (text: string): unknown => {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
	} catch {
		return undefined;
	}
};
