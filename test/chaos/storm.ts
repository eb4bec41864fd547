/** Kills and pauses processes and troubles lines at random, until it is told to end; then everything is as it was. */
import {setTimeout as pause} from 'node:timers/promises';
import type {Chance} from './chance.ts';
import type {TroubledLine} from './troubled-line.ts';

export type Blow = 'kill' | 'pause' | 'cut' | 'delay' | 'lose answers' | 'refuse';
export type Storm = {
	/** How often each kind has struck, and whom. */
	counts(): {readonly [Kind in Blow]: number} & {readonly killed: {readonly [name: string]: number}};
	/** Ends it; resolves when every process goes on and every line only passes on. */
	end(): Promise<void>;
};
export type StormParts = {
	readonly chance: Chance;
	readonly workers: () => readonly {readonly name: string; readonly pid: number}[];
	readonly lines: readonly TroubledLine[];
	/** The time between two blows. */
	readonly everyMs: readonly [least: number, most: number];
};

const kinds: readonly (readonly [weight: number, blow: Blow])[] = [
	[62, 'kill'],
	[12, 'pause'],
	[9, 'cut'],
	[7, 'delay'],
	[6, 'lose answers'],
	[4, 'refuse'],
];

export const startStorm = ({chance, workers, lines, everyMs}: StormParts): Storm => {
	const counts = {kill: 0, pause: 0, cut: 0, delay: 0, 'lose answers': 0, refuse: 0};
	const killed = new Map<string, number>();
	const paused = new Set<number>();
	let isOver = false;

	const resume = (pid: number): void => {
		if (paused.delete(pid)) signal(pid, 'SIGCONT');
	};
	const strike: {readonly [Kind in Blow]: () => boolean} = {
		kill: () => {
			const one = chance.pick(workers());
			if (one === undefined || !signal(one.pid, 'SIGKILL')) return false;
			paused.delete(one.pid);
			killed.set(one.name, (killed.get(one.name) ?? 0) + 1);
			return true;
		},
		pause: () => {
			const one = chance.pick(workers().filter(({pid}) => !paused.has(pid)));
			if (one === undefined || !signal(one.pid, 'SIGSTOP')) return false;
			paused.add(one.pid);
			setTimeout(() => resume(one.pid), chance.between(300, 6000)).unref();
			return true;
		},
		cut: () => troubling((line) => line.cut()),
		delay: () => troubling((line) => line.delay(chance.between(200, 3000))),
		'lose answers': () => troubling((line) => line.loseAnswers(chance.between(100, 1500))),
		refuse: () => troubling((line) => line.refuse(chance.between(200, 2500))),
	};
	const troubling = (trouble: (line: TroubledLine) => void): boolean => {
		const line = chance.pick(lines);
		if (line !== undefined) trouble(line);
		return line !== undefined;
	};
	const blowing = (async () => {
		while (!isOver) {
			const kind = chance.weighted(kinds);
			if (strike[kind]()) counts[kind]++;
			await pause(chance.between(...everyMs));
		}
	})();
	return {
		counts: () => ({...counts, killed: Object.fromEntries([...killed].sort())}),
		end: async () => {
			isOver = true;
			await blowing;
			for (const pid of paused) resume(pid);
			for (const line of lines) line.heal();
		},
	};
};

/** False when there is no such process any more. */
const signal = (pid: number, name: NodeJS.Signals): boolean => {
	try {
		return process.kill(pid, name);
	} catch {
		return false;
	}
};
