/**
 * SHA-256 (FIPS 180-4) of short texts, synchronously and in browsers too, where neither node:crypto nor an awaited digest
 * will do: ids and previews are named by it inside pure functions. Not for secrets: it is not constant in time.
 */

/** Lower-case hex of the SHA-256 of the UTF-8 bytes of `text`. */
export const sha256 = (text: string): string => {
	const length = fill(text);
	state.set(initial);
	for (let offset = 0; offset < length; offset += 64) compress(offset);
	let hex = '';
	for (const word of state) hex += (word >>> 0).toString(16).padStart(8, '0');
	return hex;
};

const encoder = new TextEncoder();
// One hash is finished before the next begins: what it works on is kept, because making it costs as much as hashing.
let bytes = new Uint8Array(4096);
const words = new Int32Array(64);
const state = new Int32Array(8);

/** The message with a 1 bit, zeros, and its length in bits as the last eight bytes; answers how many bytes that makes. */
const fill = (text: string): number => {
	if (bytes.length < text.length * 3 + 72) bytes = new Uint8Array(text.length * 3 + 72);
	const {written} = encoder.encodeInto(text, bytes);
	const length = Math.ceil((written + 9) / 64) * 64;
	bytes.fill(0, written, length);
	bytes[written] = 0x80;
	const bits = written * 8;
	for (let index = 1; index <= 6; index++) bytes[length - index] = Math.floor(bits / 256 ** (index - 1)) % 256;
	return length;
};

const compress = (offset: number): void => {
	expand(offset);
	let a = state[0] ?? 0;
	let b = state[1] ?? 0;
	let c = state[2] ?? 0;
	let d = state[3] ?? 0;
	let e = state[4] ?? 0;
	let f = state[5] ?? 0;
	let g = state[6] ?? 0;
	let h = state[7] ?? 0;
	for (let round = 0; round < 64; round++) {
		const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
		const choice = (e & f) ^ (~e & g);
		const t1 = (h + s1 + choice + (constants[round] ?? 0) + (words[round] ?? 0)) | 0;
		const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
		const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		h = g;
		g = f;
		f = e;
		e = (d + t1) | 0;
		d = c;
		c = b;
		b = a;
		a = (t1 + t2) | 0;
	}
	state[0] = (state[0] ?? 0) + a;
	state[1] = (state[1] ?? 0) + b;
	state[2] = (state[2] ?? 0) + c;
	state[3] = (state[3] ?? 0) + d;
	state[4] = (state[4] ?? 0) + e;
	state[5] = (state[5] ?? 0) + f;
	state[6] = (state[6] ?? 0) + g;
	state[7] = (state[7] ?? 0) + h;
};

const expand = (offset: number): void => {
	for (let index = 0; index < 16; index++) {
		const at = offset + index * 4;
		words[index] =
			((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
	}
	for (let index = 16; index < 64; index++) {
		const before = words[index - 15] ?? 0;
		const last = words[index - 2] ?? 0;
		const s0 = ((before >>> 7) | (before << 25)) ^ ((before >>> 18) | (before << 14)) ^ (before >>> 3);
		const s1 = ((last >>> 17) | (last << 15)) ^ ((last >>> 19) | (last << 13)) ^ (last >>> 10);
		words[index] = ((words[index - 16] ?? 0) + s0 + (words[index - 7] ?? 0) + s1) | 0;
	}
};

/** The first 64 primes, from whose roots the constants come. */
const primes = (): readonly number[] => {
	const found: number[] = [];
	for (let candidate = 2; found.length < 64; candidate++)
		if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
	return found;
};
const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32) | 0;
const constants = Int32Array.from(primes(), (prime) => fraction(Math.cbrt(prime)));
const initial = Int32Array.from(primes().slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
