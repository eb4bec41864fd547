import {createHmac, randomBytes, timingSafeEqual} from 'node:crypto';
import type {Callers, Clock} from '../world.ts';
import {keepFile} from './kept-file.ts';
import {once} from './once.ts';

export type Person = {readonly uid: string; readonly email: string; readonly name: string | null};
export type LocalCallers = Callers & {
	/** A token for 12 hours of the wall clock. */
	issue(person: Person): Promise<string>;
};

const issuer = 'invoice-meister-local';
const lifetimeSeconds = 12 * 60 * 60;
/** The only header there is: nobody chooses an algorithm. */
const header = Buffer.from(JSON.stringify({alg: 'HS256', typ: 'JWT'})).toString('base64url');

/** Sign-in of the local platform: JSON web tokens under the key in a file, made on first use. Never in a deployment. */
export const localCallers = ({
	keyFile,
	wall,
}: {
	readonly keyFile: string;
	readonly wall: Clock['wall'];
}): LocalCallers => {
	const key = once(() => keepFile(keyFile, () => randomBytes(32)));
	const seconds = (): number => Math.floor(Date.parse(wall()) / 1000);
	const sign = async (text: string): Promise<Buffer> =>
		createHmac('sha256', await key())
			.update(text)
			.digest();

	return {
		issue: async ({uid, email, name}) => {
			const claims = {iss: issuer, sub: uid, email, email_verified: true, name, exp: seconds() + lifetimeSeconds};
			const text = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
			return `${text}.${(await sign(text)).toString('base64url')}`;
		},
		verify: async (token) => {
			const [head, body, signature, ...rest] = token.split('.');
			if (head !== header || !body || !signature || rest.length > 0) return undefined;
			const expected = await sign(`${head}.${body}`);
			const given = Buffer.from(signature, 'base64url');
			if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return undefined;
			const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
			if (claims.iss !== issuer || claims.exp <= seconds()) return undefined;
			return {uid: claims.sub, email: claims.email, emailVerified: claims.email_verified, name: claims.name};
		},
	};
};
