import {createHash} from 'node:crypto';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {invariant} from '../kernel/invariant.ts';
import type {Files} from '../world.ts';
import {fileName} from './file-names.ts';
import {createFile, readIfThere} from './kept-file.ts';

/**
 * Files in a folder, each with one line of JSON (type, hash) before its bytes: one file, so that the two can never
 * part, whatever kills us. The first to write a name wins.
 */
export const folderFiles = (root: string): Files => {
	const pathOf = (name: string): string => join(root, fileName(name));
	const put: Files['put'] = async (name, bytes, type) => {
		const sha256 = hash(bytes);
		const head = Buffer.from(`${JSON.stringify({type, sha256})}\n`, 'utf8');
		if (await createFile(pathOf(name), Buffer.concat([head, bytes]))) return {sha256};
		const first = await readIfThere(pathOf(name));
		return first ? {sha256: parse(first).sha256} : put(name, bytes, type);
	};
	return {
		put,
		get: async (name) => {
			const stored = await readIfThere(pathOf(name));
			if (!stored) return undefined;
			const file = parse(stored);
			invariant(hash(file.bytes) === file.sha256, 'a file is as it was written');
			return file;
		},
		delete: async (name) => rm(pathOf(name), {force: true}),
	};
};

const parse = (stored: Buffer): {readonly bytes: Uint8Array; readonly type: string; readonly sha256: string} => {
	const end = stored.indexOf(0x0a);
	const head: unknown = JSON.parse(stored.subarray(0, end).toString('utf8'));
	invariant(typeof head === 'object' && head !== null && 'type' in head && 'sha256' in head, 'a file has a head');
	invariant(typeof head.type === 'string' && typeof head.sha256 === 'string', 'a file has a type and a hash');
	return {bytes: new Uint8Array(stored.subarray(end + 1)), type: head.type, sha256: head.sha256};
};

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
