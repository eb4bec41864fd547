/** One request to one route: the conventions of the API in the order in which they apply. */
import type {IdPrefix} from '../../schemas/basics.ts';
import {transact} from '../commit.ts';
import {millisOf} from '../kernel/calendar.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Refusal, type Result, refuse} from '../kernel/result.ts';
import type {RefusalCode} from '../refusals.ts';
import type {Reply, Route, Request as RouteRequest} from '../route.ts';
import type {World} from '../world.ts';
import {refused, replayed, replied} from './answers.ts';
import {absentAsNull} from './core/absent-as-null.ts';
import {canonicalJson, fingerprint, sortableNth, sortableTime} from './fingerprint.ts';
import {type Idempotency, idempotency} from './idempotency.ts';
import {areNames, callerOf, type FindAccount, type Params, type Who, whoIs} from './identify.ts';
import {pathsAhead, readAhead} from './read-ahead.ts';
import {type Body, readBody} from './read-body.ts';
import {readShape} from './read-shape.ts';

/** What the API brings to every request. */
export type Desk = {
	readonly world: World;
	readonly findAccount: FindAccount;
	/** Tests parse every answer with its schema. */
	readonly checkAnswers: boolean;
};

/** `requestId` is random: what the request makes is named after it. */
export type Incoming = {readonly request: Request; readonly params: Params; readonly requestId: string};

/** A request as far as it is understood: by whom, with what. */
type Received = Incoming & {
	readonly world: World;
	readonly route: Route;
	readonly who: Who;
	readonly body: Body;
	readonly key: Idempotency | null;
};
type Done = Result<Reply, RefusalCode>;

const maxKeyLength = 255;

export const serveRoute = async (desk: Desk, route: Route, incoming: Incoming): Promise<Response> => {
	const received = await receive(desk, route, incoming);
	if (!received.ok) return refused(received.refusal, incoming.requestId);
	const {key} = received.value;
	if (key === null) return answer(desk, received.value, await decide(received.value));
	const earlier = await key.look();
	if (earlier.kind === 'answered') return replayed(earlier.answer, incoming.requestId);
	if (earlier.kind === 'reused') return refused(reused, incoming.requestId);
	return decideOnce(desk, received.value, key);
};

const reused: Refusal<RefusalCode> = {
	code: 'idempotency_key_reused',
	detail: 'This key came with another request before.',
};

const receive = async (desk: Desk, route: Route, incoming: Incoming): Promise<Result<Received, RefusalCode>> => {
	const {request, params} = incoming;
	if (!areNames(params)) return refuse('not_found');
	const caller = await callerOf(desk.world, route, request.headers);
	if (!caller.ok) return caller;
	const paths = pathsAhead(route, params);
	const world = paths.length > 0 ? {...desk.world, db: readAhead(desk.world.db, paths)} : desk.world;
	const who = await whoIs(world, route, params, caller.value, desk.findAccount);
	if (!who.ok) return who;
	const body = await readBody(request, route);
	if (!body.ok) return body;
	const known = {...incoming, world, route, who: who.value, body: body.value};
	const key = openKey(known);
	return key.ok ? ok({...known, key: key.value}) : key;
};

const openKey = ({
	world,
	route,
	who,
	body,
	request,
	requestId,
}: Omit<Received, 'key'>): Result<Idempotency | null, RefusalCode> => {
	const key = request.headers.get('idempotency-key');
	if (route.method !== 'POST' || key === null) return ok(null);
	if (key.length === 0 || key.length > maxKeyLength)
		return refuse('invalid_request', `An Idempotency-Key has 1 to ${maxKeyLength} characters.`);
	const {pathname, search} = new URL(request.url);
	const {upload, json} = body;
	const sent = upload ? fingerprint(upload.type, Buffer.from(upload.bytes).toString('base64')) : canonicalJson(json);
	const requestHash = fingerprint(key, route.method, pathname, search, sent);
	const scope = who.account?.id ?? (who.caller ? `person ${who.caller.uid}` : `public ${pathname}`);
	return ok(idempotency(world, {requestId, scope, key, account: who.account?.id ?? null, requestHash}));
};

/** When a request with a key did not succeed, another one with it may have, and its answer counts for both. */
const decideOnce = async (desk: Desk, received: Received, key: Idempotency): Promise<Response> => {
	const winner = async () => {
		const earlier = await key.look();
		return earlier.kind === 'answered' ? replayed(earlier.answer, received.requestId) : undefined;
	};
	const done = await decideAndRemember(received, key).catch(async (failure: unknown) => {
		const answered = await winner();
		if (answered) return answered;
		throw failure;
	});
	if (done instanceof Response) return done;
	return (done.ok ? undefined : await winner()) ?? answer(desk, received, done);
};

/** Routes that commit nothing of their own are remembered afterwards: nothing is answered before, or the key could be used anew. */
const decideAndRemember = async (received: Received, key: Idempotency): Promise<Done> => {
	const done = await decide(received);
	if (done.ok && !key.isPlanned())
		await transact(received.world, async () =>
			ok({writes: await key.remember(withStatus(received.route, done.value)), answer: {}}),
		);
	return done;
};

/** Runs the route, unless the request has no shape; then the state of the object has the first word. */
const decide = async (received: Received): Promise<Done> => {
	const {world, route, who, params, body, request} = received;
	const shape = readShape(route, new URL(request.url).searchParams, body.json);
	const now = who.account?.account.clockAt ?? (await world.clock.now());
	const context = {world, ...who, params, upload: body.upload, now, request: requestOf(received)};
	if (shape.ok) return route.run({...context, ...shape.value});
	const byState = await route.stateRefusal?.({...context, query: null, body: body.json});
	return byState ? {ok: false, refusal: byState} : shape;
};

const requestOf = ({world, route, who, key, request, requestId}: Received): RouteRequest => {
	const startedMs = millisOf(world.clock.wall());
	const newId = (prefix: IdPrefix, nth = 0): string =>
		`${prefix}_${sortableTime(startedMs)}${sortableNth(nth)}${fingerprint(requestId, prefix, String(nth)).slice(-22)}`;
	return {
		requestId,
		actor: who.caller ? {type: 'user', id: who.caller.uid} : {type: 'payer', id: requestId},
		ifMatch: request.headers.get('if-match'),
		accept: request.headers.get('accept'),
		effectKey: key?.effectKey ?? requestId,
		newId,
		remember: async (reply, account) => (key ? key.remember(withStatus(route, reply), account) : []),
	};
};

const answer = (desk: Desk, {route, requestId}: Received, done: Done): Response => {
	if (!done.ok) return refused(done.refusal, requestId);
	const reply = withStatus(route, done.value);
	if (desk.checkAnswers) checkAnswer(route, reply);
	return replied(reply, requestId);
};

const checkAnswer = (
	{name, answer: {schema}}: Route,
	{status, body, file}: Reply & {readonly status: number},
): void => {
	if (schema === undefined || status > 299 || file) return;
	const issues = schema.safeParse(JSON.parse(JSON.stringify(body ?? null))).error?.issues;
	const places = issues?.map(({path, code}) => `${path.join('.')} ${code}`);
	invariant(!issues, `${name} answers what its schema says: ${places}`);
};

const withStatus = ({answer: {status, schema}}: Route, reply: Reply) => ({
	...reply,
	status: reply.status ?? status,
	...(schema && reply.body !== undefined ? {body: absentAsNull(schema, reply.body)} : {}),
});
