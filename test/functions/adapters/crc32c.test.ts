import test from 'ava';
import {crc32c} from '../../../functions/adapters/crc32c.ts';

// RFC 3720 appendix B.4, and the check value of the CRC catalogue.
const known: readonly (readonly [string, Uint8Array, number])[] = [
	['nothing', new Uint8Array(), 0],
	['123456789', Buffer.from('123456789'), 0xe3069283],
	['32 zeros', new Uint8Array(32), 0x8a9136aa],
	['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
	['0 to 31', Uint8Array.from({length: 32}, (_, n) => n), 0x46dd794e],
];
for (const [what, bytes, sum] of known)
	test(`CRC-32C of ${what} is the published one`, (t) => t.is(crc32c(bytes), sum));
