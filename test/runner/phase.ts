/** A program with a time limit, whose every descendant in its process group ends with it. */
import {type ChildProcess, spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {killTree} from '../../dev/emulator-platform/process-tree.ts';

export type Program = {
	readonly command: readonly string[];
	readonly cwd: string;
	readonly env: {readonly [name: string]: string};
	readonly limitMs: number;
	readonly onLine: (line: string) => void;
};
/** `code` is null when the time was over or a signal ended it. */
export type Ended = {readonly code: number | null; readonly timedOut: boolean};

const running = new Set<ChildProcess>();
const killGroup = (child: ChildProcess): void => {
	try {
		process.kill(-(child.pid ?? 0), 'SIGKILL');
	} catch {
		// It is gone already.
	}
};
/** When somebody ends the runner, what it has started ends too. */
export const endWithUs = (): void => {
	process.on('exit', () => {
		for (const child of running) killGroup(child);
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));
};

export const runProgram = ({command: [program = '', ...options], cwd, env, limitMs, onLine}: Program): Promise<Ended> =>
	new Promise((resolve, reject) => {
		const child = spawn(program, options, {
			cwd,
			env: {...process.env, ...env},
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
		running.add(child);
		let timedOut = false;
		const limit = setTimeout(() => {
			timedOut = true;
			void killTree(child.pid ?? 0).then(() => killGroup(child));
		}, limitMs);
		for (const stream of [child.stdout, child.stderr]) createInterface({input: stream}).on('line', onLine);
		child.once('error', reject);
		child.once('close', (code) => {
			clearTimeout(limit);
			running.delete(child);
			killGroup(child);
			resolve({code, timedOut});
		});
		// A leftover that holds the pipes open does not hold us up.
		child.once('exit', () => setTimeout(() => killGroup(child), 2000).unref());
	});
