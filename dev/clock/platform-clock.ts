import {z} from 'zod';
import {Instant} from '../../schemas/basics.ts';
import {keptJson} from '../kept-json.ts';

/**
 * The platform's clock: the machine's plus a stored offset. While it is walked forward it stands still at one instant
 * after the other, so that what happens there carries that instant and no other.
 */
export type PlatformClock = {
	now(): Instant;
	/** Stands still where it is, and answers where. */
	hold(): Instant;
	/** Stands at an instant until told otherwise; a crash forgets it. Never earlier than now. */
	standAt(instant: Instant): void;
	/** All of this instant is done: a crash from here on leaves the clock standing there. */
	reached(instant: Instant): void;
	/** Runs on, from where it stands. */
	release(): void;
};

const Kept = z.union([
	z.strictObject({offsetMs: z.number()}),
	/** It was being walked: `reachedAt` is the last instant that was finished. */
	z.strictObject({reachedAt: Instant}),
]);

/**
 * `file` outlives the process: an offset, or where a walk had come. A clock found in a walk runs on from there. A clock
 * without a file begins at `beginAt`, or with the machine's time.
 */
export const platformClock = (file: string, wallMs: () => number = Date.now, beginAt?: Instant): PlatformClock => {
	const first = beginAt === undefined ? {offsetMs: 0} : {reachedAt: beginAt};
	const kept = keptJson<z.infer<typeof Kept>>(file, Kept, first);
	const found = kept.get();
	let offsetMs = 'offsetMs' in found ? found.offsetMs : Date.parse(found.reachedAt) - wallMs();
	let standing: Instant | undefined;
	let latestMs = 0;

	const runningMs = (): number => {
		// Not backwards, even when somebody sets the machine's clock back.
		latestMs = Math.max(latestMs, wallMs() + offsetMs);
		return latestMs;
	};
	const now = (): Instant => standing ?? new Date(runningMs()).toISOString();
	const keepOffset = (): void => kept.set({offsetMs});

	if ('reachedAt' in found) keepOffset();
	const hold = (): Instant => {
		if (standing !== undefined) return standing;
		standing = now();
		kept.set({reachedAt: standing});
		return standing;
	};
	return {
		now,
		hold,
		standAt: (instant) => {
			if (instant < hold()) throw new Error('the clock only moves forward');
			standing = instant;
		},
		reached: (instant) => kept.set({reachedAt: instant}),
		release: () => {
			if (standing === undefined) return;
			latestMs = Date.parse(standing);
			offsetMs = latestMs - wallMs();
			standing = undefined;
			keepOffset();
		},
	};
};
