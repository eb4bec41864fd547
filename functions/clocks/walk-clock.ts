/**
 * The step `clock.advance`: moves the clock of a test account from one due instant to the next and lets happen there what
 * is due, by the same acts as ever. The documents tell whether it has happened; a crash loses nothing but time.
 */
import {setTimeout as pause} from 'node:timers/promises';
import type {Instant} from '../../schemas/basics.ts';
import {type ClockDocument, clockId} from '../../schemas/clock.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {addMillis, addMinutes} from '../kernel/calendar.ts';
import {accountIdIn} from '../kernel/documents.ts';
import {outboxOf} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {sha256} from '../kernel/sha256.ts';
import {readPlatformBilling} from '../platform-billing.ts';
import type {Stored, World} from '../world.ts';
import {nextStop, nudged, type Pace, standardPace, verdictOf, type Watch, watchOver} from './core/next-stop.ts';
import {nudge} from './nudge.ts';
import {
	clockPath,
	clockWrite,
	type ReadClock,
	readClock,
	readNext,
	readWaiting,
	standingWrite,
	type Waiting,
} from './store.ts';

type WalkWorld = Pick<World, 'db' | 'bus' | 'clock' | 'ids' | 'log'>;
/** One call's work on one clock. `walker`: the name under which it took over. */
type Turn = {readonly accountId: string; readonly walker: string; readonly pace: Pace};
type Moving = ReadClock & {readonly clock: NonNullable<ReadClock['clock']>};

/** After this the sweeper takes a clock that nobody moves for one that a crash has stopped. */
const leaseMinutes = 1;
const mostStuck = 1000;
const shortestPauseMs = 3;
const longestPauseMs = 200;

/** Works for a turn, then passes on what is left. Whoever comes later takes over; two at once do no harm. */
export const walkClock =
	(world: WalkWorld, pace: Pace = standardPace) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const accountId = accountIdIn(path);
		const turn = {accountId, walker: world.ids.random(), pace};
		if (!(await takeOver(world, turn))) return;
		if ((await walk(world, turn)) === 'later')
			await world.bus.publish('clock.advance', [{path: clockPath(accountId), step: 'clock.advance'}]);
	};

/** Stops and settles until the clock is where it was to go, somebody else has taken over, or the turn is over. */
const walk = async (world: WalkWorld, turn: Turn): Promise<'over' | 'later'> => {
	const endsAt = addMillis(world.clock.wall(), turn.pace.turnMs);
	let watch: Watch | undefined;
	let pauseMs = shortestPauseMs;
	while (world.clock.wall() < endsAt) {
		const moving = await readMine(world, turn);
		if (moving === undefined) return 'over';
		const left = await readLeft(world, moving);
		const before: Watch | undefined = watch;
		watch = left.length === 0 ? await moveOn(world, turn, moving) : await attend(world, turn, {moving, left, watch});
		pauseMs = watch?.waiting.for === before?.waiting.for ? Math.min(longestPauseMs, pauseMs * 1.5) : shortestPauseMs;
		if (watch) await pause(pauseMs);
	}
	const waiting = watch?.waiting ?? null;
	await change(world, turn, (clock) => ({...clock, waiting}));
	return 'later';
};

/** The clock as it stands, as long as it is ours to move. */
const readMine = async ({db}: WalkWorld, {accountId, walker}: Turn): Promise<Moving | undefined> => {
	const read = await readClock(db, accountId);
	return read?.clock?.document.walker === walker ? {...read, clock: read.clock} : undefined;
};

const readLeft = async ({db}: WalkWorld, {account, at, clock}: Moving): Promise<readonly Waiting[]> => {
	const {id, suspendedAt, billing} = account.document;
	const isHeld = suspendedAt !== null || billing?.paused === true || (await readPlatformBilling(db)).paused;
	const stuck = new Set(clock.document.stuck);
	return readWaiting(db, {accountId: id, now: at, isHeld, counts: (stored) => !stuck.has(nameOf(stored))});
};

type Attended = {readonly moving: Moving; readonly left: readonly Waiting[]; readonly watch: Watch | undefined};

/** Sees that what is due happens: tells it again, or gives it up after a while. */
const attend = async (world: WalkWorld, turn: Turn, {moving, left, watch}: Attended): Promise<Watch | undefined> => {
	const {pace} = turn;
	const wall = world.clock.wall();
	const sign = signOf(moving.at, left);
	const known = watch?.waiting ?? moving.clock.document.waiting;
	const current =
		watch?.waiting.for === sign
			? watch
			: {
					...watchOver(sign, wall, pace, watch !== undefined),
					...(known?.for === sign ? {waiting: known} : {}),
				};
	const verdict = verdictOf(current, wall, pace);
	if (verdict === 'give up') return giveUp(world, turn, left);
	if (verdict === 'wait') return current;
	await nudge(world, {accountId: turn.accountId, at: moving.at, left});
	return nudged(current, wall, pace);
};

/** All is quiet: on to the next instant at which something is due, or to the end. */
const moveOn = async (world: WalkWorld, turn: Turn, {at, clock}: Moving): Promise<undefined> => {
	const {until} = clock.document;
	const next = nextStop(at, until ?? at, await readNext(world.db, turn.accountId, at));
	if (next === 'nothing') {
		const arrived = {until: null, walker: '', waiting: null, stuck: [], ...outboxOf(clockId)};
		await change(world, turn, (now) => (now.until === until ? {...now, ...arrived} : now));
		return;
	}
	await transact<object, never>(world, async () => {
		const read = await readClock(world.db, turn.accountId);
		const isStill = read?.at === at && read.clock?.document.walker === turn.walker;
		return ok({writes: read && isStill ? [standingWrite(read.account, next)] : [], answer: {}});
	});
};

/** A suspended customer's, a bug: the clock goes on without it, and whoever looks finds it still waiting. */
const giveUp = async (world: WalkWorld, turn: Turn, left: readonly Waiting[]): Promise<undefined> => {
	world.log.write('warning', 'a test clock passes by what does not move', {
		account: turn.accountId,
		documents: left.length,
	});
	const names = left.map(({stored}) => nameOf(stored));
	await change(world, turn, (clock) => ({
		...clock,
		waiting: null,
		stuck: [...clock.stuck, ...names].slice(-mostStuck),
	}));
};

/** Makes this call the one that moves the clock. False when it has nowhere to go. */
const takeOver = async (world: WalkWorld, {accountId, walker}: Turn): Promise<boolean> => {
	const done = await transact<{readonly isOurs: boolean}, never>(world, async () => {
		const clock = (await readClock(world.db, accountId))?.clock;
		if (clock === undefined || clock.document.until === null) return ok({writes: [], answer: {isOurs: false}});
		const next = {...clock.document, walker, ...(await leased(world))};
		return ok({writes: [clockWrite(next, clock)], answer: {isOurs: true}});
	});
	return done.ok && done.value.isOurs;
};

const leased = async ({clock}: WalkWorld) =>
	outboxOf(clockId, [{step: 'clock.advance', at: addMinutes(await clock.now(), leaseMinutes)}]);

/** Changes the clock document as long as nobody else has taken over. */
const change = async (
	world: WalkWorld,
	{accountId, walker}: Turn,
	next: (clock: ClockDocument) => ClockDocument,
): Promise<void> => {
	await transact<object, never>(world, async () => {
		const clock = (await readClock(world.db, accountId))?.clock;
		const isOurs = clock?.document.walker === walker;
		return ok({writes: clock && isOurs ? [clockWrite(next(clock.document), clock)] : [], answer: {}});
	});
};

const nameOf = ({path, version}: Stored): string => sha256(`${path}@${version}`).slice(0, 22);

const signOf = (at: Instant, left: readonly Waiting[]): string =>
	sha256([at, ...left.map(({stored}) => nameOf(stored)).sort()].join());
