/** Waits for the end of the platform that started it; then, a minute later, ends the emulators that nobody has taken over. */
import {readFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';
import {killTree} from './process-tree.ts';

const [, , file] = process.argv;
const patienceMs = 60_000;

const read = () => {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
};

const {suite, owner} = read() ?? {};
process.stdin.resume();
process.stdin.once('close', async () => {
	for (const end = Date.now() + patienceMs; Date.now() < end; await pause(500)) {
		const now = read();
		// Stopped in order, or taken over by a platform with a watchdog of its own.
		if (now === undefined || now.suite !== suite || (now.owner !== owner && isAlive(now.owner))) process.exit(0);
	}
	await killTree(suite);
	process.exit(0);
});

const isAlive = (pid) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};
