/**
 * A route of the API as data. Each domain lists its own in `routes.ts`; `api.ts` serves them, keeps the conventions
 * (docs in functions/developers/README.md) and describes them in openapi.json.
 */
import type {z} from 'zod';
import type {Account} from '../schemas/account.ts';
import type {IdPrefix, Instant, Role} from '../schemas/basics.ts';
import {ok, type Refusal, type Result} from './kernel/result.ts';
import type {CommonRefusal, RefusalCode} from './refusals.ts';
import type {Stored, World, Write} from './world.ts';

export const scopes = [
	'customers:read',
	'customers:write',
	'items:read',
	'items:write',
	'taxRates:read',
	'taxRates:write',
	'invoices:read',
	'invoices:write',
	'templates:read',
	'templates:write',
	'payments:read',
	'payments:write',
	'reports:read',
	'reports:write',
	'webhooks:read',
	'webhooks:write',
	'settings:read',
	'settings:write',
] as const; // prettier-ignore
export type Scope = (typeof scopes)[number];

/** Who may call: anybody, any signed-in person, or a member of the account in the path with at least this role and scope. */
export type Access =
	| {readonly kind: 'public'}
	| {readonly kind: 'person'}
	| {readonly kind: 'member'; readonly role: Role; readonly scope: Scope};

/** A signed-in person. */
export type Caller = {
	readonly uid: string;
	readonly email: string | null;
	readonly emailVerified: boolean;
	readonly name: string | null;
};

/** Who did it, as the audit trail writes it. */
export type Actor = {readonly type: 'user' | 'apiKey' | 'system' | 'payer'; readonly id: string};

/** The account in the path, as stored, and the caller's role in it. */
export type AccountContext = {
	readonly id: string;
	readonly account: Account;
	readonly stored: Stored;
	readonly role: Role;
};

export type Reply = {
	/** The route's `answer.status` unless given. */
	readonly status?: number;
	readonly body?: unknown;
	/** A path that begins with `/api/v1`, or an address to go to (303). */
	readonly location?: string;
	/** The version of a single object whose body does not show it; otherwise the body's `version` is the ETag. */
	readonly etag?: number;
	/** Instead of a body: a file. `fileName` makes it a download. */
	readonly file?: {readonly type: string; readonly bytes: Uint8Array; readonly fileName?: string};
};

/** Writes that make the answer to a request repeatable; include them in the commit of the effect. Empty without an Idempotency-Key. */
export type Remember<Answer> = (answer: Answer) => Promise<readonly Write[]>;

export type Request = {
	readonly requestId: string;
	readonly actor: Actor;
	/** The If-Match header as sent, or null: compare with `matches`, in the plan that checks the same version. */
	readonly ifMatch: string | null;
	readonly accept: string | null;
	/** The same for every repetition of a request with its Idempotency-Key: for keys of effects outside (the payment provider). */
	readonly effectKey: string;
	/**
	 * An id for something this request makes, stable within the request; later ones sort after earlier ones, so that
	 * lists by creation stay in order where a clock stands still. `nth` tells several of one prefix apart.
	 */
	readonly newId: (prefix: IdPrefix, nth?: number) => string;
	/**
	 * The record of this reply, to be written in the same commit. Call it in the plan (it looks again each time, and
	 * throws when another request with the same key has answered meanwhile; the API then repeats that answer).
	 * `account` is for routes without an account in their path: whose key seals the answer.
	 */
	readonly remember: (reply: Reply, account?: string) => Promise<readonly Write[]>;
};

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | ParamNames<Rest>
	: never;

type CallerOf<Kind> = Kind extends 'public' ? null : Caller;
type AccountOf<Kind> = Kind extends 'member' ? AccountContext : null;

export type Context<Path extends string, A extends Access, Query, Body> = {
	readonly world: World;
	readonly caller: CallerOf<A['kind']>;
	readonly account: AccountOf<A['kind']>;
	/** Letters, digits, `_`, `-` and `.` only (anything else was answered 404), so that they can stand in document paths. */
	readonly params: {readonly [Name in ParamNames<Path>]: string};
	readonly query: Query;
	readonly body: Body;
	/** Only with `upload`. */
	readonly upload: {readonly bytes: Uint8Array; readonly type: string} | null;
	/** The account's clock (a test account has its own), else the platform's. */
	readonly now: Instant;
	readonly request: Request;
};

/** What acts are given of a member's request. */
export type Command = {
	readonly world: World;
	readonly account: AccountContext;
	readonly now: Instant;
	readonly request: Pick<Request, 'actor' | 'newId' | 'ifMatch'>;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type RouteOf<
	Path extends string,
	A extends Access,
	Query extends z.ZodType | undefined,
	Body extends z.ZodType | undefined,
	Refusals extends readonly RefusalCode[],
> = {
	readonly method: Method;
	/** Under `/api/v1`: `/accounts/{account}/customers/{customer}`. */
	readonly path: Path;
	/** The operation's name in OpenAPI: `createCustomer`. */
	readonly name: string;
	readonly summary: string;
	readonly access: A;
	/** Strict objects of strings: see schemas/list.ts. Unknown parameters are 422. */
	readonly query?: Query;
	/** A strict object. Without it only an empty body (or `{}`) is taken. An empty body reads as `{}`. */
	readonly body?: Body;
	/** The body may also come as an HTML form; its values are strings. */
	readonly form?: true;
	/** Raw bytes instead of JSON. */
	readonly upload?: {readonly types: readonly string[]; readonly limitBytes: number};
	/** `schema` absent: no body (204), or a file of `type`. `goesOn`: a call that may not last that long answers 202 and the same. */
	readonly answer: {
		readonly status: number;
		readonly schema?: z.ZodType;
		readonly type?: string;
		readonly goesOn?: true;
	};
	/** Beyond the common ones. */
	readonly refusals: Refusals;
	readonly example: {
		readonly query?: {readonly [name: string]: string};
		readonly body?: unknown;
		readonly answer?: unknown;
	};
	/**
	 * State comes before shape (409 and 404 before 422): asked only when body or query do not validate. Answers the
	 * refusal that the state of the object gives whatever the body says, or null.
	 */
	stateRefusal?(context: Context<Path, A, unknown, unknown>): Promise<Refusal<Refusals[number] | CommonRefusal> | null>;
	run(
		context: Context<
			Path,
			A,
			Query extends z.ZodType ? z.output<Query> : null,
			Body extends z.ZodType ? z.output<Body> : null
		>,
	): Promise<Result<Reply, Refusals[number] | CommonRefusal>>;
};

/** Any route, its types forgotten. */
export type Route = RouteOf<string, Access, z.ZodType | undefined, z.ZodType | undefined, readonly RefusalCode[]>;

/** Declares a route; types of params, query, body and refusals follow from the declaration. */
export const route = <
	const Path extends string,
	const A extends Access,
	const Refusals extends readonly RefusalCode[],
	Query extends z.ZodType | undefined = undefined,
	Body extends z.ZodType | undefined = undefined,
>(
	declared: RouteOf<Path, A, Query, Body, Refusals>,
): Route => declared;

/**
 * Runs an act and answers with its result, remembered in the act's own commit: the act calls `remember(answer)` in its
 * plan and adds the writes. `reply` sees the act's answer twice: when planned, and when done.
 */
export const answering = async <Answer extends object, Done extends Answer, Code extends RefusalCode>(
	request: Request,
	reply: (answer: Answer | Done) => Reply | Promise<Reply>,
	act: (remember: Remember<Answer>) => Promise<Result<Done, Code>>,
): Promise<Result<Reply, Code>> => {
	const done = await act(async (answer) => request.remember(await reply(answer)));
	return done.ok ? ok(await reply(done.value)) : done;
};

/**
 * True when the caller did not ask for a version, or asked for this one: the `version` that the object shows, which counts
 * its changes (bookkeeping of the outbox is none). A weak tag never matches. Ask in the plan that commits the change.
 */
export const matches = (ifMatch: string | null, version: number): boolean =>
	ifMatch === null || ifMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim() === `"${version}"`);
