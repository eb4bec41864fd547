import {existsSync, readFileSync} from 'node:fs';

/**
 * What becomes of this process when the npm that started it ends. npm hands a signal to the shell between us, and the
 * shell dies of it without handing it on: then `stop`. Is npm killed outright, nobody tells the shell either: then end
 * as hard as it did. In neither case an orphan keeps the ports. Where there is no /proc it does nothing.
 */
export const endWithNpm = (stop: () => void): void => {
	if (process.env.npm_lifecycle_event === undefined) return;
	const shell = process.ppid;
	const npm = ancestors(shell).find(isNpm);
	if (npm === undefined) return;
	const watch = setInterval(() => {
		if (process.ppid !== shell) {
			clearInterval(watch);
			stop();
		} else if (!isRunning(npm)) process.kill(process.pid, 'SIGKILL');
	}, 100);
	watch.unref();
};

/** A handful of steps up at most. */
const ancestors = (pid: number): readonly number[] => {
	const found: number[] = [];
	for (let next = pid; next > 1 && found.length < 5; next = parentOf(next)) found.push(next);
	return found;
};

const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

const isNpm = (pid: number): boolean => /\bnpm\b/.test(read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));

/** A zombie is not running any more: it only waits to be noticed. */
const isRunning = (pid: number): boolean =>
	existsSync(`/proc/${pid}`) && !/^State:\s+[ZX]/m.test(read(`/proc/${pid}/status`));

const read = (path: string): string => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
};
