import test from 'ava';
import {openSqlite} from '../../../functions/adapters/sqlite.ts';
import {type Listing, listPage} from '../../../functions/developers/paging.ts';
import type {Index} from '../../../functions/indexes.ts';

const indexes: readonly Index[] = [{collection: 'things', scope: 'collection', fields: [{field: 'at', order: 'desc'}]}];
const listing: Listing = {collection: 'accounts/a/things', orderBy: [{field: 'at', direction: 'desc'}]};

const filled = async (count: number) => {
	const db = openSqlite({file: ':memory:', indexes});
	for (let nth = 0; nth < count; nth++)
		await db.commit([
			{op: 'create', path: `accounts/a/things/t${nth}`, fields: {at: `2026-01-0${Math.floor(nth / 3) + 1}`}},
		]);
	return db;
};

test('pages follow each other without gap or repetition, ties included', async (t) => {
	const db = await filled(10);
	const seen: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await listPage(db, listing, {limit: 4, cursor});
		if (!page.ok) return t.fail();
		seen.push(...page.value.data.map(({path}) => path));
		cursor = page.value.nextCursor ?? undefined;
	} while (cursor);
	t.is(seen.length, 10);
	t.is(new Set(seen).size, 10);
	t.deepEqual(seen[0], 'accounts/a/things/t9');
});

test('a last page that is exactly full has nothing after it', async (t) => {
	const page = await listPage(await filled(4), listing, {limit: 4});
	t.true(page.ok && page.value.nextCursor === null);
});

test('what is deleted meanwhile does not lead a cursor astray', async (t) => {
	const db = await filled(6);
	const first = await listPage(db, listing, {limit: 3});
	if (!first.ok) return t.fail();
	const last = first.value.data.at(-1);
	if (!last) return t.fail();
	await db.commit([{op: 'delete', path: last.path, version: last.version}]);
	const second = await listPage(db, listing, {limit: 3, cursor: first.value.nextCursor ?? ''});
	t.true(second.ok && second.value.data.length === 3);
});
