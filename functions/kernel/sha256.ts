/**
 * SHA-256 (FIPS 180-4) of short texts, synchronously and in browsers too, where neither node:crypto nor an awaited digest
 * will do: ids and previews are named by it inside pure functions. Not for secrets: it is not constant in time.
 */

/** Lower-case hex of the SHA-256 of the UTF-8 bytes of `text`. */
export const sha256 = (text: string): string => {
	const bytes = padded(encoder.encode(text));
	const state = Int32Array.of(
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	); // biome-ignore format: eight words of one row
	for (let offset = 0; offset < bytes.byteLength; offset += 64) compress(state, bytes, offset);
	return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
};

const encoder = new TextEncoder();
const words = new Int32Array(64);

/** A 1 bit, zeros, and the length in bits as the last eight bytes. */
const padded = (bytes: Uint8Array): DataView => {
	const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
	new Uint8Array(view.buffer).set(bytes);
	view.setUint8(bytes.length, 0x80);
	view.setUint32(view.byteLength - 8, Math.floor(bytes.length / 0x2000_0000));
	view.setUint32(view.byteLength - 4, (bytes.length << 3) >>> 0);
	return view;
};

const compress = (state: Int32Array, bytes: DataView, offset: number): void => {
	expand(bytes, offset);
	let a = state[0] ?? 0;
	let b = state[1] ?? 0;
	let c = state[2] ?? 0;
	let d = state[3] ?? 0;
	let e = state[4] ?? 0;
	let f = state[5] ?? 0;
	let g = state[6] ?? 0;
	let h = state[7] ?? 0;
	for (let round = 0; round < 64; round++) {
		const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
		const schedule = ((constants[round] ?? 0) + (words[round] ?? 0)) | 0;
		const t1 = (((((h + s1) | 0) + ((e & f) ^ (~e & g))) | 0) + schedule) | 0;
		const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
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
	add(state, 0, a);
	add(state, 1, b);
	add(state, 2, c);
	add(state, 3, d);
	add(state, 4, e);
	add(state, 5, f);
	add(state, 6, g);
	add(state, 7, h);
};

const add = (state: Int32Array, index: number, word: number): void => {
	state[index] = ((state[index] ?? 0) + word) | 0;
};

const expand = (bytes: DataView, offset: number): void => {
	for (let index = 0; index < 16; index++) words[index] = bytes.getInt32(offset + index * 4);
	for (let index = 16; index < 64; index++) {
		const before = words[index - 15] ?? 0;
		const last = words[index - 2] ?? 0;
		const s0 = rotated(before, 7) ^ rotated(before, 18) ^ (before >>> 3);
		const s1 = rotated(last, 17) ^ rotated(last, 19) ^ (last >>> 10);
		words[index] = ((((words[index - 16] ?? 0) + s0) | 0) + (((words[index - 7] ?? 0) + s1) | 0)) | 0;
	}
};

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The first 64 primes, from whose cube roots the round constants come. */
const primes = (): readonly number[] => {
	const found: number[] = [];
	for (let candidate = 2; found.length < 64; candidate++)
		if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
	return found;
};
const constants = Int32Array.from(primes(), (prime) => Math.floor((Math.cbrt(prime) % 1) * 2 ** 32) | 0);
