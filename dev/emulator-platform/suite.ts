/** The Firebase emulator suite in a process group of its own, with what it keeps and forgets. */
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {z} from 'zod';
import {findEmulators, findJava} from '../emulators/find.ts';
import {freePort} from '../web/listen.ts';
import {Ports, projectId, type SuitePorts} from './ports.ts';
import {isRunning, killTree} from './process-tree.ts';
import {restoreFrom, saveTo} from './saved-data.ts';

const Running = z.object({suite: z.int(), owner: z.int(), made: z.string(), ports: Ports});
type Running = z.infer<typeof Running>;

export type SuiteSettings = {
	/** What the suite keeps lies below it. */
	readonly dataDir: string;
	/** Where firebase.json and what it names lie. */
	readonly folder: string;
	/** firebase.json, once the ports are known. */
	readonly config: (ports: SuitePorts) => object;
	readonly environment: NodeJS.ProcessEnv;
};

export type Suite = {
	readonly ports: SuitePorts;
	/** Started now, rather than found running after a crash of the platform. */
	readonly fresh: boolean;
	/** Keeps what Firestore and Auth hold, for the next start. */
	save(): Promise<void>;
	stop(): Promise<void>;
};

/**
 * Starts the suite, or goes on with the one that a crash of the platform has left running, so that a crash loses
 * nothing. One that runs with another configuration is saved and stopped first.
 */
export const startSuite = async (settings: SuiteSettings): Promise<Suite> => {
	const kept = join(settings.dataDir, 'suite');
	mkdirSync(kept, {recursive: true, mode: 0o700});
	const file = join(kept, 'running.json');
	const found = readRunning(file);
	const adopted = found && (await adopt(settings, kept, found));
	// Nothing is said to run before it does; whoever watches a start that dies finds that nobody will come for it.
	if (adopted === undefined) rmSync(file, {force: true});
	else watch(file, adopted.suite);
	const running = adopted ?? (await start(settings, kept, (suite) => watch(file, suite)));
	const owned = {...running, owner: process.pid};
	writeFileSync(file, JSON.stringify(owned));
	return {
		ports: running.ports,
		fresh: adopted === undefined,
		save: () => saveTo(kept, running.ports),
		stop: async () => {
			await saveTo(kept, running.ports);
			await killTree(running.suite);
			rmSync(file, {force: true});
		},
	};
};

const readRunning = (file: string): Running | undefined => {
	if (!existsSync(file)) return undefined;
	const read = Running.safeParse(JSON.parse(readFileSync(file, 'utf8') || 'null'));
	return read.success ? read.data : undefined;
};

/** The suite that is found, if it lives and is what we would start. Else nothing of it is left. */
const adopt = async (settings: SuiteSettings, kept: string, found: Running): Promise<Running | undefined> => {
	if (!isRunning(found.suite, 'emulators:start')) return undefined;
	const alive = await answers(found.ports.firestore);
	if (alive && found.made === made(settings, found.ports)) return found;
	if (alive) await saveTo(kept, found.ports);
	await killTree(found.suite);
	return undefined;
};

const made = (settings: SuiteSettings, ports: SuitePorts): string =>
	JSON.stringify([settings.folder, settings.config(ports), settings.environment]);

const start = async (settings: SuiteSettings, kept: string, started: (suite: number) => void): Promise<Running> => {
	const ports = await freePorts();
	const file = join(settings.folder, 'firebase.json');
	writeFileSync(file, JSON.stringify(settings.config(ports), null, '\t'));
	const log = openSync(join(kept, 'suite.log'), 'w', 0o600);
	const only = 'auth,firestore,pubsub,functions,hosting';
	const child = spawn(
		process.execPath,
		[
			firebase(),
			'emulators:start',
			'--project',
			projectId,
			'--only',
			only,
			'--config',
			file,
			'--log-verbosity',
			'QUIET',
		],
		{
			cwd: kept,
			env: {...(await environmentOf()), ...settings.environment},
			stdio: ['ignore', log, log],
			detached: true,
		},
	);
	child.unref();
	const pid = child.pid ?? 0;
	started(pid);
	const end = Date.now() + startWithinMs;
	while (!(await allAnswer(ports))) {
		if (child.exitCode !== null || Date.now() > end) {
			await killTree(pid);
			throw new Error(
				`The Firebase emulator suite did not start:\n${readFileSync(join(kept, 'suite.log'), 'utf8').slice(-3000)}`,
			);
		}
		await pause(100);
	}
	await restoreFrom(kept, ports);
	return {suite: pid, owner: process.pid, made: made(settings, ports), ports};
};

const startWithinMs = 120_000;

const firebase = (): string => {
	const manifest = createRequire(join(import.meta.dirname, '..', '..', 'test', 'package.json'));
	return join(dirname(manifest.resolve('firebase-tools/package.json')), 'lib', 'bin', 'firebase.js');
};

/** Emulators that this machine has already, and a Java that runs them; firebase-tools downloads what is missing. */
const environmentOf = async (): Promise<NodeJS.ProcessEnv> => {
	const [{firestore, pubsub}, java] = await Promise.all([findEmulators(), findJava()]);
	if (java === undefined)
		throw new Error('The Firebase emulators need Java 21 or newer, from https://adoptium.net. "npm start" needs none.');
	const home = java.includes('/') ? {JAVA_HOME: resolve(java, '..', '..')} : {};
	return {
		...process.env,
		...home,
		PATH: `${java.includes('/') ? `${dirname(java)}:` : ''}${process.env.PATH}`,
		...(firestore === undefined ? {} : {FIRESTORE_EMULATOR_BINARY_PATH: firestore}),
		...(pubsub === undefined ? {} : {PUBSUB_EMULATOR_BINARY_PATH: pubsub}),
		CI: 'true',
		FIREBASE_CLI_DISABLE_UPDATE_CHECK: 'true',
	};
};

const freePorts = async (): Promise<SuitePorts> => {
	const named = Object.keys(Ports.shape).map(async (name) => [name, await freePort()] as const);
	return Ports.parse(Object.fromEntries(await Promise.all(named)));
};

const allAnswer = async ({auth, firestore, pubsub, functions, hosting, hub}: SuitePorts): Promise<boolean> =>
	(await Promise.all([auth, firestore, pubsub, functions, hosting, hub].map(answers))).every(Boolean);

const answers = async (port: number): Promise<boolean> => {
	const answer = await fetch(`http://127.0.0.1:${port}/`, {signal: AbortSignal.timeout(3000)}).catch(() => undefined);
	await answer?.body?.cancel();
	return answer !== undefined;
};

/** Somebody outlives us and, unless another platform goes on with the suite within a minute, ends it. */
const watch = (file: string, suite: number): void => {
	const told = [join(import.meta.dirname, 'watchdog.mjs'), file, String(suite), String(process.pid)];
	const child = spawn(process.execPath, told, {
		stdio: ['pipe', 'ignore', 'ignore'],
		detached: true,
	});
	child.unref();
	const {stdin} = child;
	if (stdin !== null && 'unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
};
