import {createHash, randomBytes} from 'node:crypto';
import type {Ids} from '../world.ts';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 24;

/** 24 letters and digits, 142 random bits. */
export const randomIds = (): Ids => ({random: () => base62(randomBytes(32))});

/** The one id that names these parts: 24 letters and digits of their SHA-256. `['a', 'bc']` and `['ab', 'c']` differ. */
export const derive = (parts: readonly (string | number)[]): string =>
	base62(createHash('sha256').update(JSON.stringify(parts)).digest());

/** The last 24 base-62 digits of a number of 256 bits, so that each is as likely as any other (to 2^-113). */
const base62 = (bytes: Uint8Array): string => {
	let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
	let text = '';
	while (text.length < length) {
		text += digits[Number(rest % 62n)];
		rest /= 62n;
	}
	return text;
};
