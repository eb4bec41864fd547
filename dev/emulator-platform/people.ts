import {projectId} from './ports.ts';

/** Signs people in at the Auth emulator, whatever password they have chosen in the browser; the first time makes them. */
export const emulatedPeople = (authPort: number, newId: () => string) => {
	const base = `http://127.0.0.1:${authPort}/identitytoolkit.googleapis.com/v1`;
	const ask = async (path: string, body: object): Promise<{readonly [field: string]: unknown}> => {
		const headers = {authorization: 'Bearer owner', 'content-type': 'application/json'};
		const answer = await fetch(`${base}/${path}`, {method: 'POST', headers, body: JSON.stringify(body)});
		if (!answer.ok) throw new Error(`The Auth emulator answered ${answer.status}: ${await answer.text()}`);
		return answer.json();
	};
	const find = async (email: string): Promise<string | undefined> => {
		const {users} = await ask(`projects/${projectId}/accounts:lookup`, {email: [email]});
		const [first]: readonly {readonly localId?: string}[] = Array.isArray(users) ? users : [];
		return first?.localId;
	};
	const make = async (email: string, name: string | null): Promise<string> => {
		const uid = `person_${newId()}`;
		const person = {localId: uid, email, emailVerified: true, password: firstPassword};
		await ask(`projects/${projectId}/accounts`, name === null ? person : {...person, displayName: name});
		return uid;
	};
	return async (given: string, name: string | null): Promise<{readonly token: string; readonly uid: string}> => {
		const email = given.toLowerCase();
		const uid = (await find(email)) ?? (await make(email, name));
		if (name !== null) await ask(`projects/${projectId}/accounts:update`, {localId: uid, displayName: name});
		const signedIn = await ask('accounts:signInWithCustomToken?key=local', {
			token: unsigned(uid),
			returnSecureToken: true,
		});
		return {token: String(signedIn.idToken), uid};
	};
};

/** In the browser, people made here sign in with it. */
export const firstPassword = 'invoice-meister';

const audience = 'https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit';
const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const unsigned = (uid: string): string => `${encoded({alg: 'none', typ: 'JWT'})}.${encoded({uid, aud: audience})}.`;
