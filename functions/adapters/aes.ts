import {createCipheriv, createDecipheriv, type KeyObject, randomBytes} from 'node:crypto';
import {invariant} from '../kernel/invariant.ts';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
/** Without this, node:crypto takes a 4-byte tag for a valid one. */
const authTagLength = 16;

/** AES-256-GCM under a fresh random nonce: nonce, ciphertext, tag in one piece. At most 2^32 calls a key. */
export const encrypt = (key: KeyObject, plain: Uint8Array, associated: string): Buffer => {
	const nonce = randomBytes(nonceLength);
	const cipher = createCipheriv(algorithm, key, nonce, {authTagLength});
	cipher.setAAD(Buffer.from(associated, 'utf8'));
	return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};

/** What `encrypt` took. Fails as a bug when one bit of text, tag or associated data differs. */
export const decrypt = (key: KeyObject, packed: Uint8Array, associated: string): Buffer => {
	invariant(packed.byteLength >= nonceLength + authTagLength, 'ciphertext carries a nonce and a whole tag');
	const nonce = packed.subarray(0, nonceLength);
	const decipher = createDecipheriv(algorithm, key, nonce, {authTagLength});
	decipher.setAAD(Buffer.from(associated, 'utf8'));
	decipher.setAuthTag(packed.subarray(packed.byteLength - authTagLength));
	const plain = decipher.update(packed.subarray(nonceLength, packed.byteLength - authTagLength));
	invariant(isFinal(decipher), 'ciphertext is as it was sealed');
	return plain;
};

/** GCM gives out all plain text before it knows whether the tag fits; only `final` tells. */
const isFinal = (decipher: {final(): Buffer}): boolean => {
	try {
		return decipher.final().byteLength === 0;
	} catch {
		return false;
	}
};
