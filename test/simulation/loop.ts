/** Virtual time: events in the order of their time, one at a time, each until everything that it set off stands still. */

type Event = {readonly at: number; readonly nth: number; readonly run: () => void | Promise<void>};
export type Loop = ReturnType<typeof openLoop>;

/** `thinking`: who works on without waiting for an event; the loop waits for them, whatever they do. */
export const openLoop = (beginMs: number, thinking: () => readonly string[]) => {
	const heap: Event[] = [];
	let now = beginMs;
	let nth = 0;
	let steps = 0;

	const at = (ms: number, run: Event['run']): void => {
		push(heap, {at: Math.max(now, ms), nth: nth++, run});
	};
	/** Whoever was resumed goes on in microtasks; a turn of Node's loop later all of them wait again or are done. */
	const settle = async (): Promise<void> => {
		for (let turn = 0; turn === 0 || thinking().length > 0; turn++) {
			if (turn > 10_000) throw new Error(`thinks for ever, or waits for the real world: ${thinking()}`);
			await new Promise<void>((resolve) => void setImmediate(resolve));
		}
	};
	return {
		now: (): number => now,
		steps: (): number => steps,
		at,
		after: (ms: number, run: Event['run']): void => at(now + ms, run),
		nextAt: (): number | undefined => heap[0]?.at,
		settle,
		/** The next event; false when there is none until `untilMs`, where the clock then stands. */
		step: async (untilMs: number): Promise<boolean> => {
			const first = heap[0];
			if (first === undefined || first.at > untilMs) {
				now = Math.max(now, untilMs);
				return false;
			}
			pop(heap);
			now = Math.max(now, first.at);
			steps++;
			await first.run();
			await settle();
			return true;
		},
	};
};

const isBefore = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.nth < b.nth);

const push = (heap: Event[], event: Event): void => {
	let index = heap.length;
	heap.push(event);
	while (index > 0) {
		const up = (index - 1) >> 1;
		const parent = heap[up];
		if (parent === undefined || !isBefore(event, parent)) break;
		heap[index] = parent;
		index = up;
	}
	heap[index] = event;
};

const pop = (heap: Event[]): void => {
	const last = heap.pop();
	if (last === undefined || heap.length === 0) return;
	let index = 0;
	for (;;) {
		const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
		const down = right !== undefined && left !== undefined && isBefore(right, left) ? 2 * index + 2 : 2 * index + 1;
		const child = heap[down];
		if (child === undefined || !isBefore(child, last)) break;
		heap[index] = child;
		index = down;
	}
	heap[index] = last;
};
