/** Firebase Authentication. Loaded only where the host says so; without pop-ups, so that no script of others is needed. */
import {type FirebaseError, initializeApp} from 'firebase/app';
import {
	browserLocalPersistence,
	connectAuthEmulator,
	createUserWithEmailAndPassword,
	type Auth as FirebaseAuth,
	indexedDBLocalPersistence,
	initializeAuth,
	isSignInWithEmailLink,
	onIdTokenChanged,
	sendPasswordResetEmail,
	sendSignInLinkToEmail,
	signInWithEmailAndPassword,
	signInWithEmailLink,
	signOut,
	type User,
	updateProfile,
} from 'firebase/auth';
import type {Config} from '../api/config.ts';
import {type Auth, type AuthRefusal, type Outcome, observable, type Person} from './auth.ts';

type FirebaseConfig = Extract<Config['auth'], {kind: 'firebase'}>;
const linkEmailPlace = 'im.linkEmail';

/** Answers once it is known whether somebody is signed in. Tokens are refreshed by the SDK shortly before they expire. */
export const firebaseAuth = async (config: FirebaseConfig): Promise<Auth> => {
	const app = initializeApp({apiKey: config.apiKey, authDomain: config.authDomain, projectId: config.projectId});
	const auth = initializeAuth(app, {persistence: [indexedDBLocalPersistence, browserLocalPersistence]});
	if (config.emulatorUrl) connectAuthEmulator(auth, config.emulatorUrl, {disableWarnings: true});
	auth.useDeviceLanguage();
	const person = observable<Person | null>(null);
	onIdTokenChanged(auth, (user) => person.set(user === null ? null : personOf(user)));
	await auth.authStateReady();
	return {
		person: person.get,
		subscribe: person.subscribe,
		token: async () => (await auth.currentUser?.getIdToken()) ?? null,
		signOut: () => signOut(auth),
		ways: {
			kind: 'firebase',
			signIn: (email, password) => tried(() => signInWithEmailAndPassword(auth, email, password)),
			signUp: (email, password, name) =>
				tried(async () => {
					const {user} = await createUserWithEmailAndPassword(auth, email, password);
					if (name !== '') await updateProfile(user, {displayName: name});
					person.set(personOf(user));
				}),
			sendLink: (email) => tried(() => sendLink(auth, email)),
			resetPassword: (email) => tried(() => sendPasswordResetEmail(auth, email)),
			finishLink: isSignInWithEmailLink(auth, location.href) ? (email) => tried(() => finishLink(auth, email)) : null,
			linkEmail: localStorage.getItem(linkEmailPlace),
		},
	};
};

const personOf = (user: User): Person => ({uid: user.uid, email: user.email ?? '', name: user.displayName});

const sendLink = async (auth: FirebaseAuth, email: string): Promise<void> => {
	await sendSignInLinkToEmail(auth, email, {url: `${location.origin}/sign-in`, handleCodeInApp: true});
	localStorage.setItem(linkEmailPlace, email);
};

const finishLink = async (auth: FirebaseAuth, email: string): Promise<void> => {
	await signInWithEmailLink(auth, email, location.href);
	localStorage.removeItem(linkEmailPlace);
};

const tried = async (step: () => Promise<unknown>): Promise<Outcome> => {
	try {
		await step();
		return {ok: true};
	} catch (error) {
		return {ok: false, code: isFirebaseError(error) ? (codes[error.code] ?? 'unknown') : 'unknown'};
	}
};

const isFirebaseError = (error: unknown): error is FirebaseError => error instanceof Error && 'code' in error;

const codes: Readonly<Record<string, AuthRefusal>> = {
	'auth/invalid-credential': 'wrong_credentials',
	'auth/wrong-password': 'wrong_credentials',
	'auth/user-not-found': 'wrong_credentials',
	'auth/email-already-in-use': 'email_in_use',
	'auth/weak-password': 'weak_password',
	'auth/invalid-email': 'invalid_email',
	'auth/missing-email': 'invalid_email',
	'auth/too-many-requests': 'too_many_attempts',
	'auth/expired-action-code': 'link_expired',
	'auth/invalid-action-code': 'link_expired',
	'auth/operation-not-allowed': 'not_offered',
	'auth/network-request-failed': 'no_connection',
	'auth/multi-factor-auth-required': 'second_factor',
};
