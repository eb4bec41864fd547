import {createHash} from 'node:crypto';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** SHA-256 of the parts, unmistakably joined, as 43 letters and digits in ASCII order. */
export const fingerprint = (...parts: readonly string[]): string => {
	const hash = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	return inDigits(BigInt(`0x${hash}`), 43);
};

/** Milliseconds as 9 letters and digits that sort like the time, good until the year 400000. */
export const sortableTime = (epochMs: number): string => inDigits(BigInt(epochMs), 9);

/** Two letters and digits that sort like `nth`, 0 to 3843. */
export const sortableNth = (nth: number): string => inDigits(BigInt(nth), 2);

const inDigits = (value: bigint, width: number): string => {
	let rest = value;
	let text = '';
	while (rest > 0n || text.length < width) {
		text = digits.charAt(Number(rest % 62n)) + text;
		rest /= 62n;
	}
	return text;
};

/** JSON with sorted keys: the same for every way of writing the same value. */
export const canonicalJson = (value: unknown): string =>
	JSON.stringify(value, (_, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner,
	) ?? '';
