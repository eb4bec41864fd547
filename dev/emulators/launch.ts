/** Starts emulators on free ports and makes sure that none outlives whoever started it. */
import {type ChildProcess, spawn} from 'node:child_process';
import path from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {freePort} from '../web/listen.ts';
import {findEmulators, findJava} from './find.ts';

/** `host`: address and port, as the clients' environment variables want it. */
export type Emulator = {readonly host: string; stop(): Promise<void>};

/**
 * Undefined when this machine has no Firestore emulator or no Java 21. Throws when it does not start within 60 s. It keeps
 * every version of every document in its heap; without `heapMb` that is enough for some thousands.
 */
export const startFirestoreEmulator = async (
	settings: {readonly port?: number; readonly heapMb?: number} = {},
): Promise<Emulator | undefined> => {
	const [{firestore}, java] = await Promise.all([findEmulators(), findJava()]);
	if (firestore === undefined || java === undefined) return undefined;
	const options = [...memory(settings.heapMb), '-Duser.language=en', '-jar', firestore];
	return start(settings.port, (port) => ({
		command: [java, ...options, '--host', '127.0.0.1', '--port', String(port)],
		env: {},
	}));
};

/** Undefined when this machine has no Pub/Sub emulator or no Java 21. Throws when it does not start within 60 s. */
export const startPubsubEmulator = async (settings: {readonly port?: number} = {}): Promise<Emulator | undefined> => {
	const [{pubsub}, java] = await Promise.all([findEmulators(), findJava()]);
	if (pubsub === undefined || java === undefined) return undefined;
	const home = path.isAbsolute(java) ? {JAVA_HOME: path.resolve(java, '..', '..')} : {};
	return start(settings.port, (port) => ({
		command: [pubsub, '--host=127.0.0.1', `--port=${port}`],
		env: {...home, JAVA_OPTS: memory().join(' ')},
	}));
};

const memory = (heapMb = 512): readonly string[] => ['-Xms64m', `-Xmx${heapMb}m`];
const startWithinMs = 60_000;

type Launch = {readonly command: readonly string[]; readonly env: NodeJS.ProcessEnv};

const start = async (wanted: number | undefined, launch: (port: number) => Launch): Promise<Emulator> => {
	const port = wanted ?? (await freePort());
	const {command, env} = launch(port);
	const child = spawn('/bin/sh', ['-c', leashed, 'sh', ...command], {
		detached: true,
		env: {...process.env, ...env},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const said = lastWords(child);
	const kill = () => killGroup(child);
	process.once('exit', kill);
	const stop = async () => {
		process.off('exit', kill);
		kill();
		while (child.exitCode === null && child.signalCode === null) await pause(20);
	};
	if (!(await answers(port, child))) {
		await stop();
		throw new Error(`${command.join(' ')} did not start: ${said()}`);
	}
	letGo(child);
	return {host: `127.0.0.1:${port}`, stop};
};

/** The shell holds a pipe from us: when we are gone, even by kill -9, it ends and takes its whole group along. */
const leashed = '( "$@"; kill $$ ) & read -r _; kill -9 -$$';

const killGroup = (child: ChildProcess): void => {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

const answers = async (port: number, child: ChildProcess): Promise<boolean> => {
	for (const end = Date.now() + startWithinMs; Date.now() < end; await pause(50)) {
		if (child.exitCode !== null || child.signalCode !== null) return false;
		const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
		await answer?.body?.cancel();
		if (answer?.ok) return true;
	}
	return false;
};

const lastWords = (child: ChildProcess): (() => string) => {
	let words = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (chunk) => {
			words = `${words}${chunk}`.slice(-4000);
		});
	}
	return () => words;
};

/** An emulator does not keep its starter from ending. */
const letGo = (child: ChildProcess): void => {
	child.unref();
	for (const stream of [child.stdin, child.stdout, child.stderr]) {
		if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
	}
};
