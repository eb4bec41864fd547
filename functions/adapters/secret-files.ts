import {join} from 'node:path';
import {invariant} from '../kernel/invariant.ts';
import type {Secrets} from '../world.ts';
import {keepFile, readIfThere} from './kept-file.ts';

export type SecretFiles = Secrets & {
	/** The secret, made on first use. Of several who make it at once, all get the same. */
	ensure(name: string, make: () => string): Promise<string>;
};

/** Secrets as files (mode 0600) of one folder. */
export const secretFiles = (folder: string): SecretFiles => {
	const pathOf = (name: string): string => {
		invariant(/^[\w-]{1,255}$/.test(name), 'a secret is named with letters, digits, - and _');
		return join(folder, name);
	};
	return {
		read: async (name) => (await readIfThere(pathOf(name)))?.toString('utf8'),
		ensure: async (name, make) => (await keepFile(pathOf(name), () => Buffer.from(make(), 'utf8'))).toString('utf8'),
	};
};
