/** Chance with a seed: the same seed, the same decisions (when they fall is up to the machine). Mulberry32. */
export type Chance = {
	/** From 0 to below 1. */
	next(): number;
	/** From `least` to below `most`. */
	between(least: number, most: number): number;
	pick<T>(from: readonly T[]): T | undefined;
	/** By weight. */
	weighted<T>(from: readonly (readonly [weight: number, what: T])[]): T;
};

export const chanceOf = (seed: number): Chance => {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		next,
		between: (least, most) => least + next() * (most - least),
		pick: (from) => from[Math.floor(next() * from.length)],
		weighted: (from) => {
			let left = next() * from.reduce((sum, [weight]) => sum + weight, 0);
			for (const [weight, what] of from) {
				left -= weight;
				if (left < 0) return what;
			}
			const last = from.at(-1);
			if (last === undefined) throw new Error('nothing to choose from');
			return last[1];
		},
	};
};
