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

/** How a call goes that meets a fault: whether and when it takes effect, and what its caller sees. */
type Course = {
	readonly effect: 'none' | 'soon' | 'after long' | 'too late';
	readonly sees: 'answer' | 'answer after long' | 'old answer' | 'failure' | 'death';
};

const fails: Course = {effect: 'none', sees: 'failure'};
const unsaid: Course = {effect: 'soon', sees: 'failure'};
const plain: Course = {effect: 'soon', sees: 'answer'};

/** What is not here fails in the provider's own ways, which its adapter meets on the wire. */
const courses: {readonly [Kind in FaultKind]?: Course} = {
	crash_before: {effect: 'none', sees: 'death'},
	crash_after: {effect: 'soon', sees: 'death'},
	zombie_before: {effect: 'after long', sees: 'answer'},
	zombie_after: {effect: 'soon', sees: 'answer after long'},
	stale_read: {effect: 'soon', sees: 'old answer'},
	read_outage: fails,
	commit_contention: fails,
	commit_unavailable: fails,
	commit_unknown_lost: fails,
	commit_unknown_applied: unsaid,
	commit_own_conflict: unsaid,
	commit_unknown_late: {effect: 'too late', sees: 'failure'},
	publish_refused: fails,
	publish_taken_unsaid: unsaid,
	mail_outage: fails,
	mail_refused: fails,
	mail_ack_lost: unsaid,
	file_outage: fails,
	file_ack_lost: unsaid,
	http_failed: fails,
	http_ack_lost: unsaid,
};

const minute = 60_000;

/** Also for the dead: what they still call is never answered and has no effect. */
export const call = <T>(calling: Calling, wanted: PortCallOf<T>): Promise<T> => {
	const {sim, task} = calling;
	if (task.dead) return new Promise(() => undefined);
	const key = `${task.key} > ${wanted.name} ${wanted.about}`;
	const nth = sim.tasks.count(key);
	sim.onCall?.({site: wanted.site, key, nth});
	const kind = sim.faults.meet(wanted.site, key, nth);
	sim.trace(sim.loop.now(), key, nth, kind ?? '');
	task.waiting++;
	return new Promise((resolve, reject) => {
		happen({...calling, wanted, key, nth, kind, resolve, reject});
	});
};

type Happening<T> = Calling & {
	readonly wanted: PortCallOf<T>;
	readonly key: string;
	readonly nth: number;
	readonly kind: FaultKind | undefined;
	readonly resolve: (value: T) => void;
	readonly reject: (error: unknown) => void;
};

const happen = <T>(what: Happening<T>): void => {
	const {sim, wanted, key, nth, kind} = what;
	const {effect, sees} = (kind && courses[kind]) ?? plain;
	const {low, high} = latency[wanted.site];
	const thereMs = sim.draw.between(low, high, 'latency', key, nth);
	const atMs = effect === 'after long' ? longMs(what) : thereMs;
	if (effect === 'too late')
		sim.loop.after(thereMs + sim.draw.between(200, 90_000, 'late', key, nth), () => arrive(what, () => undefined));
	if (effect === 'none' || effect === 'too late') sim.loop.after(thereMs, () => goOn(what, sees, undefined));
	else sim.loop.after(atMs, () => arrive(what, (value) => goOn(what, sees, {value})));
};

/** Takes effect, unless its process died before it was on the wire. */
const arrive = async <T>(what: Happening<T>, then: (value: T) => void): Promise<void> => {
	const {sim, task, wanted, key, nth, kind} = what;
	if (task.dead && !(isWrite(wanted.site) && sim.draw.chance('arrives', key, nth) < 0.5)) return;
	try {
		then(await wanted.run(kind && courses[kind] ? undefined : kind));
	} catch (error) {
		answer(what, backMs(what), () => what.reject(error));
	}
};

/** What the caller sees of it. */
const goOn = <T>(what: Happening<T>, sees: Course['sees'], done: {readonly value: T} | undefined): void => {
	const {sim, task, wanted, kind} = what;
	if (sees === 'death') {
		if (!task.dead) sim.tasks.crash(task.instance);
	} else if (sees === 'failure' || done === undefined) {
		const told = kind === undefined ? undefined : wanted.failed?.(kind);
		const settle = () => (told === undefined ? what.reject(new Outage(`simulated: ${kind}`)) : what.resolve(told));
		answer(what, done === undefined ? 0 : 1000, settle);
	} else {
		const pauses = {answer: backMs(what), 'answer after long': longMs(what), 'old answer': 700};
		answer(what, pauses[sees], () => what.resolve(done.value));
	}
};

const answer = <T>({sim, task}: Happening<T>, afterMs: number, settle: () => void): void => {
	const told = (): void => {
		if (task.dead) return;
		task.waiting--;
		settle();
	};
	if (afterMs === 0) told();
	else sim.loop.after(afterMs, told);
};

/** Longer than most functions may take. */
const longMs = <T>({sim, key, nth}: Happening<T>): number =>
	sim.draw.between(2 * minute, 25 * minute, 'long', key, nth);

/** Between the provider's effect and its answer a webhook may be faster. */
const backMs = <T>({sim, wanted, key, nth}: Happening<T>): number =>
	wanted.site === 'pay' ? sim.draw.between(30, 900, 'back', key, nth) : 0;

const isWrite = (site: Site): boolean => site !== 'read' && site !== 'ask' && site !== 'vault';

const latency: Readonly<Record<Site, {readonly low: number; readonly high: number}>> = {
	read: {low: 1, high: 30},
	commit: {low: 4, high: 240},
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
