import {CryptoKey, KeyRing} from '@pulumi/gcp/kms/index.js';
import {keyLocation} from './places.ts';

export type Keys = ReturnType<typeof declareKeys>;

const days = 86_400;

/** Keys that never leave KMS: one wraps the keys of accounts, one signs the audit trail's seals. */
export const declareKeys = () => {
	const ring = new KeyRing('keys', {name: 'invoice-meister', location: keyLocation}, {protect: true});
	const wrapping = new CryptoKey(
		'account-keys',
		{
			name: 'account-keys',
			keyRing: ring.id,
			purpose: 'ENCRYPT_DECRYPT',
			rotationPeriod: `${90 * days}s`,
			destroyScheduledDuration: `${30 * days}s`,
			versionTemplate: {algorithm: 'GOOGLE_SYMMETRIC_ENCRYPTION', protectionLevel: 'HSM'},
		},
		{protect: true},
	);
	const signing = new CryptoKey(
		'seals',
		{
			name: 'seals',
			keyRing: ring.id,
			purpose: 'ASYMMETRIC_SIGN',
			destroyScheduledDuration: `${30 * days}s`,
			versionTemplate: {algorithm: 'EC_SIGN_P256_SHA256', protectionLevel: 'HSM'},
		},
		{protect: true},
	);
	return {wrapping, signing};
};
