/** Processes and the work under way in them. A crash ends all work of its process; what is on the wire may still arrive. */
import {AsyncLocalStorage} from 'node:async_hooks';
import type {Draw} from './draw.ts';
import type {Loop} from './loop.ts';

export type Task = {
	/** Names the work, the same in every run: `invoice.charge accounts/a/invoices/i`. */
	readonly key: string;
	readonly attempt: number;
	readonly instance: number;
	readonly onDeath: () => void;
	dead: boolean;
	done: boolean;
	/** Calls of ports that were not answered yet. */
	waiting: number;
	ids: number;
};
export type Tasks = ReturnType<typeof openTasks>;

const instances = 3;
/** Whose work this is: for pauses, which name nobody. */
const current = new AsyncLocalStorage<Task>();

export const openTasks = (draw: Draw) => {
	const living = new Set<Task>();
	const counts = new Map<string, number>();
	/** How often this was asked, this time included. */
	const count = (key: string): number => {
		const next = (counts.get(key) ?? 0) + 1;
		counts.set(key, next);
		return next;
	};
	return {
		count,
		/** Starts a piece of work; it calls ports in the name of its task. */
		start: (key: string, work: (task: Task) => Promise<void>, onDeath: () => void): Task => {
			const attempt = count(`task ${key}`);
			const instance = draw.between(0, instances - 1, 'instance', key, attempt);
			const task: Task = {key, attempt, instance, onDeath, dead: false, done: false, waiting: 0, ids: 0};
			living.add(task);
			void current
				.run(task, () => work(task))
				.finally(() => {
					task.done = true;
					living.delete(task);
				});
			return task;
		},
		/** Everything that runs in this process is gone. */
		crash: (instance: number): void => {
			for (const task of [...living]) {
				if (task.instance !== instance) continue;
				task.dead = true;
				living.delete(task);
				task.onDeath();
			}
		},
		thinking: (): readonly string[] => {
			const found: string[] = [];
			for (const {key, waiting, done} of living) if (waiting === 0 && !done) found.push(key);
			return found;
		},
		alive: (): number => living.size,
	};
};

/** A pause of whoever is at work costs virtual time; the dead do not wake up. */
export const pausing =
	(loop: Pick<Loop, 'after'>) =>
	(ms: number): Promise<void> => {
		const task = current.getStore();
		if (task === undefined || task.dead) return new Promise(() => undefined);
		task.waiting++;
		return new Promise((resolve) => {
			loop.after(ms, () => {
				if (task.dead) return;
				task.waiting--;
				resolve();
			});
		});
	};
