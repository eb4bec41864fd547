/** Where push subscriptions deliver: hands each message to its function's process and keeps the ledger. */
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {EventFunction} from '../../functions/index.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {Happenings} from '../host/happenings.ts';
import type {Ledger} from './ledger.ts';
import {places} from './places.ts';
import {relay} from './relay.ts';

export type ExchangeSettings = {
	readonly ledger: Ledger;
	readonly workerOf: (name: string) => (() => Promise<number>) | undefined;
	/** How many messages a function takes at a time. */
	readonly concurrencyOf: (name: string) => number;
	readonly happenings: Happenings;
	readonly now: () => Instant;
};

/** A push endpoint ends as functions-framework wants it: from nothing else does it know the topic. */
export const pushEndpoint = (port: number, {name}: EventFunction, projectId: string, topic: string): string =>
	`http://127.0.0.1:${port}/${name}/projects/${projectId}/topics/${topic}`;

export const exchangeServer = (settings: ExchangeSettings, inTurn: InTurn = turns(settings)): Server =>
	createServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		if (url.pathname === '/published') return announce(settings, url, response);
		const [, name = '', rest = '', topic = ''] =
			/^\/(\w+)(\/projects\/[^/]+\/topics\/([^/]+))$/.exec(url.pathname) ?? [];
		const to = settings.workerOf(name);
		if (to === undefined) return void response.writeHead(404).end();
		request.url = rest;
		void deliver(settings, {name, topic, to, request, response, inTurn: inTurn(name)});
	});

type InTurn = (name: string) => ReturnType<typeof places>;

/** Without it a function that was killed would meet all that had waited at once, and be too slow for each of them. */
const turns = ({concurrencyOf}: ExchangeSettings): InTurn => {
	const known = new Map<string, ReturnType<typeof places>>();
	return (name) => {
		const found = known.get(name) ?? places(concurrencyOf(name));
		known.set(name, found);
		return found;
	};
};

const announce = ({ledger}: ExchangeSettings, url: URL, response: ServerResponse): void => {
	ledger.announce(url.searchParams.get('topic') ?? '', Number(url.searchParams.get('count')) || 0);
	response.writeHead(204).end();
};

type Push = {
	readonly name: string;
	readonly topic: string;
	readonly to: () => Promise<number>;
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly inTurn: ReturnType<typeof places>;
};

const deliver = async (
	settings: ExchangeSettings,
	{name, topic, to, request, response, inTurn}: Push,
): Promise<void> => {
	const {ledger, happenings, now} = settings;
	ledger.begin();
	const startedAt = performance.now();
	let message: Content = {id: '', path: undefined};
	let status = 503;
	try {
		const body = await wholeBody(request);
		message = contentOf(body);
		status = await inTurn(() => relay(request, response, to, body));
	} catch (error) {
		response.destroy();
		happenings.add({at: now(), what: name, outcome: 'failed', ms: 0, detail: String(error)});
	}
	const delivered = status >= 200 && status < 300;
	ledger.end(topic, `${name} ${message.id}`, delivered);
	if (delivered && isRoutine(topic)) return;
	happenings.add({
		at: now(),
		what: message.path === undefined ? name : `${name} ${message.path.split('/').at(-1)}`,
		outcome: delivered ? 'done' : 'failed',
		ms: performance.now() - startedAt,
		detail: delivered ? null : `answered ${status}`,
	});
};

/** Ticks and their pages run all the time and mostly find nothing. */
const isRoutine = (topic: string): boolean => topic.endsWith('.tick') || topic === 'billing.page';

const wholeBody = async (request: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
};

type Content = {readonly id: string; readonly path: string | undefined};

const contentOf = (body: Buffer): Content => {
	const push: {message?: {messageId?: string; data?: string}} = JSON.parse(body.toString('utf8'));
	const message: {path?: unknown} = JSON.parse(Buffer.from(push.message?.data ?? 'e30=', 'base64').toString('utf8'));
	return {id: push.message?.messageId ?? '', path: typeof message.path === 'string' ? message.path : undefined};
};
