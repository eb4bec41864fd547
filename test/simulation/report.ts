/** The figures of a campaign, added up from its seeds. */
import {type FaultKind, faultKinds, outageNames} from './faults.ts';
import type {Judged} from './judge.ts';
import type {Violation} from './run-seed.ts';

/** Named when it is not the engine that is at fault. */
export const itself = 'the simulation itself';

/** Small enough to be sent between threads. */
export type Tally = {
	seeds: number;
	runs: number;
	days: number;
	steps: number;
	checks: number;
	faults: Partial<Record<FaultKind, number>>;
	notes: Record<string, number>;
	failures: {readonly seed: number; readonly violation: Violation}[];
};

export const emptyTally = (): Tally => ({
	seeds: 0,
	runs: 0,
	days: 0,
	steps: 0,
	checks: 0,
	faults: {},
	notes: {},
	failures: [],
});

export const count = (tally: Tally, judged: Judged): void => {
	tally.seeds++;
	tally.runs += judged.runs;
	tally.days += judged.virtualDays * judged.accounts * judged.runs;
	tally.steps += judged.steps;
	tally.checks += judged.checks;
	for (const {kind} of judged.fired) tally.faults[kind] = (tally.faults[kind] ?? 0) + 1;
	for (const [name, times] of judged.notes) tally.notes[name] = (tally.notes[name] ?? 0) + times;
	const [violation] = judged.violations;
	if (violation) tally.failures.push({seed: judged.seed, violation});
};

export const merge = (into: Tally, other: Tally): void => {
	into.seeds += other.seeds;
	into.runs += other.runs;
	into.days += other.days;
	into.steps += other.steps;
	into.checks += other.checks;
	for (const kind of faultKinds)
		if (other.faults[kind]) into.faults[kind] = (into.faults[kind] ?? 0) + (other.faults[kind] ?? 0);
	for (const [name, times] of Object.entries(other.notes)) into.notes[name] = (into.notes[name] ?? 0) + times;
	into.failures.push(...other.failures);
};

/** What never happened proves nothing: faults that the campaign did not see. */
export const neverSeen = ({faults, notes}: Tally): readonly string[] => [
	...faultKinds.filter((kind) => !faults[kind]),
	...[...outageNames, 'overlap', 'dead_letter'].filter((name) => !notes[name]),
];

const table = (rows: readonly (readonly [string, number])[]): string =>
	rows.map(([name, times]) => `  ${String(times).padStart(9)}  ${name}`).join('\n');

export const shown = (tally: Tally, wallSeconds: number): string => {
	const {seeds, runs, days, steps, checks, faults, notes, failures} = tally;
	const byCount = (counts: Readonly<Record<string, number>>) => Object.entries(counts).sort(([, a], [, b]) => b - a);
	return [
		`${seeds} seeds, ${runs} simulations, ${Math.round(days / 365)} virtual account-years, ${steps} steps, ${checks} checks, ${Math.round(wallSeconds)} s`,
		'faults by kind:',
		table(byCount(faults as Readonly<Record<string, number>>)),
		'what happened:',
		table(byCount(notes)),
		`${failures.length} failed`,
		...failures
			.slice(0, 20)
			.map(({seed, violation}) => `  seed ${seed}: ${violation.invariant}: ${violation.why.slice(0, 300)}`),
		...(failures.length > 0
			? [
					`again: npm run simulate -- --seed ${failures[0]?.seed}; smaller: npm run simulate -- --seed ${failures[0]?.seed} --shrink`,
				]
			: []),
	].join('\n');
};
