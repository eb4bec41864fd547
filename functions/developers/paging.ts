import {ok, type Result} from '../kernel/result.ts';
import type {Cursor, Db, Query, Stored} from '../world.ts';
import {readCursor, writeCursor} from './core/cursor.ts';
import {fingerprint} from './fingerprint.ts';

export type Page<Row> = {readonly data: readonly Row[]; readonly nextCursor: string | null};

/** What a list reads; `orderBy` must name fields that every document of it has. */
export type Listing = Required<Pick<Query, 'orderBy'>> & Pick<Query, 'collection' | 'group' | 'where'>;

/** One page: `limit` rows after `cursor` and where the next page begins. A cursor of another list or order is refused. */
export const listPage = async (
	db: Pick<Db, 'query'>,
	listing: Listing,
	page: {readonly limit: number; readonly cursor?: string | undefined},
): Promise<Result<Page<Stored>, 'invalid_request'>> => {
	const list = fingerprint(JSON.stringify(listing)).slice(0, 12);
	const after = page.cursor ? readCursor(page.cursor, list) : undefined;
	if (after && !after.ok) return after;
	const rows = await db.query({...listing, limit: page.limit + 1, ...(after ? {after: after.value} : {})});
	const data = rows.slice(0, page.limit);
	const last = rows.length > page.limit ? data.at(-1) : undefined;
	return ok({data, nextCursor: last ? writeCursor(placeOf(last, listing), list) : null});
};

const placeOf = (row: Stored, {orderBy}: Listing): Cursor => ({
	path: row.path,
	values: orderBy.map(({field}) => scalar(field.split('.').reduce(member, row.fields))),
});

const member = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : null;

const scalar = (value: unknown): string | number | boolean | null =>
	typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
