/** One request to one route: the conventions of the API in the order in which they apply. */
import {z} from 'zod';
import type {IdPrefix, Instant} from '../../schemas/basics.ts';
import {millisOf} from '../kernel/calendar.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Refusal, type Result, refuse} from '../kernel/result.ts';
import type {RefusalCode} from '../refusals.ts';
import type {AccountContext, Caller, Reply, Route, Request as RouteRequest} from '../route.ts';
import type {World} from '../world.ts';
import {refused, replayed, replied} from './answers.ts';
import {holdsCardNumberAnywhere} from './core/card-numbers.ts';
import {fieldErrors} from './core/field-errors.ts';
import {canonicalJson, fingerprint, sortableNth, sortableTime} from './fingerprint.ts';
import {type Idempotency, idempotency} from './idempotency.ts';
import {type Body, readBody} from './read-body.ts';
import {readQuery} from './read-query.ts';

/** What the API brings to every request. */
export type Desk = {
	readonly world: World;
	/** The account with the caller's role in it; undefined where there is none, or the caller has none. */
	readonly findAccount: (account: string, uid: string) => Promise<AccountContext | undefined>;
	/** Tests parse every answer with its schema. */
	readonly checkAnswers: boolean;
};

export type Incoming = {
	readonly request: Request;
	readonly params: {readonly [name: string]: string};
	readonly requestId: string;
};

type Who = {readonly caller: Caller | null; readonly account: AccountContext | null};
type Refused = Refusal<RefusalCode>;
type Shape = {readonly query: unknown; readonly body: unknown};

const roles = ['viewer', 'bookkeeper', 'admin', 'owner'];
const maxKeyLength = 255;

export const serveRoute = async (desk: Desk, route: Route, incoming: Incoming): Promise<Response> => {
	const no = (refusal: Refused) => refused(refusal, incoming.requestId);
	const who = await identify(desk, route, incoming);
	if (!who.ok) return no(who.refusal);
	const read = await readBody(incoming.request, route);
	if (!read.ok) return no(read.refusal);
	const key = openKey(desk, route, incoming, who.value, read.value);
	if (!key.ok) return no(key.refusal);
	if (key.value === null)
		return answer(desk, route, await decide(desk, route, incoming, who.value, read.value, null), no);

	const keyed = key.value;
	const earlier = await keyed.look();
	if (earlier.kind === 'answered') return replayed(earlier.answer);
	if (earlier.kind === 'reused')
		return no({code: 'idempotency_key_reused', detail: 'This key came with another request before.'});
	return decideOnce(desk, route, keyed, () => decide(desk, route, incoming, who.value, read.value, keyed), no);
};

/** With a key: when the request did not succeed, one with the same key may have, and its answer counts for both. */
const decideOnce = async (
	desk: Desk,
	route: Route,
	keyed: Idempotency,
	run: () => Promise<Result<Reply, RefusalCode>>,
	no: (refusal: Refused) => Response,
): Promise<Response> => {
	const winner = async () => {
		const earlier = await keyed.look();
		return earlier.kind === 'answered' ? replayed(earlier.answer) : undefined;
	};
	const done = await run().catch(async (failure: unknown) => {
		const answered = await winner();
		if (answered) return answered;
		throw failure;
	});
	if (done instanceof Response) return done;
	if (!done.ok) return (await winner()) ?? no(done.refusal);
	if (!keyed.isPlanned() && !(await rememberAfterwards(desk, keyed, withStatus(route, done.value)))) {
		const answered = await winner();
		if (answered) return answered;
	}
	return answer(desk, route, done, no);
};

const rememberAfterwards = async (
	{world}: Desk,
	keyed: Idempotency,
	reply: Reply & {readonly status: number},
): Promise<boolean> => {
	const writes = await keyed.remember(reply);
	return writes.length === 0 || (await world.db.commit(writes)).outcome === 'committed';
};

const withStatus = (route: Route, reply: Reply) => ({...reply, status: reply.status ?? route.answer.status});

const answer = (
	desk: Desk,
	route: Route,
	done: Result<Reply, RefusalCode>,
	no: (refusal: Refused) => Response,
): Response => {
	if (!done.ok) return no(done.refusal);
	const reply = withStatus(route, done.value);
	if (desk.checkAnswers && route.answer.schema && reply.status < 300 && !reply.file) {
		const issues = route.answer.schema.safeParse(JSON.parse(JSON.stringify(reply.body ?? null))).error?.issues;
		invariant(
			!issues,
			`${route.name} answers what its schema says: ${issues?.map(({path, code}) => `${path.join('.')} ${code}`)}`,
		);
	}
	return replied(reply);
};

/** Who calls, and whether they may: 401, then 404 for what they cannot see, then 403. */
const identify = async (desk: Desk, route: Route, {request, params}: Incoming): Promise<Result<Who, RefusalCode>> => {
	if (!Object.entries(params).every(isPlainParam)) return refuse('not_found');
	if (route.access.kind === 'public') return ok({caller: null, account: null});
	const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
	const caller = token === undefined ? undefined : await desk.world.callers.verify(token);
	if (caller === undefined) return refuse('unauthenticated');
	if (route.access.kind === 'person') return ok({caller, account: null});
	const account = await desk.findAccount(params.account ?? '', caller.uid);
	if (account === undefined) return refuse('not_found');
	if (roles.indexOf(account.role) < roles.indexOf(route.access.role))
		return refuse('forbidden', `This needs the role ${route.access.role}.`);
	return ok({caller, account});
};

/** Parameters become parts of document paths. Tokens are looked up by their hash. */
const isPlainParam = ([name, value]: readonly [string, string]): boolean =>
	(name === 'token' ? /^[\w.~-]{1,500}$/ : /^(?!__.*__$)\w{1,100}$/).test(value);

const openKey = (
	desk: Desk,
	route: Route,
	{request, requestId}: Incoming,
	who: Who,
	body: Body,
): Result<Idempotency | null, RefusalCode> => {
	const key = request.headers.get('idempotency-key');
	if (route.method !== 'POST' || key === null) return ok(null);
	if (key.length === 0 || key.length > maxKeyLength)
		return refuse('invalid_request', `An Idempotency-Key has 1 to ${maxKeyLength} characters.`);
	const {pathname, search} = new URL(request.url);
	const sent = body.upload
		? fingerprint(body.upload.type, Buffer.from(body.upload.bytes).toString('base64'))
		: canonicalJson(body.json);
	return ok(
		idempotency(desk.world, {
			requestId,
			scope: scopeOf(who, pathname),
			key,
			account: who.account?.id ?? null,
			requestHash: fingerprint(key, route.method, pathname, search, sent),
		}),
	);
};

const scopeOf = ({account, caller}: Who, pathname: string): string =>
	account?.id ?? (caller ? `person ${caller.uid}` : `public ${pathname}`);

const decide = async (
	desk: Desk,
	route: Route,
	incoming: Incoming,
	who: Who,
	body: Body,
	keyed: Idempotency | null,
): Promise<Result<Reply, RefusalCode>> => {
	const {world} = desk;
	const shape = shaped(route, new URL(incoming.request.url).searchParams, body.json);
	const context = {
		world,
		...who,
		// The declaration of the route ties the kinds of access to these; here they are only known to be one of each.
		params: incoming.params,
		upload: body.upload,
		now: who.account?.account.clockAt ?? (await world.clock.now()),
		request: requestOf(desk, route, incoming, who, keyed),
	};
	if (shape.ok) return route.run({...context, ...shape.value});
	const byState = await route.stateRefusal?.({...context, query: null, body: body.json});
	return byState ? {ok: false, refusal: byState} : shape;
};

const shaped = (route: Route, search: URLSearchParams, json: unknown): Result<Shape, RefusalCode> => {
	const given = readQuery(search);
	if (!given.ok) return given;
	if (holdsCardNumberAnywhere(given.value) || holdsCardNumberAnywhere(json))
		return refuse(
			'card_number_not_allowed',
			'A text looks like a card number. Cards are only entered on the payment page.',
		);
	const query = (route.query ?? nothing).safeParse(given.value);
	if (!query.success) return refuse('invalid_request', undefined, fieldErrors(query.error, 'query'));
	if (json === undefined) return ok({query: query.data, body: null});
	const body = (route.body ?? nothing).safeParse(json);
	if (!body.success) return refuse('invalid_request', undefined, fieldErrors(body.error, 'body'));
	return ok({query: query.data, body: body.data});
};

const nothing = z.strictObject({});

const requestOf = (
	{world}: Desk,
	route: Route,
	{request, requestId}: Incoming,
	{caller}: Who,
	keyed: Idempotency | null,
): RouteRequest => {
	const seed = world.ids.random();
	const startedAt: Instant = world.clock.wall();
	return {
		requestId,
		actor: caller ? {type: 'user', id: caller.uid} : {type: 'payer', id: requestId},
		ifMatch: request.headers.get('if-match'),
		accept: request.headers.get('accept'),
		effectKey: keyed?.effectKey ?? seed,
		newId: (prefix: IdPrefix, nth = 0) =>
			`${prefix}_${sortableTime(millisOf(startedAt))}${sortableNth(nth)}${fingerprint(seed, prefix, String(nth)).slice(-22)}`,
		remember: async (reply, account) => (keyed ? keyed.remember(withStatus(route, reply), account) : []),
	};
};
