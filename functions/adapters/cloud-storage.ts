import {createHash} from 'node:crypto';
import type {Storage, StorageOptions} from '@google-cloud/storage';
import {invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import type {Files} from '../world.ts';
import {fileName} from './file-names.ts';
import {once} from './once.ts';

/**
 * Files in a Cloud Storage bucket. `ifGenerationMatch: 0` keeps the first bytes under a name; it also makes a re-sent
 * upload harmless, so the client may repeat it.
 */
export const cloudStorage = ({
	bucket,
	options = {},
}: {
	readonly bucket: string;
	readonly options?: StorageOptions;
}): Files => {
	const storage = once(async (): Promise<Storage> => {
		const vendor = await import('@google-cloud/storage');
		const retryOptions = {autoRetry: true, maxRetries: 3, maxRetryDelay: 2, totalTimeout: 20};
		return new vendor.Storage({timeout: 20_000, retryOptions, ...options});
	});
	const file = async (name: string) => (await storage()).bucket(bucket).file(fileName(name));

	const describe = async (name: string) => {
		const answer = await ask('read metadata', (await file(name)).getMetadata(), 404);
		if (!answer) return undefined;
		const {contentType, metadata, generation} = answer[0];
		invariant(typeof metadata?.sha256 === 'string' && generation !== undefined, 'a file of ours carries its hash');
		return {type: contentType ?? 'application/octet-stream', sha256: metadata.sha256, generation};
	};

	const put: Files['put'] = async (name, bytes, type) => {
		const sha256 = hash(bytes);
		const upload = (await file(name)).save(Buffer.from(bytes), {
			resumable: false,
			validation: 'crc32c',
			preconditionOpts: {ifGenerationMatch: 0},
			metadata: {contentType: type, metadata: {sha256}},
		});
		if (
			await ask(
				'upload',
				upload.then(() => true),
				412,
			)
		)
			return {sha256};
		const first = await describe(name);
		return first ? {sha256: first.sha256} : put(name, bytes, type);
	};

	return {
		put,
		get: async (name) => {
			const found = await describe(name);
			if (!found) return undefined;
			const pinned = (await storage()).bucket(bucket).file(fileName(name), {generation: found.generation});
			const content = await ask('download', pinned.download({validation: false}), 404);
			if (!content) return undefined;
			invariant(hash(content[0]) === found.sha256, 'a file is as it was written');
			return {bytes: new Uint8Array(content[0]), type: found.type, sha256: found.sha256};
		},
		delete: async (name) => {
			await ask('delete', (await file(name)).delete({ignoreNotFound: true}), 404);
		},
	};
};

/** Undefined when Cloud Storage answers with this status; any other failure is an outage. */
const ask = async <T>(what: string, call: Promise<T>, answer: number): Promise<T | undefined> => {
	try {
		return await call;
	} catch (cause) {
		const code = cause instanceof Error && 'code' in cause ? Number(cause.code) : Number.NaN;
		if (code === answer) return undefined;
		throw new Outage(`cloud storage: ${what} failed with ${Number.isNaN(code) ? 'no status' : code}`, {cause});
	}
};

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
