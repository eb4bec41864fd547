import {existsSync, readFileSync} from 'node:fs';

/**
 * When npm started this process and is killed outright, npm cannot pass that on: end as hard as it did, so that no
 * orphan keeps the ports. Where there is no /proc it does nothing.
 */
export const endWithNpm = (): void => {
	if (process.env.npm_lifecycle_event === undefined) return;
	const npm = ancestors(process.ppid).find(isNpm);
	if (npm === undefined) return;
	setInterval(() => {
		if (!isRunning(npm)) process.kill(process.pid, 'SIGKILL');
	}, 500).unref();
};

/** npm runs a shell that runs us: a handful of steps up at most. */
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
