/** Those who use it: they set up their accounts in quiet, and then do one thing or another while the engine works. */
import {type Action, actionsOf} from './actions.ts';
import type {Drive} from './drive.ts';
import {type ApiAnswer, type ApiCall, callApi} from './host.ts';
import type {OpenOutside} from './outside.ts';
import {worldOf} from './ports.ts';
import type {SeedOptions} from './run-seed.ts';
import {type Setup, setUp} from './set-up.ts';
import type {Sim} from './sim.ts';

export type Stage = Drive & {
	readonly sim: Sim;
	readonly outside: OpenOutside;
	readonly options: Pick<SeedOptions, 'actions' | 'polite' | 'moments'>;
};
export type Story = {
	readonly begin: () => Promise<void>;
	readonly go: () => Promise<void>;
	/** What people did, by name, and when. */
	readonly done: ReadonlyMap<string, number>;
	readonly accounts: Setup['accounts'];
};
export type People = (stage: Stage) => Story;
/** Asks until there is an answer; undefined when there never was one. */
export type Ask = (name: string, call: Omit<ApiCall, 'key'>) => Promise<ApiAnswer | undefined>;

/** So many that nobody gives up: a wish that is never heard makes another story. */
const tries = 12;
const day = 86_400_000;
const lullMs = 18 * 3_600_000;

/** Requests of one person: each with an Idempotency-Key, sent again after outages, crashes and silence. */
export const asking = ({sim, outside}: Pick<Stage, 'sim' | 'outside'>): Ask => {
	const {loop, tasks, draw, faults} = sim;
	const once = (name: string, call: ApiCall): Promise<ApiAnswer | undefined> =>
		new Promise((resolve) => {
			const task = tasks.start(
				name,
				async (started) => {
					const answer = await callApi(worldOf({sim, task: started}, outside), call).catch((failure: unknown) => {
						if (!/Outage|Error: simulated/.test(String(failure)) && !isOutage(failure))
							sim.violate(
								'no bugs',
								`${call.method} ${call.path}: ${String(failure instanceof Error ? failure.stack : failure)}`,
							);
						return undefined;
					});
					resolve(answer && answer.status >= 500 ? undefined : answer);
				},
				() => resolve(undefined),
			);
			loop.after(60_000, () => {
				if (!task.done && !task.dead) resolve(undefined);
			});
		});
	const waitMs = (ms: number) => new Promise<void>((resolve) => loop.after(ms, resolve));
	return async (name, call) => {
		const key = `${name} ${tasks.count(`request ${name}`)}`;
		const keyed = call.method === 'POST' ? {...call, key} : call;
		const kind = faults.meet('user', name, 1);
		if (kind === 'double_click') void once(`${name} again`, keyed);
		for (let nth = 1; nth <= tries; nth++) {
			const answer = await once(name, keyed);
			if (answer !== undefined) {
				if (kind === 'other_body') await otherBody(name, keyed, answer);
				return answer;
			}
			await waitMs(draw.between(2_000, 40_000, 'patience', name, nth) * nth);
		}
		return undefined;
	};

	/** Invariant I26: the key of an answered request takes no other. */
	async function otherBody(name: string, call: ApiCall, answer: ApiAnswer): Promise<void> {
		if (call.key === undefined || answer.status > 299) return;
		const reused = await once(`${name} otherwise`, {...call, json: {nonsense: true}});
		if (reused !== undefined && reused.body?.code !== 'idempotency_key_reused')
			sim.violate('I26', `${name}: ${reused.status} ${reused.body?.code} for another body`);
	}
};

const isOutage = (failure: unknown): boolean => failure instanceof Error && failure.name === 'Outage';

export const people: People = (stage) => {
	const {sim, outside, driveUntil, quiet, options} = stage;
	const {draw, loop} = sim;
	const ask = asking(stage);
	let setup: Setup = {accounts: []};
	let plan: readonly Action[] = [];
	const done = new Map<string, number>();

	const perform = async (action: Action): Promise<void> => {
		done.set(action.name, loop.now());
		await action.run({sim, outside, ask, isPolite: options.polite === true});
	};
	return {
		begin: async () => {
			const made = setUp({sim, outside, ask, isPolite: options.polite === true});
			let isReady = false;
			void made.then(
				(value) => {
					setup = value;
					isReady = true;
				},
				(failure: unknown) => sim.violate('set up', String(failure)),
			);
			await stage.drive(() => isReady);
			await quiet();
			const {actions} = options;
			plan = actionsOf(sim, setup, options.polite === true).filter(
				({name}) => actions === undefined || actions.includes(name),
			);
		},
		go: async () => {
			const endMs = loop.now() + draw.between(60, 115, 'days') * day;
			for (const action of plan) {
				await driveUntil(action.atMs);
				if (options.polite) await politely(action.name, action.atMs, () => perform(action));
				else void perform(action);
			}
			await driveUntil(endMs);
			if (!options.polite) return;
			await politely('end', endMs, endAll);
			for (let due = stage.nextDueMs(); due < endMs + 150 * day; due = stage.nextDueMs()) {
				await driveUntil(due + 1);
				await quiet();
			}
		},
		done,
		get accounts() {
			return setup.accounts;
		},
	};

	/** In the middle of a lull, and at the same moment as in the other run of the story: lateness does not change what it meets. */
	async function politely(name: string, atMs: number, deed: () => Promise<void>): Promise<void> {
		await driveUntil(options.moments?.get(name) ?? (await lullAfter(atMs)));
		await quiet();
		done.set(name, loop.now());
		let isOver = false;
		void deed().then(() => {
			isOver = true;
		});
		// Who finds nothing to do is done at once: driving on from there would take them to the next due date.
		await loop.settle();
		await stage.drive(() => isOver);
		await quiet();
	}

	/** The middle of the first time from `atMs` on in which nothing falls due for most of a day. */
	async function lullAfter(atMs: number): Promise<number> {
		await quiet();
		for (let [last, due] = [atMs, stage.nextDueMs()]; due < last + lullMs; [last, due] = [due, stage.nextDueMs()]) {
			await driveUntil(due + 1);
			await quiet();
		}
		return loop.now() + lullMs / 2;
	}

	/** Nothing new is billed, and what was begun comes to its end: then no state depends on when it was looked at. */
	async function endAll(): Promise<void> {
		for (const {id, uid, templates} of setup.accounts)
			for (const template of templates)
				await ask(`end ${template}`, {
					method: 'POST',
					path: `/accounts/${id}/templates/${template}/end`,
					json: {},
					uid,
				});
	}
};
