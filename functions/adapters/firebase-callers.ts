import {invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import type {Callers} from '../world.ts';
import {refuseEmulatorsInProduction} from './emulator-guard.ts';
import {once} from './once.ts';

export type FirebaseCallersSettings = {
	readonly project: string;
	/** `127.0.0.1:9099`: tokens of the Auth emulator, which are unsigned. Never in a deployment. */
	readonly emulatorHost?: string;
};

/**
 * Holders of Firebase ID tokens. firebase-admin takes the emulator from the environment only, so the setting must
 * agree with FIREBASE_AUTH_EMULATOR_HOST; and it must not be set where a deployment runs.
 */
export const firebaseCallers = ({project, emulatorHost}: FirebaseCallersSettings): Callers => {
	if (emulatorHost !== undefined) process.env.FIREBASE_AUTH_EMULATOR_HOST = emulatorHost;
	refuseEmulatorsInProduction(process.env);
	invariant(process.env.FIREBASE_AUTH_EMULATOR_HOST === emulatorHost, 'the Auth emulator is used only when asked for');
	const auth = once(async () => {
		const [{getApps, initializeApp}, {getAuth}] = await Promise.all([
			import('firebase-admin/app'),
			import('firebase-admin/auth'),
		]);
		const name = `callers of ${project}`;
		return getAuth(getApps().find((app) => app.name === name) ?? initializeApp({projectId: project}, name));
	});

	return {
		verify: async (token) => {
			try {
				const claims = await (await auth()).verifyIdToken(token);
				return {
					uid: claims.uid,
					email: claims.email ?? null,
					emailVerified: claims.email_verified === true,
					name: typeof claims.name === 'string' ? claims.name : null,
				};
			} catch (error) {
				if (isVerdict(error)) return undefined;
				throw new Outage('the keys of ID tokens cannot be fetched', {cause: error});
			}
		},
	};
};

/** Whether the token was judged. When Google's keys cannot be fetched, the library answers `argument-error` too. */
const isVerdict = (error: unknown): boolean =>
	error instanceof Error &&
	'code' in error &&
	typeof error.code === 'string' &&
	/^auth\/(argument-error|id-token-expired|invalid-id-token|invalid-argument|user-disabled|user-not-found|id-token-revoked)$/.test(
		error.code,
	) &&
	!/fetching public keys/i.test(error.message);
