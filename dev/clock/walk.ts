import type {Db} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';
import {type Due, dueBy, nextDue} from './due.ts';

export type Walk = {
	readonly db: Db;
	readonly clock: {
		now(): Promise<Instant>;
		/** The clock stands there from now on. */
		standAt(instant: Instant): Promise<void>;
		/** Everything of this instant has happened: kept over a crash. */
		reached(instant: Instant): Promise<void>;
		/** The walk is over: the clock runs on from where it stands. */
		release(): Promise<void>;
	};
	/** Starts a billing run, a sweep, or both: whatever something waits for. */
	readonly tick: (wanted: {readonly billing: boolean; readonly sweep: boolean}) => Promise<void>;
	/** Resolves when no message is on its way or waits for another try, and the payment provider has told all it has to tell. */
	readonly idle: () => Promise<void>;
	/** The next instant at which the payment provider does something by itself. */
	readonly nextOutside?: (after: Instant) => Promise<Instant | undefined>;
	readonly onInstant?: (instant: Instant) => void;
};

/** `stuck`: paths of documents that are due and that no run moves (a suspended account, a bug); the walk does not wait for them. */
export type Walked = {readonly now: Instant; readonly instants: number; readonly stuck: readonly string[]};

/** Fruitless rounds after which what is still due is called stuck, and the most rounds at one instant. */
const patience = 2;
const maxRounds = 200;

/**
 * Walks the clock to `target`, stopping at every due instant in order until all is quiet there. Not for an instant
 * before now. Stopped by a crash it leaves the clock at the last instant that was finished; called again, it goes on.
 */
export const walkTo = async (target: Instant, walk: Walk): Promise<Walked> => {
	const stuck = new Set<string>();
	let instants = 0;
	const visit = async (instant: Instant): Promise<void> => {
		await walk.clock.standAt(instant);
		walk.onInstant?.(instant);
		await settle(instant, walk, stuck);
		await walk.clock.reached(instant);
		instants++;
	};

	let at = await walk.clock.now();
	try {
		await visit(at);
		for (let next = await nextStop(at, walk); next !== undefined && next < target; next = await nextStop(at, walk)) {
			await visit(next);
			at = next;
		}
		if (at < target) await visit(target);
	} finally {
		await walk.clock.release();
	}
	return {now: target, instants, stuck: [...stuck].sort()};
};

/** Billing runs and sweeps at a standing clock until nothing is due any more, or what is due does not move. */
const settle = async (now: Instant, {db, tick, idle}: Walk, stuck: Set<string>): Promise<void> => {
	let before = '';
	let fruitless = 0;
	await idle();
	for (let round = 0; round < maxRounds; round++) {
		const left = (await dueBy(db, now)).filter(({path}) => !stuck.has(path));
		if (left.length === 0) return;
		const seen = left.map(({path, version}) => `${path}@${version}`).join();
		fruitless = seen === before ? fruitless + 1 : 0;
		before = seen;
		if (fruitless < patience) {
			await tick({billing: wanted(left, 'billing'), sweep: wanted(left, 'sweep')});
			await idle();
		} else for (const {path} of left) stuck.add(path);
	}
};

const wanted = (left: readonly Due[], what: Due['wants']): boolean => left.some(({wants}) => wants === what);

const nextStop = async (after: Instant, {db, nextOutside}: Walk): Promise<Instant | undefined> => {
	const candidates = await Promise.all([nextDue(db, after), nextOutside?.(after)]);
	return candidates.filter((instant) => instant !== undefined).sort()[0];
};
