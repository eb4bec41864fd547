import type {Instant} from '../../schemas/basics.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Clock} from '../world.ts';

/** Where the local platform keeps how far its clock is ahead of the machine's, in milliseconds; 0 when never written. */
export type OffsetStore = {read(): Promise<number>; write(offsetMs: number): Promise<void>};

export type AdjustableClock = Clock & {
	/** Moves the platform's clock forward. Never back: what was billed stays in the past. */
	moveTo(instant: Instant): Promise<void>;
};

const wall = (): Instant => new Date().toISOString();

/** The machine's clock for both. */
export const wallClock = (): Clock => ({now: async () => wall(), wall});

/** The platform's clock is the wall clock plus a stored offset. It never runs backwards, even when the machine's clock is set back. */
export const adjustableClock = (store: OffsetStore): AdjustableClock => {
	let latest = 0;
	const now = async (): Promise<number> => {
		latest = Math.max(latest, Date.parse(wall()) + (await store.read()));
		return latest;
	};
	return {
		wall,
		now: async () => new Date(await now()).toISOString(),
		moveTo: async (instant) => {
			const wanted = Date.parse(instant);
			invariant(wanted >= (await now()), 'the clock moves forward only');
			await store.write(wanted - Date.parse(wall()));
		},
	};
};
