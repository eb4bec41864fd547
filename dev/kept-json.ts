import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {z} from 'zod';

/**
 * One value in a JSON file, held in memory. The operating system has a write, whole, before `set` returns (a renamed
 * draft), so that nothing is lost or torn by `kill -9`. For one process at a time.
 */
export const keptJson = <T>(file: string, schema: z.ZodType<T>, initial: T) => {
	let value = read(file, schema) ?? initial;
	return {
		get: (): T => value,
		set: (next: T): void => {
			mkdirSync(dirname(file), {recursive: true, mode: 0o700});
			writeFileSync(`${file}.draft`, JSON.stringify(next), {mode: 0o600});
			renameSync(`${file}.draft`, file);
			value = next;
		},
	};
};

const read = <T>(file: string, schema: z.ZodType<T>): T | undefined => {
	try {
		return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
		throw new Error(`${file} cannot be read; move it away to begin afresh`, {cause: error});
	}
};
