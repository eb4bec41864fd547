import {createHash, createPublicKey, verify} from 'node:crypto';

/** What is handed to the key for a seal: SHA-256 over the digest's 32 bytes, as `openssl dgst -sha256` over a file of them. */
export const messageDigest = (digest: Uint8Array): Uint8Array => createHash('sha256').update(digest).digest();

/** ECDSA P-256 with SHA-256 over the digest's 32 bytes, DER. */
export const verifies = (publicPem: string, digest: Uint8Array, signature: Uint8Array): boolean =>
	verify('sha256', digest, createPublicKey(publicPem), signature);
