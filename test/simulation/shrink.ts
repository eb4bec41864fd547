/** The fewest faults and actions with which a seed still breaks the same invariant: delta debugging over both lists. */
import type {Fault} from './faults.ts';
import {judge} from './judge.ts';
import type {SeedOptions, Violation} from './run-seed.ts';

export type Plan = {
	readonly seed: number;
	readonly invariant: string;
	readonly why: string;
	readonly faults: readonly Fault[];
	readonly actions: readonly string[];
};

export const shrink = async (seed: number, say: (line: string) => void): Promise<Plan | undefined> => {
	const first = await judge({seed});
	const violation = first.violations[0];
	if (violation === undefined) return undefined;
	const breaks = async (plan: Pick<SeedOptions, 'faults' | 'actions'>): Promise<Violation | undefined> => {
		const {violations} = await judge({seed, ...plan});
		return violations.find(({invariant}) => invariant === violation.invariant);
	};
	let plan = {faults: first.fired, actions: first.actions};
	if ((await breaks(plan)) === undefined) {
		say('it does not fail again with its own faults named: not repeatable');
		return {seed, ...violation, ...plan};
	}
	say(`${violation.invariant}: ${plan.faults.length} faults, ${plan.actions.length} actions`);
	plan = {...plan, actions: await fewest(plan.actions, async (actions) => !!(await breaks({...plan, actions})))};
	say(`${plan.actions.length} actions`);
	plan = {...plan, faults: await fewest(plan.faults, async (faults) => !!(await breaks({...plan, faults})))};
	say(`${plan.faults.length} faults`);
	const last = (await breaks(plan)) ?? violation;
	return {seed, invariant: last.invariant, why: last.why, ...plan};
};

/** Takes away halves, quarters … as long as it still breaks. */
const fewest = async <T>(
	all: readonly T[],
	breaks: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> => {
	if (all.length > 0 && (await breaks([]))) return [];
	let kept = all;
	for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		for (let from = 0; from < kept.length; ) {
			const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
			if (await breaks(fewer)) kept = fewer;
			else from += size;
		}
	}
	return kept;
};
