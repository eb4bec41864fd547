import {type Problem, problemError, problemFrom, unreachable} from './problem.ts';

export type Query = {readonly [name: string]: string | number | boolean | null | undefined};
export type Request = {
	readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	readonly path: string;
	readonly query?: Query;
	readonly body?: unknown;
	/** One per user action, the same over every retry of it. */
	readonly idempotencyKey?: string;
	readonly ifMatch?: string | null;
	readonly signal?: AbortSignal;
};
/** An object together with the version a change of it must name. */
export type Tagged<T> = T & {readonly etag: string | null};

type TokenSource = {readonly token: () => Promise<string | null>; readonly rejected: () => void};
let source: TokenSource = {token: async () => null, rejected: () => undefined};
/** Says where tokens come from and what happens when one is no longer taken. Called once at start and after each sign-in. */
export const takeTokensFrom = (next: TokenSource): void => {
	source = next;
};

/** Calls the API and answers its body. Throws a `ProblemError` for anything but 2xx. Safe calls are sent again when nothing came back. */
export const call = async <T>(request: Request): Promise<T> => {
	const response = await send(request);
	if (response.status === 204) return JSON.parse('null');
	const body: T = await response.json();
	return body;
};

/** The same for one object, with its ETag. */
export const callTagged = async <T extends object>(request: Request): Promise<Tagged<T>> => {
	const response = await send(request);
	const body: T = await response.json();
	return {...body, etag: response.headers.get('ETag')};
};

/** Bytes of a document: a PDF, an XML. */
export const callBlob = async (request: Request): Promise<Blob> => (await send(request)).blob();

const pausesMs = [250, 1200];

const send = async (request: Request): Promise<Response> => {
	const mayRepeat = (request.method ?? 'GET') !== 'POST' || request.idempotencyKey !== undefined;
	for (const pauseMs of mayRepeat ? pausesMs : []) {
		const response = await attempt(request);
		if (response !== null && response.status !== 503) return settled(response);
		await pause(pauseMs);
	}
	const response = await attempt(request);
	if (response === null) throw problemError(noAnswer);
	return settled(response);
};

const settled = async (response: Response): Promise<Response> => {
	if (response.ok) return response;
	if (response.status === 401) source.rejected();
	throw problemError(problemFrom(response.status, await readJson(response), response.headers.get('X-Request-Id')));
};

const attempt = async (request: Request): Promise<Response | null> => {
	const token = await source.token();
	const raw = request.body instanceof Blob;
	const headers = new Headers();
	if (token !== null) headers.set('Authorization', `Bearer ${token}`);
	if (request.body !== undefined)
		headers.set('Content-Type', raw && request.body instanceof Blob ? request.body.type : 'application/json');
	if (request.idempotencyKey !== undefined) headers.set('Idempotency-Key', request.idempotencyKey);
	if (request.ifMatch) headers.set('If-Match', request.ifMatch);
	try {
		return await fetch(addressOf(request), {
			method: request.method ?? 'GET',
			headers,
			body:
				request.body instanceof Blob ? request.body : request.body === undefined ? null : JSON.stringify(request.body),
			signal: request.signal ?? null,
			credentials: 'omit',
			cache: 'no-store',
		});
	} catch (error) {
		if (request.signal?.aborted) throw error;
		return null;
	}
};

const addressOf = ({path, query}: Request): string => {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query ?? {})) {
		if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
	}
	return search.size === 0 ? path : `${path}?${search}`;
};

const readJson = async (response: Response): Promise<unknown> => {
	try {
		return await response.json();
	} catch {
		return null;
	}
};

const noAnswer: Problem = {
	status: unreachable,
	code: 'unreachable',
	title: '',
	detail: null,
	requestId: null,
	errors: [],
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
