import {setTimeout as pause} from 'node:timers/promises';
import type {Instant} from '../../schemas/basics.ts';
import {type ClockAnswer, type ClockDocument, clockId} from '../../schemas/clock.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {addDuration, addMillis, latest} from '../kernel/calendar.ts';
import {outboxOf} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import type {World} from '../world.ts';
import {clockPath, clockWrite, type ReadClock, readClock} from './store.ts';

export type ClockAdvanced = ClockAnswer & {readonly isThere: boolean};
export type ClockRefusal = 'not_a_test_account' | 'invalid_request';

/** How far at a time: longer is asked for again. */
const longestStride = 'P10Y';
/** A call may not last longer; what is left goes on without it. */
const longestWaitMs = 50_000;
/** When nothing has moved for so long, whoever was moving the clock is gone. */
const lostAfterMs = 12_000;
const shortestPauseMs = 10;
const longestPauseMs = 250;

/** The clock of a test account, and where it is going. */
export const getClock = async ({
	world,
	account,
}: Pick<Command, 'world' | 'account'>): Promise<Result<ClockAnswer, 'not_a_test_account'>> => {
	const read = await readClock(world.db, account.id);
	return read ? ok(shown(read)) : live;
};

export const live = refuse('not_a_test_account', 'Only test accounts have a clock of their own.');

/**
 * Moves the clock of a test account to an instant, at most 10 years ahead; all that falls due on the way happens at its
 * own instant. While it is being moved already, it goes to the later of both. Waits at most 50 s: `isThere` says whether
 * everything until then has happened. To the present instant: only what is still left to do. Refuses the past.
 */
export const advanceClock = async (
	command: Command,
	to: Instant,
	waitMs = longestWaitMs,
): Promise<Result<ClockAdvanced, ClockRefusal>> => {
	const {world, account} = command;
	const wished = await transact<object, ClockRefusal>(world, async () => {
		const read = await readClock(world.db, account.id);
		if (read === undefined) return live;
		const allowed = within(read.at, to);
		if (!allowed.ok) return allowed;
		const before = read.clock?.document;
		if (before?.until && to <= before.until) return ok({writes: [], answer: {}});
		const clock = {...(before ?? newClock(account.id)), until: latest(to, before?.until ?? to)};
		const outbox = before?.until ? {} : outboxOf(clockId, [{step: 'clock.advance', at: await world.clock.now()}]);
		const entry = deed(
			{...command, now: read.at},
			{action: 'clock.advanced', objects: [{type: 'account', id: account.id}]},
		);
		return ok({writes: [clockWrite({...clock, ...outbox}, read.clock), entry], answer: {}});
	});
	return wished.ok ? ok(await arrival(world, {accountId: account.id, to, waitMs})) : wished;
};

const within = (now: Instant, to: Instant): Result<null, 'invalid_request'> => {
	if (to < now) return badTarget('earlier_than_now', 'is earlier than the clock stands');
	const furthest = addDuration(now, longestStride);
	return furthest !== undefined && to <= furthest ? ok(null) : badTarget('too_far', 'is more than ten years ahead');
};

const badTarget = (code: string, message: string) =>
	refuse('invalid_request', undefined, [{path: 'to', code, message}]);

const newClock = (accountId: string): ClockDocument => ({
	schema: 1,
	accountId,
	until: null,
	walker: '',
	waiting: null,
	stuck: [],
	version: 0,
	...outboxOf(clockId),
});

type Awaited = {readonly accountId: string; readonly to: Instant; readonly waitMs: number};

/** Has the clock moved and waits, for a while, until it is there. */
const arrival = async (world: World, {accountId, to, waitMs}: Awaited): Promise<ClockAdvanced> => {
	const endsAt = addMillis(world.clock.wall(), waitMs);
	let progress = '';
	let lostAt = '';
	for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 1.5)) {
		const read = await readClock(world.db, accountId);
		if (read === undefined) return {now: to, until: null, isThere: true};
		if (isPast(read, to)) return {...shown(read), isThere: true};
		const wall = world.clock.wall();
		const seen = `${read.at} ${read.clock?.document.walker}`;
		if (wall >= lostAt) await world.bus.publish('clock.advance', [{path: clockPath(accountId), step: 'clock.advance'}]);
		if (seen !== progress || wall >= lostAt) lostAt = addMillis(wall, lostAfterMs);
		progress = seen;
		if (wall >= endsAt) return {...shown(read), isThere: false};
		await pause(pauseMs);
	}
};

/** It stands there and all is done, or it has been there and somebody wanted it further. */
const isPast = ({at, clock}: ReadClock, to: Instant): boolean => at > to || !clock?.document.until;

const shown = ({at, clock}: ReadClock): ClockAnswer => ({now: at, until: clock?.document.until ?? null});
