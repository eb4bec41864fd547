import type {KeyManagementServiceClient} from '@google-cloud/kms';
import {Bug, invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import {ask, checkedBytes, checksum, grpcStatus, received, repeatable} from './google-calls.ts';
import {once} from './once.ts';

export type KmsOptions = NonNullable<ConstructorParameters<typeof KeyManagementServiceClient>[0]>;

/** The calls we make to Cloud KMS, with checksums of request and answer both checked. */
export type Kms = {
	encrypt(key: string, plain: Uint8Array, associated: string): Promise<Uint8Array>;
	/** Fails as a bug when text or associated data are not what was encrypted. */
	decrypt(key: string, wrapped: Uint8Array, associated: string): Promise<Uint8Array>;
	/** ECDSA (DER) over a SHA-256 digest. */
	sign(keyVersion: string, digest: Uint8Array): Promise<Uint8Array>;
	/** PEM; undefined when there is no such key version. */
	publicKey(keyVersion: string): Promise<string | undefined>;
};

/** Cloud KMS. The client is loaded with the first call: it costs 0.1 s that most functions never need. */
export const connectKms = (options: KmsOptions = {}): Kms => {
	const client = once(async () => {
		const vendor = await import('@google-cloud/kms');
		return new vendor.KeyManagementServiceClient(options);
	});

	return {
		encrypt: async (name, plaintext, associated) => {
			const aad = Buffer.from(associated, 'utf8');
			const request = {
				name,
				plaintext,
				plaintextCrc32c: checksum(plaintext),
				additionalAuthenticatedData: aad,
				additionalAuthenticatedDataCrc32c: checksum(aad),
			};
			const answer = (await ask('kms encrypt', (await client()).encrypt(request, repeatable)))?.[0];
			received('kms encrypt', answer?.verifiedPlaintextCrc32c, answer?.verifiedAdditionalAuthenticatedDataCrc32c);
			if (!answer?.name?.startsWith(name)) throw new Outage('kms encrypt answered for another key');
			return checkedBytes('kms encrypt', answer.ciphertext, answer.ciphertextCrc32c);
		},
		decrypt: async (name, ciphertext, associated) => {
			const aad = Buffer.from(associated, 'utf8');
			const request = {
				name,
				ciphertext,
				ciphertextCrc32c: checksum(ciphertext),
				additionalAuthenticatedData: aad,
				additionalAuthenticatedDataCrc32c: checksum(aad),
			};
			const call = (await client()).decrypt(request, repeatable);
			const answer = (await ask('kms decrypt', call, [grpcStatus.invalidArgument]))?.[0];
			if (!answer) throw new Bug('a wrapped key is as it was wrapped, for the account it was wrapped for');
			return checkedBytes('kms decrypt', answer.plaintext, answer.plaintextCrc32c);
		},
		sign: async (name, digest) => {
			invariant(digest.byteLength === 32, 'a SHA-256 digest has 32 bytes');
			const request = {name, digest: {sha256: digest}, digestCrc32c: checksum(digest)};
			const answer = (await ask('kms sign', (await client()).asymmetricSign(request, repeatable)))?.[0];
			received('kms sign', answer?.verifiedDigestCrc32c);
			if (answer?.name !== name) throw new Outage('kms sign answered for another key');
			return checkedBytes('kms sign', answer.signature, answer.signatureCrc32c);
		},
		publicKey: async (name) => {
			const call = (await client()).getPublicKey({name}, repeatable);
			const answer = (await ask('kms public key', call, [grpcStatus.notFound]))?.[0];
			if (!answer) return undefined;
			if (answer.name !== name) throw new Outage('kms public key answered for another key');
			const pem = checkedBytes('kms public key', Buffer.from(answer.pem ?? '', 'utf8'), answer.pemCrc32c);
			return Buffer.from(pem).toString('utf8');
		},
	};
};
