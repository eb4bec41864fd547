/** Where a test account's clock goes next, and how long it stays where it is. */
import type {Instant} from '../../../schemas/basics.ts';
import type {ClockDocument} from '../../../schemas/clock.ts';
import {addMillis, earliest} from '../../kernel/calendar.ts';

/** `nothing` when the clock stands where it was to go; the earliest instant at which anything is due, never past `until`. */
export const nextStop = (at: Instant, until: Instant, nextDueAt: Instant | undefined): Instant | 'nothing' => {
	if (at >= until) return 'nothing';
	return nextDueAt === undefined ? until : earliest(until, nextDueAt);
};

/** The bounds of one turn of work on a clock. */
export type Pace = {
	/** A turn ends after this and passes its work on: it must not hold up whoever wants to stop the machine. */
	readonly turnMs: number;
	/** What has not moved for this long is passed by. */
	readonly patienceMs: number;
	/**
	 * What does not move is told again after this, then after twice as long, and so on. A message is hardly ever lost, and
	 * told again too early one is done twice at once: a receiver of webhooks that takes its time would get the event again.
	 */
	readonly nudgeMs: number;
};
/** Longer than a function takes to start and to try once more, and than a switch is known (functions/platform-billing.ts). */
export const standardPace: Pace = {turnMs: 5000, patienceMs: 40_000, nudgeMs: 3000};

/** What is waited for at one instant, by the machine's time. */
export type Watch = {
	readonly waiting: NonNullable<ClockDocument['waiting']>;
	/** When it is told (again) what it has to do. */
	readonly nudgeAt: Instant;
	readonly nudges: number;
};
export type Verdict = 'wait' | 'nudge' | 'give up';

/** The watch over something new: at a new instant everybody is told at once, else they are under way by themselves. */
export const watchOver = (sign: string, wall: Instant, {nudgeMs}: Pick<Pace, 'nudgeMs'>, isTold: boolean): Watch => ({
	waiting: {for: sign, since: wall},
	nudgeAt: isTold ? addMillis(wall, nudgeMs) : wall,
	nudges: 0,
});

/** What to do about something that has not moved. */
export const verdictOf = (
	{waiting, nudgeAt}: Watch,
	wall: Instant,
	{patienceMs}: Pick<Pace, 'patienceMs'>,
): Verdict => {
	if (wall >= addMillis(waiting.since, patienceMs)) return 'give up';
	return wall >= nudgeAt ? 'nudge' : 'wait';
};

/** The watch after everybody was told once more. */
export const nudged = (watch: Watch, wall: Instant, {nudgeMs}: Pick<Pace, 'nudgeMs'>): Watch => ({
	...watch,
	nudges: watch.nudges + 1,
	nudgeAt: addMillis(wall, nudgeMs * 2 ** Math.min(watch.nudges, 10)),
});
