/** Who is signed in, whoever vouches for it. */
export type Person = {readonly uid: string; readonly email: string; readonly name: string | null};

export type Auth = {
	readonly person: () => Person | null;
	readonly subscribe: (listener: () => void) => () => void;
	/** A token that is valid now; null when nobody is signed in. */
	readonly token: () => Promise<string | null>;
	readonly signOut: () => Promise<void>;
	readonly ways: Ways;
};

/** How one signs in here. Refusals carry a code of ours that the sign-in screen has words for. */
export type Ways =
	| {readonly kind: 'local'; readonly signIn: (email: string, name: string) => Promise<void>}
	| {
			readonly kind: 'firebase';
			readonly signIn: (email: string, password: string) => Promise<Outcome>;
			readonly signUp: (email: string, password: string, name: string) => Promise<Outcome>;
			readonly sendLink: (email: string) => Promise<Outcome>;
			readonly resetPassword: (email: string) => Promise<Outcome>;
			/** Present when the page was opened by a link from a sign-in mail. */
			readonly finishLink: ((email: string) => Promise<Outcome>) | null;
			readonly linkEmail: string | null;
	  };
export const authRefusals = [
	'wrong_credentials',
	'email_in_use',
	'weak_password',
	'invalid_email',
	'too_many_attempts',
	'link_expired',
	'not_offered',
	'no_connection',
	'second_factor',
	'unknown',
] as const;
export type AuthRefusal = (typeof authRefusals)[number];
export type Outcome = {readonly ok: true} | {readonly ok: false; readonly code: AuthRefusal};

/** A value with listeners, for `useSyncExternalStore`. */
export const observable = <T>(initial: T) => {
	let value = initial;
	const listeners = new Set<() => void>();
	return {
		get: (): T => value,
		set: (next: T): void => {
			value = next;
			for (const listener of listeners) listener();
		},
		subscribe: (listener: () => void): (() => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
