import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {answerCall, brokenDown, type Desk, type Incoming, note} from './api.ts';
import {refusal} from './errors.ts';
import {type Fault, type Faults, readFault} from './faults.ts';
import {readLog} from './log.ts';
import {answerPage} from './pages.ts';
import {jsonReply, type Reply, refusalReply} from './wire.ts';

export type Front = Desk & {
	readonly faults: Faults;
	readonly now: () => string;
	/** Lets happen what is due, before and after a call. */
	readonly catchUp: () => void;
	/** Something may have been queued for the webhook. */
	readonly wake: () => void;
};

const maxBodyBytes = 1_048_576;

/** The stand-in's HTTP server, not yet listening: Stripe's API, the checkout pages, and `/_log` and `/_faults` for tests. */
export const createFront = (front: Front): Server => {
	const keysInUse = new Set<string>();
	const server = createServer((request, response) => {
		receive(request)
			.then((incoming) =>
				incoming
					? meet(front, keysInUse, incoming, response)
					: send(response, refusalReply(refusal(413, {type: 'invalid_request_error', message: 'Request too large'}))),
			)
			.catch((thrown: unknown) => {
				if (response.destroyed) return;
				console.error('Stripe stand-in:', thrown);
				send(response, refusalReply(brokenDown()));
			});
	});
	server.keepAliveTimeout = 70_000;
	return server;
};

const receive = async (request: IncomingMessage): Promise<Incoming | undefined> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= maxBodyBytes) chunks.push(chunk);
	}
	if (size > maxBodyBytes) return undefined;
	const [path = '/', query = ''] = (request.url ?? '/').split('?');
	return {
		method: request.method ?? 'GET',
		path,
		query,
		header: (name) => [request.headers[name]].flat()[0],
		body: Buffer.concat(chunks).toString('utf8'),
	};
};

const meet = async (
	front: Front,
	keysInUse: Set<string>,
	incoming: Incoming,
	response: ServerResponse,
): Promise<void> => {
	if (incoming.path.startsWith('/_')) return send(response, answerAdmin(front, incoming));
	front.catchUp();
	const fault = front.faults.take(incoming.method, incoming.path);
	if (fault && isBefore(fault)) return failBefore(front, incoming, response, fault);
	const key = `${incoming.header('stripe-account') ?? incoming.header('stripe-context') ?? ''} ${incoming.header('idempotency-key') ?? ''}`;
	const keyed = incoming.method === 'POST' && incoming.header('idempotency-key') !== undefined;
	const busy = keyed && keysInUse.has(key);
	if (keyed && !busy) keysInUse.add(key);
	try {
		if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1_000));
		const reply = answer(front, incoming, busy, fault);
		front.catchUp();
		front.wake();
		sendOrLose(response, reply, fault);
	} finally {
		if (keyed && !busy) keysInUse.delete(key);
	}
};

const answer = (front: Front, incoming: Incoming, busy: boolean, fault: Fault | undefined): Reply => {
	if (incoming.path.startsWith('/c/')) return answerPage(front, incoming, front.now());
	const fail = fault?.kind === 'error_500_after' ? 'after' : fault?.kind === 'error_500_stored' ? 'undone' : undefined;
	return answerCall(front, incoming, {now: front.now(), busy, fail});
};

const isBefore = ({kind}: Fault): boolean =>
	['reset_before', 'timeout_before', 'error_500_before', 'html_502', 'rate_limit', 'lock_timeout'].includes(kind);

/** Fails a call that is not executed; the log keeps it all the same. */
const failBefore = (front: Front, incoming: Incoming, response: ServerResponse, {kind}: Fault): void => {
	const reply = replyInstead(kind);
	note(front.store, incoming, front.now(), reply?.status ?? 0, false, null);
	if (reply) send(response, reply);
	else if (kind === 'reset_before') reset(response);
	// a time-out is no answer at all: the client gives up first
};

const replyInstead = (kind: Fault['kind']): Reply | undefined => {
	switch (kind) {
		case 'error_500_before':
			return refusalReply(brokenDown());
		case 'html_502':
			return badGateway;
		case 'rate_limit':
			return refusalReply(
				refusal(
					429,
					{type: 'invalid_request_error', code: 'rate_limit', message: 'Request rate limit exceeded.'},
					{'stripe-rate-limited-reason': 'global-rate'},
				),
			);
		case 'lock_timeout':
			return refusalReply(
				refusal(
					429,
					{
						type: 'invalid_request_error',
						code: 'lock_timeout',
						message:
							'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.',
					},
					{'stripe-should-retry': 'true'},
				),
			);
		default:
			return undefined;
	}
};

const sendOrLose = (response: ServerResponse, reply: Reply, fault: Fault | undefined): void => {
	switch (fault?.kind) {
		case 'timeout_after':
			break;
		case 'reset_after':
			reset(response);
			break;
		case 'html_502_after':
			send(response, badGateway);
			break;
		case 'truncated_after':
			response.writeHead(reply.status, {...reply.headers, 'content-length': Buffer.byteLength(reply.body)});
			response.write(reply.body.slice(0, reply.body.length / 2), () => response.destroy());
			break;
		default:
			send(response, reply);
	}
};

const badGateway: Reply = {
	status: 502,
	headers: {'content-type': 'text/html'},
	body: '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>',
};

const reset = (response: ServerResponse): void => void response.socket?.resetAndDestroy();

const send = (response: ServerResponse, {status, headers, body}: Reply): void => {
	response.writeHead(status, {...headers, 'content-length': Buffer.byteLength(body)});
	response.end(response.req.method === 'HEAD' ? undefined : body);
};

/** What tests ask of the stand-in itself. */
const answerAdmin = (front: Front, {method, path, body}: Incoming): Reply => {
	if (path === '/_log' && method === 'GET') return jsonReply(200, {data: readLog(front.store)});
	if (path !== '/_faults') return jsonReply(404, errorOf(`Nothing at ${method} ${path}`));
	if (method === 'GET') return jsonReply(200, {data: front.faults.list()});
	if (method === 'DELETE') {
		front.faults.clear();
		return jsonReply(200, {data: []});
	}
	const fault = readFault(body);
	if (!fault) return jsonReply(400, errorOf('Not a fault: {match: {method?, path?}, kind, times}'));
	front.faults.add(fault);
	return jsonReply(201, fault);
};

const errorOf = (message: string) => ({error: {type: 'invalid_request_error', message}});
