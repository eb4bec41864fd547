/**
 * Cloud Scheduler: ticks on their full minutes, twice, late or not at all. Ticks that would find nothing are left out,
 * and those that find what no tick moves (an account that is suspended, a provider that is away) become rarer.
 */
import type {Sim} from './sim.ts';

export type Scheduler = ReturnType<typeof openScheduler>;
export type Due = {readonly atMs: number; readonly version: number};

const minute = 60_000;
const jobs = [
	{name: 'billing', topic: 'billing.tick', everyMs: 15 * minute},
	{name: 'sweep', topic: 'sweep.tick', everyMs: 5 * minute},
] as const;
export type Job = (typeof jobs)[number]['name'];
const longestPauseMs = 4 * 60 * minute;

export const openScheduler = (sim: Sim, fire: (topic: string) => void) => {
	const {draw, loop, faults} = sim;
	const waiting: Readonly<Record<Job, Map<string, Due>>> = {billing: new Map(), sweep: new Map()};
	const clocks = jobs.map((job) => ({...job, due: waiting[job.name], lastMs: 0, seen: '', fruitless: 0, nextMs: 0}));
	type JobClock = (typeof clocks)[number];

	const isDueNow = ({atMs}: Due): boolean => atMs <= loop.now();
	const seenBy = ({due}: JobClock): string =>
		[...due].flatMap(([path, each]) => (isDueNow(each) ? [`${path}@${each.version}`] : [])).join();

	const plan = (clock: JobClock): void => {
		const {due, lastMs, everyMs, fruitless} = clock;
		let first = Number.POSITIVE_INFINITY;
		for (const {atMs} of due.values()) if (atMs < first) first = atMs;
		const soonest = lastMs + Math.min(longestPauseMs, everyMs * 2 ** fruitless);
		clock.nextMs = Math.ceil(Math.max(first, first <= lastMs ? soonest : lastMs + everyMs) / everyMs) * everyMs;
	};
	const tick = (clock: JobClock): void => {
		const seen = seenBy(clock);
		clock.fruitless = seen === clock.seen ? clock.fruitless + 1 : 0;
		clock.seen = seen;
		clock.lastMs = loop.now();
		plan(clock);
		const nth = Math.floor(loop.now() / minute);
		const kind = faults.meet('tick', clock.topic, nth);
		if (kind === 'tick_lost') return;
		sim.note(`tick ${clock.name}`);
		loop.after(draw.between(0, 900, 'tick', clock.topic, nth), () => fire(clock.topic));
		if (kind === 'tick_twice')
			loop.after(draw.between(0, 90_000, 'tick again', clock.topic, nth), () => fire(clock.topic));
	};
	return {
		/** A document waits for a tick, or no longer does. */
		moved: (job: Job, path: string, due: Due | undefined): void => {
			if (due === undefined && !waiting[job].has(path)) return;
			if (due === undefined) waiting[job].delete(path);
			else waiting[job].set(path, due);
			for (const clock of clocks) if (clock.name === job) plan(clock);
		},
		/** The next tick that may find something; infinity when nothing waits. */
		nextMs: (): number => Math.min(...clocks.map(({nextMs}) => nextMs)),
		/** When the next document is due, after now. */
		firstMs: (): number => {
			let first = Number.POSITIVE_INFINITY;
			for (const {due} of clocks)
				for (const {atMs} of due.values()) if (atMs > loop.now() && atMs < first) first = atMs;
			return first;
		},
		tickNow: (): void => {
			for (const clock of clocks) if (clock.nextMs <= loop.now()) tick(clock);
		},
		/** Paths of what is due by now. */
		dueNow: (): readonly string[] =>
			clocks.flatMap(({due}) => [...due].flatMap(([path, each]) => (isDueNow(each) ? [path] : []))),
		/** Whatever was in the way is gone: it ticks as often as at first. */
		hurry: (): void => {
			for (const clock of clocks) {
				clock.fruitless = 0;
				clock.seen = '';
				clock.lastMs = loop.now() - clock.everyMs;
				plan(clock);
			}
		},
		/** No tick has moved what is due for several of them. */
		isStuck: (): boolean => clocks.every(({due, fruitless}) => ![...due.values()].some(isDueNow) || fruitless >= 3),
	};
};
