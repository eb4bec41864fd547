import type {Answer, Call} from './call.ts';
import {badParam, errorBody, isRefusal, refusal, unknownUrl} from './errors.ts';
import {checkKey, fingerprint, inUse, recall, remember} from './idempotency.ts';
import {newId} from './ids.ts';
import {writeLog} from './log.ts';
import type {Route} from './route.ts';
import {findRoute} from './routes.ts';
import type {Store} from './store.ts';
import {apiVersion, decodeForm, type Fields, jsonReply, type Reply, refusalReply} from './wire.ts';

/** A call as it came in. */
export type Incoming = {
	readonly method: string;
	readonly path: string;
	readonly query: string;
	readonly header: (name: string) => string | undefined;
	readonly body: string;
};
/** What the server knows about a call beside what came in. */
export type Meeting = {
	readonly now: string;
	/** Another request with the same key is being worked on. */
	readonly busy: boolean;
	/** Answer 500 and remember that: with the effect kept, or undone. */
	readonly fail?: 'after' | 'undone';
};
export type Desk = {readonly store: Store; readonly callFor: (account: string, request: Call['request']) => Call};

/** Answers one call of Stripe's API: its effect, its idempotency record and its log row are one transaction. */
export const answerCall = (desk: Desk, incoming: Incoming, meeting: Meeting): Reply => {
	const requestId = newId('req');
	const key = incoming.header('idempotency-key') ?? null;
	const reply = refusable(
		() => execute(desk, incoming, meeting, {id: requestId, idempotencyKey: key}),
		(early) => {
			note(desk.store, incoming, meeting.now, early.status, false, null);
			return early;
		},
	);
	return {
		...reply,
		headers: {
			...reply.headers,
			'request-id': requestId,
			'stripe-version': incoming.header('stripe-version') ?? apiVersion,
			...(key === null ? {} : {'idempotency-key': key}),
			...(incoming.header('stripe-account') === undefined
				? {}
				: {'stripe-account': incoming.header('stripe-account') ?? ''}),
		},
	};
};

/** Logs a call that never got as far as an answer of the API's, or lost it. */
export const note = (
	store: Store,
	incoming: Incoming,
	now: string,
	status: number,
	replayed: boolean,
	effect: Answer['effect'],
): void =>
	writeLog(store, {
		at: now,
		method: incoming.method,
		path: incoming.path,
		idempotencyKey: incoming.header('idempotency-key') ?? null,
		account: incoming.header('stripe-account') ?? incoming.header('stripe-context') ?? null,
		status,
		replayed,
		...(effect ?? {effect: null, objectId: null, amount: null, currency: null}),
	});

/** Who is asking: a test key, and the connected account it asks for. Empty: the platform's own. */
export const accountOf = ({header}: Incoming): string => {
	const given = header('authorization') ?? '';
	const key = /^Basic /i.test(given)
		? (Buffer.from(given.slice(6), 'base64').toString().split(':')[0] ?? '')
		: given.replace(/^Bearer /i, '');
	if (given === '')
		throw refusal(401, {
			type: 'invalid_request_error',
			message:
				"You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
		});
	if (!/^(sk|rk)_test_\w+$/.test(key))
		throw refusal(401, {type: 'invalid_request_error', message: `Invalid API Key provided: ${key.slice(0, 8)}****`});
	const account = header('stripe-account');
	const context = header('stripe-context');
	if (account !== undefined && context !== undefined)
		throw badParam(undefined, 'You cannot send both the Stripe-Account and the Stripe-Context header.');
	const wanted = account ?? context?.split('/').at(-1) ?? '';
	if (wanted !== '' && !/^acct_\w+$/.test(wanted))
		throw refusal(403, {
			type: 'invalid_request_error',
			code: 'account_invalid',
			message: `The provided key does not have access to account '${wanted}' (or that account does not exist). Application access may have been revoked.`,
		});
	return wanted;
};

const execute = (desk: Desk, incoming: Incoming, meeting: Meeting, request: NonNullable<Call['request']>): Reply => {
	const account = accountOf(incoming);
	const {run, isWrite} = readCall(incoming);
	const key = isWrite ? request.idempotencyKey : null;
	checkKey(key);
	if (key !== null && meeting.busy) throw inUse(key);
	const call = desk.callFor(account, request);
	const print = fingerprint(incoming.method, incoming.path, incoming.body);
	return desk.store.transaction(() => {
		const known = key === null ? undefined : recall(desk.store, account, key, print, call.at);
		if (known) {
			note(desk.store, incoming, meeting.now, known.status, true, null);
			return {
				status: known.status,
				headers: {
					'content-type': 'application/json',
					'idempotent-replayed': 'true',
					'original-request': known.requestId,
				},
				body: known.body,
			};
		}
		const {reply, effect} = runOnce(desk.store, () => run(call), meeting.fail);
		if (key !== null)
			remember(desk.store, account, key, print, call.at, {
				status: reply.status,
				body: reply.body,
				requestId: request.id,
			});
		note(desk.store, incoming, meeting.now, reply.status, false, effect);
		return reply;
	});
};

type Run = (call: Call) => Answer;

/** Reads the call; what is wrong with it by itself is found here, before any key is remembered. */
const readCall = ({method, path, query, header, body}: Incoming): {readonly run: Run; readonly isWrite: boolean} => {
	const version = header('stripe-version');
	if (version !== undefined && !/^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(version))
		throw badParam(undefined, `Invalid Stripe API version: ${version}`);
	const found: {readonly route: Route; readonly ids: readonly string[]} | undefined = findRoute(method, path);
	if (!found) throw unknownUrl(method, path);
	const isWrite = method === 'POST';
	if (isWrite && body !== '' && !/^application\/x-www-form-urlencoded\b/i.test(header('content-type') ?? ''))
		throw badParam(
			undefined,
			'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
		);
	const run = found.route.prepare(
		translate(decodeForm([query, body].filter((part) => part !== '').join('&')), version),
	);
	return {run: (call) => run(call, found.ids), isWrite};
};

/** Before 2026-09-30.endive the list of allowed kinds had another name; later versions no longer know that one. */
const translate = (params: Fields, version = apiVersion as string): Fields => {
	const {payment_method_types: older, ...rest} = params;
	return older === undefined || version >= '2026-09-30' ? params : {...rest, allowed_payment_method_types: older};
};

type Ran = {readonly reply: Reply; readonly effect: Answer['effect']};

/** Runs it once; a refusal undoes what it wrote but is an answer like any other. */
const runOnce = (store: Store, run: () => Answer, fail: Meeting['fail']): Ran => {
	const done = refusable<Ran>(
		() =>
			store.attempt(() => {
				const {status, body, effect} = run();
				if (fail === 'undone') throw brokenDown();
				return {reply: jsonReply(status, body, status < 400 ? {} : {'stripe-should-retry': 'false'}), effect};
			}),
		(reply) => ({reply, effect: null}),
	);
	return fail === 'after' ? {...done, reply: jsonReply(500, errorBody(brokenDown().fields))} : done;
};

export const brokenDown = () => refusal(500, {type: 'api_error', message: 'An unknown error occurred'});

/** A refusal becomes its reply; so does a defect of the stand-in, loudly, as Stripe's 500. */
const refusable = <T>(run: () => T, refused: (reply: Reply) => T): T => {
	try {
		return run();
	} catch (thrown) {
		if (isRefusal(thrown)) return refused(refusalReply(thrown));
		console.error('Stripe stand-in:', thrown);
		return refused(refusalReply(brokenDown()));
	}
};
