/** From replies, refusals and failures to HTTP. */
import type {RememberedAnswer} from '../../schemas/idempotency.ts';
import type {Problem} from '../../schemas/problem.ts';
import type {Refusal} from '../kernel/result.ts';
import {type RefusalCode, refusalStatus, refusalTitle} from '../refusals.ts';
import type {Reply} from '../route.ts';
import {fingerprint} from './fingerprint.ts';

export type Headers = {readonly [name: string]: string};

const json = 'application/json; charset=utf-8';

export const replied = (reply: Reply & {readonly status: number}): Response => {
	const headers = {
		...(reply.location ? {location: reply.location} : {}),
		...tagOf(reply.body, reply.etag),
	};
	if (reply.file) return fileAnswer(reply.status, reply.file, headers);
	if (reply.body === undefined) return new Response(null, {status: reply.status, headers});
	return new Response(JSON.stringify(reply.body), {status: reply.status, headers: {...headers, 'content-type': json}});
};

/** What an object shows as its version is its ETag, too; what is never changed is tagged by its content. Lists have none. */
const tagOf = (body: unknown, etag: Reply['etag'] = null): Headers => {
	if (typeof body !== 'object' || body === null || 'data' in body) return {};
	const shown = 'version' in body && typeof body.version === 'number' ? body.version : etag;
	return {etag: `"${shown ?? fingerprint(JSON.stringify(body)).slice(-16)}"`};
};

export const replayed = ({status, body, location}: RememberedAnswer): Response =>
	new Response(body, {
		status,
		headers: {
			'idempotent-replayed': 'true',
			...(body === null ? {} : {'content-type': json}),
			...(location === null ? {} : {location}),
		},
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
	told: Omit<Problem, 'type' | 'requestId' | 'detail'> & {detail?: string | null},
	requestId: string,
	headers: Headers = {},
): Response => {
	const {title, status, code, detail = null, errors} = told;
	const type = `urn:invoice-meister:problem:${code}`;
	const body: Problem = {type, title, status, code, detail, requestId, ...(errors ? {errors} : {})};
	return new Response(JSON.stringify(body), {
		status: told.status,
		headers: {...headers, 'content-type': 'application/problem+json'},
	});
};

const fileAnswer = (status: number, file: NonNullable<Reply['file']>, headers: Headers): Response =>
	new Response(new Uint8Array(file.bytes), {
		status,
		headers: {
			...headers,
			'content-type': file.type,
			'content-length': String(file.bytes.byteLength),
			...(file.fileName ? {'content-disposition': disposition(file.fileName)} : {}),
		},
	});

/** RFC 6266: a plain name for everyone, and the real one percent-encoded. */
const disposition = (name: string): string =>
	`attachment; filename="${name.replace(/[^\w. -]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*!]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)}`;
