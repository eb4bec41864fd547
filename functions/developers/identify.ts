/** Who calls, and whether they may: 401, then 404 for what they cannot see, then 403. */
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {AccountContext, Caller, Route} from '../route.ts';
import type {World} from '../world.ts';

export type Params = {readonly [name: string]: string};
export type Who = {readonly caller: Caller | null; readonly account: AccountContext | null};
/** The account with the caller's role in it; undefined where there is none, or the caller has none. */
export type FindAccount = (
	world: Pick<World, 'db'>,
	account: string,
	uid: string,
) => Promise<AccountContext | undefined>;

const roles = ['viewer', 'bookkeeper', 'admin', 'owner'];

/** The person behind the ID token; null where the route is open to all. */
export const callerOf = async (
	{callers}: Pick<World, 'callers'>,
	{access}: Route,
	headers: Headers,
): Promise<Result<Caller | null, 'unauthenticated'>> => {
	if (access.kind === 'public') return ok(null);
	const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.get('authorization') ?? '')?.[1];
	const caller = token === undefined ? undefined : await callers.verify(token);
	return caller ? ok(caller) : refuse('unauthenticated');
};

/** Adds the account in the path, when the caller is a member whose role suffices. */
export const whoIs = async (
	world: World,
	{access}: Route,
	params: Params,
	caller: Caller | null,
	findAccount: FindAccount,
): Promise<Result<Who, 'not_found' | 'forbidden'>> => {
	if (access.kind !== 'member' || caller === null) return ok({caller, account: null});
	const account = await findAccount(world, params.account ?? '', caller.uid);
	if (account === undefined) return refuse('not_found');
	const suffices = roles.indexOf(account.role) >= roles.indexOf(access.role);
	return suffices ? ok({caller, account}) : refuse('forbidden', `This needs the role ${access.role}.`);
};

/** Parameters become parts of document paths, tokens are looked up by their hash: anything else names nothing. */
export const areNames = (params: Params): boolean =>
	Object.entries(params).every(([name, value]) =>
		(name === 'token' ? /^[\w.~-]{1,500}$/ : /^(?!__.*__$)\w{1,100}$/).test(value),
	);
