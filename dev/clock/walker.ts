import type {Db} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';
import type {PlatformClock} from './platform-clock.ts';
import {type Walk, type Walked, walkTo} from './walk.ts';

export type WalkerSettings = {
	readonly db: Db;
	readonly clock: PlatformClock;
	readonly tick: Walk['tick'];
	readonly idle: () => Promise<void>;
	readonly nextOutside: (after: Instant) => Promise<Instant | undefined>;
	readonly onInstant: (instant: Instant) => void;
};

export type Walker = {
	/** One walk at a time; others wait for it. `choose` says where to when it is their turn. Undefined: earlier than now. */
	walkTo(choose: (now: Instant) => Instant): Promise<Walked | undefined>;
};

/** Walks the clock of a platform that is one process. */
export const walker = ({clock, ...settings}: WalkerSettings): Walker => {
	let turn: Promise<unknown> = Promise.resolve();
	const walkClock = {
		now: async () => clock.now(),
		standAt: async (instant: Instant) => clock.standAt(instant),
		reached: async (instant: Instant) => clock.reached(instant),
		release: async () => clock.release(),
	};
	const walk = async (choose: (now: Instant) => Instant): Promise<Walked | undefined> => {
		// From the first moment on no time passes: what was chosen is never in the past.
		const now = clock.hold();
		const target = choose(now);
		if (target >= now) return walkTo(target, {...settings, clock: walkClock});
		clock.release();
		return undefined;
	};
	return {
		walkTo: (choose) => {
			const walked = turn.then(() => walk(choose));
			turn = walked.catch(() => undefined);
			return walked;
		},
	};
};
