/** What the tests need of the machine; what can be had is fetched, what is absent is said loudly. */
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {type Emulators, findEmulators, findJava} from '../../dev/emulators/find.ts';
import {chromiumPath} from '../browser/chromium.ts';

export type Needs = {
	readonly emulators: boolean;
	readonly chromium: string | undefined;
	readonly missing: readonly string[];
};

export const findNeeds = async (say: (line: string) => void): Promise<Needs> => {
	const java = (await findJava()) ?? (install('openjdk-21-jre-headless', say) ? await findJava() : undefined);
	const emulators = java === undefined ? false : allThere(await withDownloads(say));
	const chromium = chromiumPath() ?? (install('chromium', say) ? chromiumPath() : undefined);
	const missing = [
		...(java === undefined ? ['Java 21 or newer (the emulators run on it)'] : []),
		...(java !== undefined && !emulators ? ['the Firestore and Pub/Sub emulators (no network to fetch them?)'] : []),
		...(chromium === undefined ? ['Chromium (set CHROME_PATH, or install `chromium`)'] : []),
	];
	return {emulators, chromium, missing};
};

const allThere = ({firestore, pubsub}: Emulators): boolean => firestore !== undefined && pubsub !== undefined;

/** firebase-tools fetches the emulators that the machine has not. */
const withDownloads = async (say: (line: string) => void): Promise<Emulators> => {
	const found = await findEmulators();
	const tools = dirname(createRequire(import.meta.url).resolve('firebase-tools/package.json'));
	for (const name of ['firestore', 'pubsub'] as const) {
		if (found[name] !== undefined) continue;
		say(`Fetching the ${name} emulator …`);
		spawnSync(process.execPath, [join(tools, 'lib', 'bin', 'firebase.js'), `setup:emulators:${name}`], {
			stdio: 'ignore',
			timeout: 180_000,
		});
	}
	return findEmulators();
};

/** From the system's packages, where we may. */
const install = (name: string, say: (line: string) => void): boolean => {
	if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
	say(`Installing ${name} …`);
	const run = (...options: readonly string[]) =>
		spawnSync('apt-get', [...options], {
			stdio: 'ignore',
			timeout: 240_000,
			env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
		});
	run('update');
	return run('install', '-y', '--no-install-recommends', name).status === 0;
};
