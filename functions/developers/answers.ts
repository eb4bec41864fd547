/** From replies, refusals and failures to HTTP. */
import type {RememberedAnswer} from '../../schemas/idempotency.ts';
import type {Problem} from '../../schemas/problem.ts';
import type {Refusal} from '../kernel/result.ts';
import {type RefusalCode, refusalStatus, refusalTitle} from '../refusals.ts';
import type {Reply} from '../route.ts';
import {fingerprint} from './fingerprint.ts';

export type Headers = {readonly [name: string]: string};

const json = 'application/json; charset=utf-8';

/** Strict everywhere: nothing we answer is meant to be framed, sniffed, cached or run. */
const securityHeaders = {
	'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-store',
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cross-origin-resource-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
} as const;

/** Every answer is made here, with all its headers at once: adding them one by one later costs more than the answer. */
const respond = (
	requestId: string,
	status: number,
	body: string | Uint8Array<ArrayBuffer> | null,
	headers: Headers,
): Response => new Response(body, {status, headers: {...securityHeaders, 'x-request-id': requestId, ...headers}});

/** Something that no route answers: a description, a sign of life. */
export const told = (requestId: string, text: string, type = json): Response =>
	respond(requestId, 200, text, {'content-type': type});

export const replied = (reply: Reply & {readonly status: number}, requestId: string): Response => {
	const {status, body, file, location, etag} = reply;
	const headers = {...(location ? {location} : {}), ...tagOf(body, etag)};
	if (file) return fileAnswer(requestId, status, file, headers);
	if (body === undefined) return respond(requestId, status, null, headers);
	return respond(requestId, status, JSON.stringify(body), {...headers, 'content-type': json});
};

/** What an object shows as its version is its ETag, too; what is never changed is tagged by its content. Lists have none. */
const tagOf = (body: unknown, etag?: number): Headers => {
	if (typeof body !== 'object' || body === null || 'data' in body) return {};
	const shown = 'version' in body && typeof body.version === 'number' ? body.version : etag;
	return {etag: `"${shown ?? fingerprint(JSON.stringify(body)).slice(-16)}"`};
};

export const replayed = ({status, body, location, etag}: RememberedAnswer, requestId: string): Response =>
	respond(requestId, status, body, {
		'idempotent-replayed': 'true',
		...(body === null ? {} : {...tagOf(JSON.parse(body), etag), 'content-type': json}),
		...(location === null ? {} : {location}),
	});

export const refused = (refusal: Refusal<RefusalCode>, requestId: string, headers: Headers = {}): Response =>
	problem(
		{
			status: refusalStatus[refusal.code],
			code: refusal.code,
			title: refusalTitle(refusal.code),
			detail: refusal.detail ?? null,
			...(refusal.errors ? {errors: [...refusal.errors]} : {}),
		},
		requestId,
		refusal.code === 'unauthenticated' ? {...headers, 'www-authenticate': 'Bearer'} : headers,
	);

/** Nobody's mistake: the same request may be sent again, with the same Idempotency-Key. */
export const unavailable = (requestId: string): Response =>
	problem(
		{status: 503, code: 'unavailable', title: 'Try again', detail: 'Something we depend on did not answer.'},
		requestId,
		{
			'retry-after': '2',
		},
	);

export const broken = (requestId: string): Response =>
	problem(
		{status: 500, code: 'internal', title: 'Our mistake', detail: 'We have been told. Nothing about it is shown here.'},
		requestId,
	);

const problem = (
	told: Omit<Problem, 'type' | 'requestId' | 'detail'> & {readonly detail?: string | null},
	requestId: string,
	headers: Headers = {},
): Response => {
	const {title, status, code, detail = null, errors} = told;
	const type = `urn:invoice-meister:problem:${code}`;
	const body: Problem = {type, title, status, code, detail, requestId, ...(errors ? {errors} : {})};
	return respond(requestId, status, JSON.stringify(body), {...headers, 'content-type': 'application/problem+json'});
};

const fileAnswer = (requestId: string, status: number, file: NonNullable<Reply['file']>, headers: Headers): Response =>
	respond(requestId, status, new Uint8Array(file.bytes), {
		...headers,
		'content-type': file.type,
		'content-length': String(file.bytes.byteLength),
		...(file.fileName ? {'content-disposition': disposition(file.fileName)} : {}),
	});

/** RFC 6266: a plain name for everyone, and the real one percent-encoded. */
const disposition = (name: string): string =>
	`attachment; filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${percentEncoded(name)}`;

/** RFC 8187 knows fewer plain characters than encodeURIComponent leaves. */
const percentEncoded = (name: string): string =>
	encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
