import type {Signer} from '../world.ts';
import type {Kms} from './kms.ts';
import {messageDigest, verifies} from './signatures.ts';

/** Signs with a KMS key version of algorithm EC_SIGN_P256_SHA256, whose name is the key id. A version's public key never changes. */
export const kmsSigner = (kms: Kms, keyVersion: string): Signer => {
	const publicKeys = new Map<string, string>();
	const publicKey = async (name: string): Promise<string | undefined> => {
		const pem = publicKeys.get(name) ?? (await kms.publicKey(name));
		if (pem !== undefined) publicKeys.set(name, pem);
		return pem;
	};
	return {
		sign: async (digest) => ({keyId: keyVersion, signature: await kms.sign(keyVersion, messageDigest(digest))}),
		verify: async (keyId, digest, signature) => {
			// Only versions of our own key: a name from outside must not choose who is asked.
			if (keyOf(keyId) !== keyOf(keyVersion)) return false;
			const pem = await publicKey(keyId);
			return pem !== undefined && verifies(pem, digest, signature);
		},
	};
};

const keyOf = (keyVersion: string): string => keyVersion.replace(/\/cryptoKeyVersions\/\d+$/, '');
