/** One seed judged: one simulation, or two that must come to the same end. */
import {type FaultKind, harmless} from './faults.ts';
import {type Outcome, runSeed, type SeedOptions} from './run-seed.ts';

export type Judged = Outcome & {readonly runs: number};

/** Every fourth seed has faults that must leave no trace, and is compared with the same story without any. */
export const isCompared = (seed: number): boolean => seed % 4 === 0;
const isRepeated = (seed: number): boolean => seed % 50 === 1;

export const judge = async (options: SeedOptions): Promise<Judged> =>
	isCompared(options.seed) ? sameEnd(options) : repeatable(options);

/** Invariants 20, 21 and 22: crashes, copies, delays and parallel runs leave the state of an undisturbed run. */
const sameEnd = async (options: SeedOptions): Promise<Judged> => {
	const calm = await runSeed({...options, faults: [], polite: true});
	if (calm.violations.length > 0) return {...calm, runs: 1};
	const only: readonly FaultKind[] = harmless;
	const faulty = await runSeed({...options, only, polite: true, moments: calm.moments});
	const violations = [...faulty.violations];
	if (violations.length === 0 && calm.state !== faulty.state)
		violations.push({invariant: 'invariants 20, 21 and 22', why: differences(calm.state, faulty.state), at: 'the end'});
	return {...faulty, violations, checks: faulty.checks + calm.checks + 1, runs: 2};
};

/** I35: the same seed twice. */
const repeatable = async (options: SeedOptions): Promise<Judged> => {
	const once = await runSeed(options);
	if (!isRepeated(options.seed) || once.violations.length > 0) return {...once, runs: 1};
	const twice = await runSeed(options);
	const violations =
		once.trace === twice.trace && once.state === twice.state
			? []
			: [{invariant: 'I35', why: 'the same seed came to another trace', at: 'the end'}];
	return {...once, violations, runs: 2};
};

/** The first lines that differ, at the place where they do. */
export const differences = (calm: string, faulty: string): string => {
	const [a, b] = [calm.split('\n'), faulty.split('\n')];
	const missing = a.filter((line) => !b.includes(line));
	const extra = b.filter((line) => !a.includes(line));
	return [`${missing.length} differ`, ...missing.slice(0, 2).map((line) => `calm: ${around(line, extra)}`)].join('\n');
};

/** The place where a line first differs from its likeliest counterpart. */
const around = (line: string, others: readonly string[]): string => {
	const alike = others.map((other) => [...line].findIndex((letter, index) => other[index] !== letter));
	const at = Math.max(0, ...alike);
	const other = others[alike.indexOf(at)] ?? '';
	return `…${line.slice(Math.max(0, at - 120), at + 80)}…\nfaulty: …${other.slice(Math.max(0, at - 120), at + 80)}…`;
};
