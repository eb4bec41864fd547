/** Chance without a sequence: what happens to a piece of work follows from the seed and the work's own name, never from what came before. */

/** 53 bits of the text (cyrb53, public domain), spread evenly. */
export const hashOf = (text: string): number => {
	let high = 0xdeadbeef;
	let low = 0x41c6ce57;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		high = Math.imul(high ^ code, 2_654_435_761);
		low = Math.imul(low ^ code, 1_597_334_677);
	}
	high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
	low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
	return 4_294_967_296 * (2_097_151 & low) + (high >>> 0);
};

export type Draw = ReturnType<typeof drawing>;

export const drawing = (seed: number) => {
	/** Evenly in [0, 1). */
	const chance = (...key: readonly (string | number)[]): number => hashOf(`${seed}|${key.join('|')}`) / 2 ** 53;
	const between = (low: number, high: number, ...key: readonly (string | number)[]): number =>
		low + Math.floor(chance(...key) * (high - low + 1));
	return {
		chance,
		/** A whole number, both ends included. */
		between,
		pick: <T>(from: readonly T[], ...key: readonly (string | number)[]): T => {
			if (from.length === 0) throw new Error('nothing to pick from');
			return from[between(0, from.length - 1, ...key)] as T;
		},
		/** Letters and digits, as the port of random ids gives them. */
		text: (length: number, ...key: readonly (string | number)[]): string => {
			let text = '';
			for (let part = 0; text.length < length; part++) text += hashOf(`${seed}|${key.join('|')}|${part}`).toString(36);
			return text.slice(0, length);
		},
	};
};
