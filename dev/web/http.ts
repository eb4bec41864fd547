/** A small JSON server for the workbench: routes as a table, problems as answers, this machine only. */
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';

export type Asked = {
	/** What stands in the place of `{name}` in the route's path. */
	readonly params: {readonly [name: string]: string};
	readonly query: URLSearchParams;
	/** The JSON of the body; undefined when there is none or it cannot be read. */
	readonly body: unknown;
};
export type Answer = {
	readonly status: number;
	/** JSON unless `type` says otherwise. */
	readonly body?: unknown;
	readonly type?: string;
	readonly headers?: {readonly [name: string]: string};
	/** Runs when the answer has left. */
	readonly afterwards?: () => void;
};
export type Routes = {readonly [methodAndPath: string]: (asked: Asked) => Promise<Answer> | Answer};

export const ok = (body: unknown): Answer => ({status: 200, body});
export const refused = (status: number, code: string, detail: string): Answer => ({
	status,
	body: {type: 'about:blank', title: code.replaceAll('_', ' '), status, code, detail},
	type: 'application/problem+json',
});

const mostBodyBytes = 1_048_576;

/** `origins`: the pages of other addresses that may call it; its own page always may. Others are refused, as are foreign host names. */
export const jsonServer = (routes: Routes, origins: readonly string[], log: (error: unknown) => void): Server => {
	const table = Object.entries(routes).map(([key, run]) => ({...patternOf(key), run}));
	const respond = async (request: IncomingMessage): Promise<Answer> => {
		const origin = request.headers.origin;
		if (!isLocalHost(request.headers.host)) return refused(421, 'wrong_host', 'Call it by localhost.');
		const allowed = origin === undefined || origin === `http://${request.headers.host}` || origins.includes(origin);
		if (!allowed) return refused(403, 'wrong_origin', 'Pages of other sites may not call this.');
		const preflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
		const answer = preflight ? {status: 204, headers: preflightHeaders} : await route(table, request);
		return origin === undefined ? answer : {...answer, headers: {...answer.headers, ...corsHeaders(origin)}};
	};
	return createServer((request, response) => {
		respond(request).then(
			(answer) => send(response, answer),
			(error: unknown) => {
				log(error);
				send(response, refused(500, 'internal_error', 'Something went wrong here; the terminal says what.'));
			},
		);
	});
};

/** Only names of this machine: a page elsewhere whose name was pointed at 127.0.0.1 does not get in. */
export const isLocalHost = (host: string | undefined): boolean =>
	/^(localhost|[\w-]+\.localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');

type Row = ReturnType<typeof patternOf> & {readonly run: Routes[string]};

const patternOf = (key: string) => {
	const [method = '', path = ''] = key.split(' ');
	const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
	return {method, names, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`)};
};

const route = async (table: readonly Row[], request: IncomingMessage): Promise<Answer> => {
	const url = new URL(request.url ?? '/', 'http://localhost');
	const there = table.filter(({pattern}) => pattern.test(url.pathname));
	if (there.length === 0) return refused(404, 'not_found', 'There is nothing at this address.');
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	const row = there.find((each) => each.method === method);
	if (row === undefined) return refused(405, 'method_not_allowed', 'Not with this method.');
	const text = await readBody(request);
	if (text === undefined) return refused(413, 'body_too_large', 'At most 1 MiB.');
	const values = row.pattern.exec(url.pathname)?.slice(1) ?? [];
	const params = Object.fromEntries(row.names.map((name, index) => [name, decoded(values[index] ?? '')]));
	return row.run({params, query: url.searchParams, body: parsed(text)});
};

const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= mostBodyBytes) chunks.push(chunk);
	}
	return size > mostBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
};

const parsed = (text: string): unknown => {
	try {
		return text === '' ? undefined : JSON.parse(text);
	} catch {
		return undefined;
	}
};

const decoded = (part: string): string => {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
};

const preflightHeaders = {
	'access-control-allow-methods': 'GET, POST, DELETE',
	'access-control-allow-headers': 'content-type, authorization',
	'access-control-max-age': '600',
};

const corsHeaders = (origin: string) => ({'access-control-allow-origin': origin, vary: 'origin'});

const send = (
	response: ServerResponse,
	{status, body, type = 'application/json', headers = {}, afterwards}: Answer,
): void => {
	const bytes =
		body === undefined ? '' : typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
	response.writeHead(status, {
		...(body === undefined ? {} : {'content-type': type}),
		'content-length': Buffer.byteLength(bytes),
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'no-referrer',
		...headers,
	});
	response.end(response.req.method === 'HEAD' ? undefined : bytes, afterwards);
};
