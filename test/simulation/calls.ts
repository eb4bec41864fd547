/** One call of a port in virtual time: when it takes effect, when its answer comes, and what goes wrong in between. */
import {Outage} from '../../functions/kernel/outage.ts';
import type {Calling, FaultKind, Site} from './sim.ts';

export type PortCallOf<T> = {
	readonly site: Site;
	readonly name: string;
	/** What the call is about, the same in every run. */
	readonly about: string;
	/** Has its effect at once. `fault`: how the other side fails while it does. */
	readonly run: (fault: FaultKind | undefined) => Promise<T>;
	/** What the caller is told of a call that went wrong; undefined: that nobody answers. */
	readonly failed?: (kind: FaultKind) => T | undefined;
};

const minute = 60_000;
const never = <T>(): Promise<T> => new Promise(() => undefined);

/** Also for the dead: what they still call is never answered and has no effect. */
export const call = <T>(calling: Calling, wanted: PortCallOf<T>): Promise<T> => {
	const {sim, task} = calling;
	if (task.dead) return never();
	const key = `${task.key} > ${wanted.name} ${wanted.about}`;
	const nth = sim.tasks.count(key);
	sim.onCall?.({site: wanted.site, key, nth});
	const kind = sim.faults.meet(wanted.site, key, nth);
	sim.trace(sim.loop.now(), key, nth, kind ?? '');
	task.waiting++;
	return new Promise((resolve, reject) => {
		happen(calling, wanted, {key, nth, kind, resolve, reject});
	});
};

type Happening<T> = {
	readonly key: string;
	readonly nth: number;
	readonly kind: FaultKind | undefined;
	readonly resolve: (value: T) => void;
	readonly reject: (error: unknown) => void;
};

const happen = <T>(calling: Calling, wanted: PortCallOf<T>, what: Happening<T>): void => {
	const {sim, task} = calling;
	const {draw, loop} = sim;
	const {key, nth, kind} = what;
	const {low, high} = latency[wanted.site];
	const there = draw.between(low, high, 'latency', key, nth);
	const answer = (afterMs: number, settle: () => void): void => {
		const told = (): void => {
			if (task.dead) return;
			task.waiting--;
			settle();
		};
		if (afterMs === 0) told();
		else loop.after(afterMs, told);
	};
	const say = (afterMs: number, value: T) => answer(afterMs, () => what.resolve(value));
	const fail = (afterMs: number) => answer(afterMs, () => refuse(wanted, kind, what));
	const long = (): number => draw.between(2 * minute, 25 * minute, 'long', key, nth);
	/** A process that died in the meantime may have sent it already. */
	const arrives = (): boolean => !task.dead || (isWrite(wanted.site) && draw.chance('arrives', key, nth) < 0.5);
	const act = (afterMs: number, then: (value: T) => void | Promise<void>, fault = kind): void =>
		loop.after(afterMs, async () => {
			if (!arrives()) return;
			try {
				await then(await wanted.run(fault));
			} catch (error) {
				answer(backMs(), () => what.reject(error));
			}
		});
	const backMs = (): number => (wanted.site === 'pay' ? draw.between(30, 900, 'back', key, nth) : 0);

	switch (kind) {
		case undefined:
			return act(there, (value) => say(backMs(), value));
		case 'crash_before':
			return loop.after(there, () => {
				if (!task.dead) sim.tasks.crash(task.instance);
			});
		case 'crash_after':
			return act(there, () => {
				if (!task.dead) sim.tasks.crash(task.instance);
			}, undefined);
		case 'zombie_before':
			return act(long(), (value) => say(0, value), undefined);
		case 'zombie_after':
		case 'stale_read':
			return act(there, (value) => say(kind === 'stale_read' ? there * 20 + 500 : long(), value), undefined);
		case 'commit_unknown_applied':
		case 'commit_own_conflict':
		case 'publish_taken_unsaid':
		case 'mail_ack_lost':
		case 'file_ack_lost':
		case 'http_ack_lost':
			return act(there, () => fail(1000));
		case 'commit_unknown_late':
			act(there + draw.between(200, 90_000, 'late', key, nth), () => undefined);
			return loop.after(there + 100, () => fail(0));
		case 'read_outage':
		case 'commit_contention':
		case 'commit_unavailable':
		case 'commit_unknown_lost':
		case 'publish_refused':
		case 'mail_outage':
		case 'mail_refused':
		case 'file_outage':
		case 'vault_outage':
		case 'http_failed':
			return loop.after(there, () => fail(0));
		default:
			// The provider's own ways to fail: its adapter meets them on the wire.
			return act(there, (value) => say(backMs(), value));
	}
};

const refuse = <T>(wanted: PortCallOf<T>, kind: FaultKind | undefined, {resolve, reject}: Happening<T>): void => {
	const told = kind === undefined ? undefined : wanted.failed?.(kind);
	if (told === undefined) reject(new Outage(`simulated: ${kind}`));
	else resolve(told);
};

const isWrite = (site: Site): boolean => site !== 'read' && site !== 'ask' && site !== 'vault';

const latency: Readonly<Record<Site, {readonly low: number; readonly high: number}>> = {
	read: {low: 1, high: 9},
	commit: {low: 4, high: 40},
	publish: {low: 2, high: 20},
	pay: {low: 40, high: 400},
	ask: {low: 30, high: 300},
	mail: {low: 50, high: 600},
	file: {low: 5, high: 40},
	vault: {low: 0, high: 3},
	http: {low: 20, high: 500},
	deliver: {low: 2, high: 300},
	ack: {low: 1, high: 10},
	webhook: {low: 5, high: 3000},
	tick: {low: 0, high: 900},
	user: {low: 10, high: 100},
};
