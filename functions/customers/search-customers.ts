import {listPage, type Page} from '../developers/index.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {AccountContext} from '../route.ts';
import type {Stored, World} from '../world.ts';
import {wordsLookedFor} from './core/search-words.ts';
import {customersOf} from './store.ts';

export type CustomerSearch = {
	readonly q?: string | undefined;
	readonly archived: boolean;
	readonly sort: 'createdAt' | '-createdAt';
	readonly limit: number;
	readonly cursor?: string | undefined;
};

const maxPages = 5;

/**
 * A page of customers, newest first unless sorted otherwise. With `q` those whose name has words that begin so, or whose
 * mail address it is: one word is looked up by its hash, the others are checked on what was found, so that such a page
 * may be shorter than asked though more follows.
 */
export const searchCustomers = async (
	{db, vault}: Pick<World, 'db' | 'vault'>,
	{id}: Pick<AccountContext, 'id'>,
	{q, archived, sort, limit, cursor}: CustomerSearch,
): Promise<Result<Page<Stored>, 'invalid_request'>> => {
	const words = q === undefined ? [] : wordsLookedFor(q);
	if (q !== undefined && words.length === 0) return ok({data: [], nextCursor: null});
	const [first, ...others] = await vault.token(id, words);
	const listing = {
		collection: customersOf(id),
		where: [
			{field: 'archived', op: '==' as const, value: archived},
			...(first === undefined ? [] : [{field: 'tokens', op: 'array-contains' as const, value: first}]),
		],
		orderBy: [{field: 'createdAt', direction: sort === 'createdAt' ? ('asc' as const) : ('desc' as const)}],
	};
	const found: Stored[] = [];
	let next: string | null | undefined = cursor;
	for (let turn = 0; turn < maxPages && next !== null && found.length < limit; turn++) {
		const page = await listPage(db, listing, {limit: limit - found.length, cursor: next});
		if (!page.ok) return page;
		found.push(...page.value.data.filter((stored) => others.every((token) => holds(stored.fields.tokens, token))));
		next = page.value.nextCursor;
	}
	return ok({data: found, nextCursor: next ?? null});
};

const holds = (tokens: unknown, token: string): boolean => Array.isArray(tokens) && tokens.includes(token);
