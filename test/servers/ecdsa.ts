import {createECDH, type KeyObject, randomBytes} from 'node:crypto';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** ECDSA P-256 (DER) over a digest as it is, which KMS offers and node:crypto does not: it always hashes first. */
export const signDigest = (key: KeyObject, digest: Uint8Array): Buffer => {
	const secret = toNumber(Buffer.from(String(key.export({format: 'jwk'}).d), 'base64url'));
	const once = randomBytes(32);
	const k = toNumber(once) % order;
	const point = createECDH('prime256v1');
	point.setPrivateKey(toBytes(k));
	const r = toNumber(point.getPublicKey().subarray(1, 33)) % order;
	const s = (power(k, order - 2n) * (toNumber(digest) + r * secret)) % order;
	return sequence(integer(r), integer(s));
};

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const toBytes = (number: bigint): Buffer => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');

/** base^exponent modulo the order, which is prime: with order - 2 the inverse. */
const power = (base: bigint, exponent: bigint): bigint => {
	let result = 1n;
	for (let square = base, rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % order) {
		if (rest & 1n) result = (result * square) % order;
	}
	return result;
};

const integer = (number: bigint): Buffer => {
	const hex = number.toString(16);
	const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
	const signed = (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
	return Buffer.concat([Buffer.of(0x02, signed.byteLength), signed]);
};

const sequence = (...parts: readonly Buffer[]): Buffer => {
	const body = Buffer.concat(parts);
	return Buffer.concat([Buffer.of(0x30, body.byteLength), body]);
};
