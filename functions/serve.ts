/**
 * How an act becomes a deployed function: registered with the functions-framework under the name it has in the table.
 * Used by the bundles that are deployed and by the local platform, so that both run the same way in.
 */
import {subscribe} from 'node:diagnostics_channel';
import {IncomingMessage, Server} from 'node:http';
import {cloudEvent, http} from '@google-cloud/functions-framework';
import {getRequestListener} from '@hono/node-server';
import {z} from 'zod';
import {once} from './adapters/once.ts';
import {onlyPorts} from './adapters/only-ports.ts';
import type {EventFunction, HttpFunction} from './index.ts';
import {Outage} from './kernel/outage.ts';
import type {World} from './world.ts';

export type HttpAct = (world: World) => (request: Request) => Promise<Response>;
export type EventAct = (world: World) => (message: unknown) => Promise<void>;
/** Opens the world, or gives the one that is open. A failure is met again by the next request. */
export type OpenWorld = () => Promise<World>;

/** Registers an HTTP function. Whatever it throws becomes a problem without internals: 503 for an outage, else 500. */
export const serveHttp = (entry: HttpFunction, act: HttpAct, open: OpenWorld): void => {
	const start = once(async () => act(onlyPorts(await open(), entry)));
	const answer = async (request: Request): Promise<Response> => {
		try {
			return await (await start())(request);
		} catch (error) {
			console.error(JSON.stringify({severity: 'ERROR', function: entry.name, message: String(error)}));
			return problem(error instanceof Outage ? 503 : 500);
		}
	};
	http(entry.name, getRequestListener(answer, {overrideGlobalObjects: false}));
};

/** Registers an event function. Its message is the JSON that a topic carried; throwing makes the broker deliver it again. */
export const serveEvent = (entry: EventFunction, act: EventAct, open: OpenWorld): void => {
	const start = once(async () => act(onlyPorts(await open(), entry)));
	cloudEvent(entry.name, async (event: unknown) => {
		await (await start())(messageOf(event));
	});
};

/**
 * Hands the body of a request to the function unread. The framework would parse it first, answer a broken one itself
 * (with a stack) and buffer up to a gigabyte before anybody can say no; it leaves alone what seems to have no body.
 */
export const keepBodyUnread = (request: IncomingMessage): void => {
	delete request.headers['content-length'];
	delete request.headers['transfer-encoding'];
};

/** For a deployed HTTP function, before the framework listens: `keepBodyUnread` for each of its requests. */
export const keepBodiesUnread = (): void => onRequest((request) => keepBodyUnread(request));

/** Cloud Run kills 10 s after SIGTERM. */
const drainMs = 9500;

/**
 * On SIGTERM, finishes the requests in flight before the process ends. The framework exits at once: of two requests
 * one gets a 500 and one a reset (docs/decisions). Call once, before it listens; takes the place of its handler.
 */
export const drainOnSigterm = (): void => {
	const servers = new Set<Server>();
	onRequest((_, server) => servers.add(server));
	const drain = (): void => {
		setTimeout(() => process.exit(0), drainMs).unref();
		let open = servers.size;
		if (open === 0) process.exit(0);
		for (const server of servers) {
			server.close(() => --open === 0 && process.exit(0));
			// Connections kept alive become idle one by one, as their last request is answered.
			setInterval(() => server.closeIdleConnections(), 50);
		}
	};
	const takeOver = (signal: string | symbol, listener: unknown): void => {
		if (signal !== 'SIGTERM' || listener === drain) return;
		setImmediate(() => {
			process.removeAllListeners('SIGTERM');
			process.on('SIGTERM', drain);
		});
	};
	process.on('newListener', takeOver);
	process.on('SIGTERM', drain);
};

const onRequest = (see: (request: IncomingMessage, server: Server) => void): void =>
	subscribe('http.server.request.start', (event) => {
		if (typeof event !== 'object' || event === null || !('request' in event) || !('server' in event)) return;
		if (event.request instanceof IncomingMessage && event.server instanceof Server) see(event.request, event.server);
	});

const PubsubEvent = z.object({data: z.object({message: z.object({data: z.string().min(1)})})});

const messageOf = (event: unknown): unknown => {
	const {data} = PubsubEvent.parse(event);
	return JSON.parse(Buffer.from(data.message.data, 'base64').toString('utf8'));
};

const problem = (status: 500 | 503): Response =>
	new Response(JSON.stringify({type: 'about:blank', title: titles[status], status, code: codes[status]}), {
		status,
		headers: {'content-type': 'application/problem+json', ...(status === 503 ? {'retry-after': '1'} : {})},
	});
const titles = {500: 'Something went wrong here', 503: 'Not available at the moment'} as const;
const codes = {500: 'internal_error', 503: 'unavailable'} as const;
