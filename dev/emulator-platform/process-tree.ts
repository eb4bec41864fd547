import {execFile, execFileSync} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';
import {promisify} from 'node:util';

const run = promisify(execFile);

/** Whether this process runs, and is the one that is meant: numbers are used again. */
export const isRunning = (pid: number, command: string): boolean => {
	try {
		return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], {encoding: 'utf8'}).includes(command);
	} catch {
		return false;
	}
};

/** Ends a process and all it has started, in whatever groups they are, and waits until they are gone. */
export const killTree = async (root: number): Promise<void> => {
	const pids = await treeOf(root);
	for (const pid of pids) kill(pid, 'SIGKILL');
	for (let turn = 0; turn < 250 && pids.some((pid) => kill(pid, 0)); turn++) await pause(20);
};

const treeOf = async (root: number): Promise<readonly number[]> => {
	const {stdout} = await run('ps', ['-A', '-o', 'pid=,ppid=,stat=']);
	const rows = stdout
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/))
		.map(([pid, parent]) => ({pid: Number(pid), parent: Number(parent)}));
	const below = (pid: number): readonly number[] => [
		pid,
		...rows.filter(({parent}) => parent === pid).flatMap((row) => below(row.pid)),
	];
	return below(root).filter((pid) => pid > 1);
};

/** False when there is no such process. */
const kill = (pid: number, signal: 'SIGKILL' | 0): boolean => {
	try {
		return process.kill(pid, signal);
	} catch {
		return false;
	}
};
