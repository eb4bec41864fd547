import {createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign} from 'node:crypto';
import type {Signer} from '../world.ts';
import {keepFile} from './kept-file.ts';
import {once} from './once.ts';
import {verifies} from './signatures.ts';

/** Signs with an EC P-256 key in a file (mode 0600), made on first use. The key id is a hash of the public key. */
export const keyFileSigner = (path: string): Signer => {
	const loaded = once(async () => {
		const key = createPrivateKey((await keepFile(path, newKey)).toString('utf8'));
		const publicPem = createPublicKey(key).export({type: 'spki', format: 'pem'}).toString();
		return {keyId: `file:${createHash('sha256').update(publicPem).digest('hex').slice(0, 32)}`, key, publicPem};
	});
	return {
		sign: async (digest) => {
			const {keyId, key} = await loaded();
			return {keyId, signature: sign('sha256', digest, key)};
		},
		verify: async (keyId, digest, signature) => {
			const own = await loaded();
			return keyId === own.keyId && verifies(own.publicPem, digest, signature);
		},
	};
};

const newKey = (): Uint8Array => {
	const {privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
	return Buffer.from(privateKey.export({type: 'pkcs8', format: 'pem'}));
};
