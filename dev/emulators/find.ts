/** Finds the emulators and the Java that this machine has already. Downloads nothing: firebase-tools does that. */
import {execFile} from 'node:child_process';
import {access, constants, readdir} from 'node:fs/promises';
import {homedir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {runnableJar} from './jar.ts';

const run = promisify(execFile);

/** `firestore`: a jar for `java -jar`. `pubsub`: a start script. Undefined where the machine has none. */
export type Emulators = {readonly firestore: string | undefined; readonly pubsub: string | undefined};

/**
 * In this order: FIRESTORE_EMULATOR_BINARY_PATH and PUBSUB_EMULATOR_BINARY_PATH, the Cloud SDK's, those that
 * firebase-tools has downloaded before.
 */
export const findEmulators = async (): Promise<Emulators> => {
	const platforms = (await cloudSdkRoots()).map((root) => path.join(root, 'platform'));
	const downloads = process.env.FIREBASE_EMULATORS_PATH || path.join(homedir(), '.cache', 'firebase', 'emulators');
	const [firestore, pubsub] = await Promise.all([
		process.env.FIRESTORE_EMULATOR_BINARY_PATH || cloudSdkFirestore(platforms),
		process.env.PUBSUB_EMULATOR_BINARY_PATH || firstOf(platforms, ['pubsub-emulator', 'bin', 'cloud-pubsub-emulator']),
	]);
	return {
		firestore: firestore ?? (await newest(downloads, /^cloud-firestore-emulator-v.*\.jar$/)),
		pubsub: pubsub ?? (await downloadedPubsub(downloads)),
	};
};

/** A `java` of version 21 or newer, which the emulators need: from JAVA_HOME, the PATH, else where systems keep them. */
export const findJava = async (): Promise<string | undefined> => {
	const home = process.env.JAVA_HOME;
	const kept = await Promise.all(
		javaFolders.map(async ({folder, home}) =>
			(await namesIn(folder)).reverse().map((name) => path.join(folder, name, ...home, 'bin', 'java')),
		),
	);
	for (const java of [...(home ? [path.join(home, 'bin', 'java')] : []), 'java', ...kept.flat()]) {
		if ((await javaVersion(java)) >= 21) return java;
	}
	return undefined;
};

const javaFolders = [
	{folder: '/usr/lib/jvm', home: []},
	{folder: '/Library/Java/JavaVirtualMachines', home: ['Contents', 'Home']},
	{folder: path.join(homedir(), '.sdkman', 'candidates', 'java'), home: []},
];

const javaVersion = async (java: string): Promise<number> => {
	const answer = await run(java, ['-version'], {timeout: 10_000}).catch(() => undefined);
	return Number(/version "(\d+)/.exec(`${answer?.stderr}${answer?.stdout}`)?.[1] ?? 0);
};

const cloudSdkRoots = async (): Promise<readonly string[]> => {
	const asked = await run('gcloud', ['info', '--format=value(installation.sdk_root)'], {timeout: 20_000}).catch(
		() => undefined,
	);
	const told = asked?.stdout.trim();
	const common = ['/usr/lib/google-cloud-sdk', '/usr/share/google-cloud-sdk', '/opt/google-cloud-sdk'];
	return [...(told ? [told] : []), ...common, path.join(homedir(), 'google-cloud-sdk')];
};

/** Its manifest names no main class, so it gets a small jar in front. */
const cloudSdkFirestore = async (platforms: readonly string[]): Promise<string | undefined> => {
	const jar = await firstOf(platforms, ['cloud-firestore-emulator', 'cloud-firestore-emulator.jar']);
	return jar && runnableJar(jar, 'com.google.cloud.datastore.emulator.firestore.CloudFirestore');
};

const downloadedPubsub = async (downloads: string): Promise<string | undefined> => {
	const folder = await newest(downloads, /^pubsub-emulator-[\d.]+$/);
	return folder && firstOf([folder], ['pubsub-emulator', 'bin', 'cloud-pubsub-emulator']);
};

const newest = async (folder: string, name: RegExp): Promise<string | undefined> => {
	const last = (await namesIn(folder)).filter((each) => name.test(each)).at(-1);
	return last && path.join(folder, last);
};

/** Sorted so that 1.22 comes after 1.9. */
const namesIn = async (folder: string): Promise<string[]> => {
	const names = await readdir(folder).catch(() => []);
	return names.sort((left, right) => left.localeCompare(right, 'en', {numeric: true}));
};

const firstOf = async (folders: readonly string[], segments: readonly string[]): Promise<string | undefined> => {
	for (const folder of folders) {
		const file = path.join(folder, ...segments);
		if (
			await access(file, constants.R_OK).then(
				() => true,
				() => false,
			)
		)
			return file;
	}
	return undefined;
};
