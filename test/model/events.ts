/** Virtual time: what is to happen when, and resources that serve one after the other at a rate. */

export type Events = {
	/** Seconds. */
	now(): number;
	/** What is planned for one moment happens in the order of planning. */
	at(time: number, happen: () => void): void;
	/** Until nothing is planned any more. */
	run(): void;
};

type Planned = {readonly time: number; readonly order: number; readonly happen: () => void};

/** A binary heap. */
export const openEvents = (): Events => {
	const heap: Planned[] = [];
	let now = 0;
	let planned = 0;
	const isBefore = (left: Planned | undefined, right: Planned | undefined): boolean =>
		left !== undefined &&
		right !== undefined &&
		(left.time < right.time || (left.time === right.time && left.order < right.order));
	const swap = (one: number, other: number): void => {
		const [left, right] = [heap[one], heap[other]];
		if (left === undefined || right === undefined) return;
		heap[one] = right;
		heap[other] = left;
	};
	const rise = (at: number): void => {
		const above = (at - 1) >> 1;
		if (at === 0 || !isBefore(heap[at], heap[above])) return;
		swap(at, above);
		rise(above);
	};
	const sink = (at: number): void => {
		const [left, right] = [2 * at + 1, 2 * at + 2];
		const least = isBefore(heap[right], heap[left]) ? right : left;
		if (!isBefore(heap[least], heap[at])) return;
		swap(at, least);
		sink(least);
	};
	return {
		now: () => now,
		at: (time, happen) => {
			heap.push({time: Math.max(now, time), order: planned++, happen});
			rise(heap.length - 1);
		},
		run: () => {
			for (let next = heap[0]; next; next = heap[0]) {
				swap(0, heap.length - 1);
				heap.pop();
				sink(0);
				now = next.time;
				next.happen();
			}
		},
	};
};

export type Resource = {
	readonly name: string;
	/** Takes its turn behind all who came before: the time at which so many units are served. */
	take(at: number, units: number): number;
	/** Share of its capacity in use from its first unit to its last, or to `until`; at 1 it is what holds everything up. */
	utilisation(until?: number): number;
};

/** `perS`: units per second, which may change from step to step (of so many seconds). */
export const resource = (name: string, perS: (time: number) => number, stepS = 3600): Resource => {
	const busy = openBusy();
	let freeAt = 0;
	return {
		name,
		take: (at, units) => {
			const beginsAt = Math.max(at, freeAt);
			let time = beginsAt;
			for (let left = units; left > 0; ) {
				const stepEnd = (Math.floor(time / stepS) + 1) * stepS;
				const served = Math.min(left, perS(time) * (stepEnd - time));
				time = served < left ? stepEnd : time + served / perS(time);
				left -= served;
			}
			busy.add(beginsAt, time);
			freeAt = time;
			return time;
		},
		utilisation: busy.share,
	};
};

/** When something was busy, as intervals that follow each other. */
const openBusy = () => {
	const intervals: {readonly from: number; to: number}[] = [];
	return {
		add: (from: number, to: number): void => {
			const last = intervals.at(-1);
			if (last !== undefined && from <= last.to) last.to = to;
			else intervals.push({from, to});
		},
		share: (until = Number.POSITIVE_INFINITY): number => {
			const [first] = intervals;
			const end = Math.min(until, intervals.at(-1)?.to ?? 0);
			if (first === undefined || end <= first.from) return 0;
			const busyS = intervals.reduce((sum, {from, to}) => sum + Math.max(0, Math.min(to, end) - from), 0);
			return busyS / (end - first.from);
		},
	};
};

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export const drawing = (seed: number): (() => number) => {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
};
