import type {Kms} from './kms.ts';
import type {Wrapper} from './vault-keys.ts';

/** Wraps account keys with a KMS key: `projects/…/locations/…/keyRings/…/cryptoKeys/…`. KMS picks its newest version. */
export const kmsWrapper = (kms: Kms, key: string): Wrapper => ({
	wrap: (plain, associated) => kms.encrypt(key, plain, associated),
	unwrap: (wrapped, associated) => kms.decrypt(key, wrapped, associated),
});
