import {createSecretKey, generateKeyPairSync, randomBytes} from 'node:crypto';
import {decrypt, encrypt} from '../../functions/adapters/aes.ts';
import {crc32c} from '../../functions/adapters/crc32c.ts';
import {signDigest} from './ecdsa.ts';
import {type GrpcServer, refusal, startGrpc} from './grpc.ts';

export type KmsServer = GrpcServer & {readonly key: string; readonly keyVersion: string};

const ring = 'projects/p/locations/europe/keyRings/r/cryptoKeys';

/** Cloud KMS with one symmetric key and one EC P-256 signing key, speaking the client's own protos. Checks every checksum. */
export const startKms = async (): Promise<KmsServer> => {
	const symmetric = createSecretKey(randomBytes(32));
	const {privateKey, publicKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	const key = `${ring}/accounts`;
	const keyVersion = `${ring}/seals/cryptoKeyVersions/1`;
	const pem = publicKey.export({type: 'spki', format: 'pem'}).toString();
	const checked = (bytes: Uint8Array, sent: {value: string} | null): boolean => {
		if (sent !== null && sent.value !== String(crc32c(bytes))) throw refusal(3);
		return sent !== null;
	};

	const server = await startGrpc(
		{client: 'kms', proto: 'google/cloud/kms/v1/service.proto', service: 'google.cloud.kms.v1.KeyManagementService'},
		{
			Encrypt: ({
				name,
				plaintext,
				plaintextCrc32c,
				additionalAuthenticatedData: aad,
				additionalAuthenticatedDataCrc32c,
			}) => {
				if (name !== key) throw refusal(5);
				const ciphertext = encrypt(symmetric, plaintext, aad.toString('utf8'));
				return {
					name: `${key}/cryptoKeyVersions/1`,
					ciphertext,
					ciphertextCrc32c: {value: crc32c(ciphertext)},
					verifiedPlaintextCrc32c: checked(plaintext, plaintextCrc32c),
					verifiedAdditionalAuthenticatedDataCrc32c: checked(aad, additionalAuthenticatedDataCrc32c),
				};
			},
			Decrypt: ({
				name,
				ciphertext,
				ciphertextCrc32c,
				additionalAuthenticatedData: aad,
				additionalAuthenticatedDataCrc32c,
			}) => {
				if (name !== key) throw refusal(5);
				checked(ciphertext, ciphertextCrc32c);
				checked(aad, additionalAuthenticatedDataCrc32c);
				const plaintext = opened(() => decrypt(symmetric, ciphertext, aad.toString('utf8')));
				return {plaintext, plaintextCrc32c: {value: crc32c(plaintext)}, usedPrimary: true};
			},
			AsymmetricSign: ({name, digest, digestCrc32c}) => {
				if (name !== keyVersion) throw refusal(5);
				const signature = signDigest(privateKey, digest.sha256);
				return {
					name,
					signature,
					signatureCrc32c: {value: crc32c(signature)},
					verifiedDigestCrc32c: checked(digest.sha256, digestCrc32c),
				};
			},
			GetPublicKey: ({name}) => {
				if (name !== keyVersion) throw refusal(5);
				return {name, pem, pemCrc32c: {value: crc32c(Buffer.from(pem))}, algorithm: 'EC_SIGN_P256_SHA256'};
			},
		},
	);
	return {...server, key, keyVersion};
};

const opened = (open: () => Buffer): Buffer => {
	try {
		return open();
	} catch {
		throw refusal(3);
	}
};
