import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {crc32c} from '../../functions/adapters/crc32c.ts';

type Stored = {readonly generation: string; readonly type: string; readonly metadata: unknown; readonly bytes: Buffer};
export type StorageServer = {
	readonly endpoint: string;
	readonly objects: Map<string, Stored>;
	/** What the next calls get instead of an answer: a status, before or after their effect. */
	readonly faults: {readonly status: number; readonly after: boolean}[];
	stop(): void;
};

/** Cloud Storage's JSON API with bucket `documents`: multipart upload, metadata, media, delete; `ifGenerationMatch=0`. */
export const startStorage = async (): Promise<StorageServer> => {
	const objects: StorageServer['objects'] = new Map();
	const faults: StorageServer['faults'] = [];
	let generations = 1_700_000_000_000_000;

	const upload = (url: URL, type: string, body: Buffer): Answer => {
		const {head, bytes} = parts(type, body);
		const name = url.searchParams.get('name') ?? head.name;
		if (url.searchParams.get('uploadType') !== 'multipart' || !name) return refused(400);
		if (url.searchParams.get('ifGenerationMatch') === '0' && objects.has(name)) return refused(412);
		const stored = {generation: String(generations++), type: head.contentType, metadata: head.metadata, bytes};
		objects.set(name, stored);
		return {status: 200, json: resource(name, stored)};
	};
	const answer = (method: string, url: URL, type: string, body: Buffer): Answer => {
		if (url.pathname === '/upload/storage/v1/b/documents/o' && method === 'POST') return upload(url, type, body);
		const name = decodeURIComponent(
			/^\/(?:download\/)?storage\/v1\/b\/documents\/o\/(.+)$/.exec(url.pathname)?.[1] ?? '',
		);
		const stored = objects.get(name);
		const generation = url.searchParams.get('generation');
		if (!stored || (generation !== null && generation !== stored.generation)) return refused(404);
		if (method === 'DELETE') objects.delete(name);
		if (method === 'DELETE') return {status: 204};
		return url.searchParams.get('alt') === 'media'
			? {status: 200, bytes: stored.bytes}
			: {status: 200, json: resource(name, stored)};
	};

	const server = createServer(async (request, response) => {
		const body = await read(request);
		const url = new URL(request.url ?? '/', 'http://storage');
		const fault = faults.shift();
		const genuine =
			fault?.after === false
				? undefined
				: answer(request.method ?? '', url, request.headers['content-type'] ?? '', body);
		const {status, json, bytes} = fault || !genuine ? refused(fault?.status ?? 500) : genuine;
		response.writeHead(status, {'content-type': json ? 'application/json' : 'application/octet-stream'});
		response.end(json ? JSON.stringify(json) : bytes);
	});
	await new Promise<void>((settle) => void server.listen(0, '127.0.0.1', settle));
	const {port} = server.address() as AddressInfo;
	const stop = () => {
		server.closeAllConnections();
		server.close();
	};
	return {endpoint: `http://127.0.0.1:${port}`, objects, faults, stop};
};

type Answer = {readonly status: number; readonly json?: object; readonly bytes?: Buffer};

const refused = (status: number): Answer => ({status, json: {error: {code: status, message: `status ${status}`}}});

const resource = (name: string, {generation, type, metadata, bytes}: Stored) => {
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32c(bytes));
	return {
		kind: 'storage#object',
		bucket: 'documents',
		name,
		generation,
		contentType: type,
		metadata,
		size: String(bytes.byteLength),
		crc32c: sum.toString('base64'),
	};
};

/** RFC 2387 multipart/related: JSON, then the bytes. */
const parts = (
	type: string,
	body: Buffer,
): {readonly head: {name?: string; contentType: string; metadata: unknown}; readonly bytes: Buffer} => {
	const boundary = `--${/boundary="?([^";]+)/.exec(type)?.[1]}`;
	const [first, second, end] = [0, 1, 2].reduce<number[]>(
		(found) => [...found, body.indexOf(boundary, (found.at(-1) ?? -1) + 1)],
		[],
	);
	const content = (from = 0, to = 0) => body.subarray(body.indexOf('\r\n\r\n', from) + 4, to - 2);
	return {head: JSON.parse(content(first, second).toString('utf8')), bytes: content(second, end)};
};

const read = async (request: IncomingMessage): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks);
};
