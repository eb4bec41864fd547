import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {extname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {cacheControl, type Headers} from './headers.ts';

const types: {readonly [extension: string]: string} = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.ttf': 'font/ttf',
	'.txt': 'text/plain; charset=utf-8',
	'.webmanifest': 'application/manifest+json',
	'.woff2': 'font/woff2',
};
const compressible = /text|javascript|json|svg|manifest|ttf/;

type File = {readonly bytes: Buffer; readonly gzip: () => Buffer; readonly type: string; readonly etag: string};
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves a built client from memory: what is in `folder`, `generated` files beside it, and index.html for every address
 * that has no dot in its last part, because the client routes those itself. GET and HEAD only.
 */
export const staticFiles = (
	folder: string,
	headers: Headers,
	generated: {readonly [path: string]: string} = {},
): Handler => {
	const files = new Map([
		...read(folder).map((path) => [`/${path}`, fileOf(path, readFileSync(join(folder, path)))] as const),
		...Object.entries(generated).map(([path, text]) => [path, fileOf(path, Buffer.from(text))] as const),
	]);
	return (request, response) => {
		if (request.method !== 'GET' && request.method !== 'HEAD') return fail(response, 405, headers);
		const {pathname} = new URL(request.url ?? '/', 'http://localhost');
		const wanted = /\.[^/]*$/.test(pathname) ? pathname : '/index.html';
		const file = files.get(wanted);
		if (file === undefined) return fail(response, 404, headers);
		deliver(request, response, file, {...headers, 'cache-control': cacheControl(wanted)});
	};
};

const read = (folder: string): readonly string[] =>
	readdirSync(folder, {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

const fileOf = (path: string, bytes: Buffer): File => {
	let gzip: Buffer | undefined;
	return {
		bytes,
		gzip: () => {
			gzip ??= gzipSync(bytes);
			return gzip;
		},
		type: types[extname(path)] ?? 'application/octet-stream',
		etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
	};
};

const deliver = (request: IncomingMessage, response: ServerResponse, file: File, headers: Headers): void => {
	const all = {...headers, etag: file.etag, vary: 'accept-encoding'};
	if (request.headers['if-none-match'] === file.etag) {
		response.writeHead(304, all).end();
		return;
	}
	const small = compressible.test(file.type) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
	const body = small ? file.gzip() : file.bytes;
	response.writeHead(200, {
		...all,
		'content-type': file.type,
		'content-length': body.byteLength,
		...(small ? {'content-encoding': 'gzip'} : {}),
	});
	response.end(request.method === 'HEAD' ? undefined : body);
};

const fail = (response: ServerResponse, status: 404 | 405, headers: Headers): void => {
	response.writeHead(status, {...headers, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache'});
	response.end(status === 404 ? 'There is nothing at this address.\n' : 'Not with this method.\n');
};
