import {createSecretKey, randomBytes} from 'node:crypto';
import {invariant} from '../kernel/invariant.ts';
import {decrypt, encrypt} from './aes.ts';
import {keepFile} from './kept-file.ts';
import {once} from './once.ts';
import type {Wrapper} from './vault-keys.ts';

const keyBytes = 32;

/** Wraps account keys with the key in a file (mode 0600), made on first use. Whoever loses the file loses every sealed field. */
export const localKeys = (path: string): Wrapper => {
	const key = once(async () => {
		const bytes = await keepFile(path, () => randomBytes(keyBytes));
		invariant(bytes.byteLength === keyBytes, 'the key file holds 32 bytes');
		return createSecretKey(bytes);
	});
	return {
		wrap: async (plain, associated) => encrypt(await key(), plain, associated),
		unwrap: async (wrapped, associated) => decrypt(await key(), wrapped, associated),
	};
};
