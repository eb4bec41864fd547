import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Route} from '../route.ts';
import {readJson} from './core/strict-json.ts';

export type Body = {
	readonly json: unknown;
	readonly upload: {readonly bytes: Uint8Array; readonly type: string} | null;
};
type Refusals = 'unreadable' | 'body_too_large' | 'unsupported_media_type';

const limitBytes = 1024 * 1024;
const jsonTypes = ['application/json', 'application/merge-patch+json'];
const formType = 'application/x-www-form-urlencoded';

/** The body as JSON (an empty one is `{}`), as a form where the route takes forms, or as raw bytes where it takes uploads. */
export const readBody = async (request: Request, route: Route): Promise<Result<Body, Refusals>> => {
	if (route.method === 'GET') return ok({json: undefined, upload: null});
	const read = await limited(request, route.upload?.limitBytes ?? limitBytes);
	if (!read.ok) return read;
	const bytes = read.value;
	const type = mediaType(request.headers.get('content-type'));
	if (route.upload) {
		if (!route.upload.types.includes(type))
			return refuse('unsupported_media_type', `Send ${route.upload.types.join(' or ')}.`);
		return ok({json: undefined, upload: {bytes, type}});
	}
	if (bytes.byteLength === 0 && (type === '' || jsonTypes.includes(type))) return ok({json: {}, upload: null});
	if (route.form && type === formType) return readForm(bytes);
	if (!jsonTypes.includes(type)) return refuse('unsupported_media_type', 'Send application/json.');
	const json = readJson(bytes);
	return json.ok ? ok({json: json.value, upload: null}) : json;
};

/** `application/json; charset=utf-8` → `application/json`; another charset is no type of ours. */
const mediaType = (header: string | null): string => {
	const [type = '', ...parameters] = (header ?? '')
		.toLowerCase()
		.split(';')
		.map((part) => part.trim());
	const charset = parameters.find((parameter) => parameter.startsWith('charset='));
	return charset === undefined || /^charset="?utf-?8"?$/.test(charset) ? type : `${type}; ${charset}`;
};

/** Stops reading at the limit, whatever Content-Length says. A connection that breaks on the way leaves half a body. */
const limited = async (
	request: Request,
	limit: number,
): Promise<Result<Uint8Array, 'body_too_large' | 'unreadable'>> => {
	if (Number(request.headers.get('content-length') ?? 0) > limit) return refuse('body_too_large');
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of request.body ?? []) {
			size += chunk.byteLength;
			if (size > limit) return refuse('body_too_large');
			chunks.push(chunk);
		}
	} catch {
		return refuse('unreadable', 'The body ended early.');
	}
	return ok(new Uint8Array(Buffer.concat(chunks)));
};

const readForm = (bytes: Uint8Array): Result<Body, 'unreadable'> => {
	const pairs = [...new URLSearchParams(Buffer.from(bytes).toString('utf8'))];
	const form = Object.fromEntries(pairs.filter(([name]) => name !== '__proto__'));
	return Object.keys(form).length === pairs.length
		? ok({json: form, upload: null})
		: refuse('unreadable', 'A field occurs twice.');
};
