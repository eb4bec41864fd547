/** One function in a process of its own, started through the functions-framework as Cloud Run does it: when it is first called. */
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {createRequire} from 'node:module';
import {connect} from 'node:net';
import {dirname, join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {freePort} from '../web/listen.ts';
import {factsVariable} from './facts.ts';

export type Worker = {
	/** The port it listens on; starts it when it does not run, after a crash too. */
	ready(): Promise<number>;
	/** Of the process that runs now, if any does. */
	pid(): number | undefined;
	/** Lets it finish what it does. */
	stop(): Promise<void>;
};

export type WorkerSettings = {
	readonly name: string;
	/** The built package, in which FUNCTION_TARGET picks the bundle. */
	readonly bundles: string;
	readonly factsFile: string;
	/** What it writes, line by line. */
	readonly say: (line: string) => void;
};

const startWithinMs = 30_000;
const stopWithinMs = 10_000;

export const openWorker = (settings: WorkerSettings): Worker => {
	let child: ChildProcess | undefined;
	let listening: Promise<number> | undefined;
	const start = async (): Promise<number> => {
		const port = await freePort();
		const started = launch(settings, port);
		child = started;
		started.once('exit', () => {
			listening = undefined;
		});
		await untilListening(started, port);
		return port;
	};
	return {
		ready: () => {
			listening ??= start().catch((error: unknown) => {
				listening = undefined;
				throw error;
			});
			return listening;
		},
		pid: () => (child === undefined || hasEnded(child) ? undefined : child.pid),
		stop: async () => {
			if (child === undefined || hasEnded(child)) return;
			const ended = once(child, 'exit');
			child.kill('SIGTERM');
			await Promise.race([ended, pause(stopWithinMs, undefined, {ref: false})]);
			child.kill('SIGKILL');
		},
	};
};

const hasEnded = ({exitCode, signalCode}: ChildProcess): boolean => exitCode !== null || signalCode !== null;

const framework = join(dirname(createRequire(import.meta.url).resolve('@google-cloud/functions-framework')), 'main.js');
const leash = join(import.meta.dirname, 'leash.mjs');

const launch = ({name, bundles, factsFile, say}: WorkerSettings, port: number): ChildProcess => {
	const child = spawn(process.execPath, ['--import', leash, framework, `--source=${bundles}`, `--port=${port}`], {
		env: {...process.env, FUNCTION_TARGET: name, NODE_ENV: 'production', [factsVariable]: factsFile},
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	for (const stream of [child.stdout, child.stderr]) {
		stream?.on('data', (chunk) => {
			for (const line of String(chunk).split('\n')) if (line !== '') say(line);
		});
	}
	return child;
};

const untilListening = async (child: ChildProcess, port: number): Promise<void> => {
	for (const end = Date.now() + startWithinMs; Date.now() < end; await pause(15)) {
		if (hasEnded(child)) throw new Error('a function ended before it listened');
		if (await answers(port)) return;
	}
	throw new Error('a function does not listen');
};

const answers = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
