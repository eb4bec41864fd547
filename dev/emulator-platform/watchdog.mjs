/** Waits for the end of the platform that started it; then, a minute later, ends the emulators that nobody has taken over. */
import {existsSync, readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {isRunning, killTree} from './process-tree.ts';

const [, , file, ...pids] = process.argv;
const [suite, owner] = pids.map(Number);
const patienceMs = 60_000;

const read = () => {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
};

process.stdin.resume();
process.stdin.once('close', async () => {
	for (const end = Date.now() + patienceMs; Date.now() < end; await pause(500)) {
		// Stopped in order, or its folder was taken away: nobody will come for it.
		if (!existsSync(file)) break;
		const now = read();
		// Taken over by a platform with a watchdog of its own.
		if (now !== undefined && (now.suite !== suite || (now.owner !== owner && isAlive(now.owner)))) process.exit(0);
	}
	if (isRunning(suite, 'firebase')) await killTree(suite);
	process.exit(0);
});

const isAlive = (pid) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};
