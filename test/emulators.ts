/**
 * The emulators of a test run. test/run.ts starts them once and passes their hosts; a test file started alone starts
 * its own, which ends with it. Tests share an emulator and keep apart by a project of their own (`freshProject`).
 *
 * On a machine without them: a loud line, and the tests that need them are skipped; with CI=true that is a failure.
 */
import {randomBytes} from 'node:crypto';
import {findEmulators, findJava} from '../dev/emulators/find.ts';
import {type Emulator, startFirestoreEmulator, startPubsubEmulator} from '../dev/emulators/launch.ts';

/** Address and port of the Firestore emulator; undefined: skip. */
export const firestoreHost = (): Promise<string | undefined> =>
	hostOf('Firestore', 'FIRESTORE_EMULATOR_HOST', startFirestoreEmulator);

/** Address and port of the Pub/Sub emulator; undefined: skip. */
export const pubsubHost = (): Promise<string | undefined> =>
	hostOf('Pub/Sub', 'PUBSUB_EMULATOR_HOST', startPubsubEmulator);

/** Whether the whole platform can run on emulators here. With CI=true it must: its tests then fail and say what is missing. */
export const hasEmulators = async (): Promise<boolean> => {
	const [{firestore, pubsub}, java] = await Promise.all([findEmulators(), findJava()]);
	if (firestore !== undefined && pubsub !== undefined && java !== undefined) return true;
	if (process.env.CI !== 'true')
		console.error('\n*** NO EMULATORS OR NO JAVA 21: TESTS OF THE WHOLE ARE SKIPPED ***\n');
	return process.env.CI === 'true';
};

export const freshProject = (): string => `test-${randomBytes(6).toString('hex')}`;

const hostOf = async (
	name: string,
	variable: string,
	start: () => Promise<Emulator | undefined>,
): Promise<string | undefined> => {
	const given = process.env[variable];
	if (given) return given;
	const started = await start();
	if (started === undefined && process.env.CI === 'true') throw new Error(`CI needs the ${name} emulator and Java 21`);
	if (started === undefined) console.error(`\n*** NO ${name} EMULATOR OR NO JAVA 21: ITS TESTS ARE SKIPPED ***\n`);
	return started?.host;
};
