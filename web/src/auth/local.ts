import {signInLocally} from '../api/workbench.ts';
import {type Auth, observable, type Person} from './auth.ts';

type Kept = Person & {readonly token: string};
const place = 'im.person';

/** Signing in on the local platform: any address, no password; the token stays in this browser. */
export const localAuth = (signInUrl: string): Auth => {
	const kept = observable<Kept | null>(read());
	return {
		person: kept.get,
		subscribe: kept.subscribe,
		token: async () => kept.get()?.token ?? null,
		signOut: async () => {
			localStorage.removeItem(place);
			kept.set(null);
		},
		ways: {
			kind: 'local',
			signIn: async (email, name) => {
				const {token, uid} = await signInLocally(signInUrl, {email, name});
				const person = {uid, email, name: name === '' ? null : name, token};
				localStorage.setItem(place, JSON.stringify(person));
				kept.set(person);
			},
		},
	};
};

const read = (): Kept | null => {
	try {
		const value: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
		return isKept(value) ? value : null;
	} catch {
		return null;
	}
};

const isKept = (value: unknown): value is Kept =>
	typeof value === 'object' && value !== null && 'token' in value && 'uid' in value && 'email' in value;
