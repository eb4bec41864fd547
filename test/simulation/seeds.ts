/** The campaigns of `npm test`: each test file takes its part of the 300 seeds, so that every core has work. */
import {loadSimulation} from './load.ts';
import {count, emptyTally, neverSeen, type Tally} from './report.ts';

export const runSeeds = async (
	{from, to}: {readonly from: number; readonly to: number},
	log: (line: string) => void,
): Promise<Tally & {readonly unseen: readonly string[]}> => {
	const {judge} = await loadSimulation();
	const tally = emptyTally();
	for (let seed = from; seed <= to; seed++) count(tally, await judge({seed}));
	log(`${tally.seeds} seeds, ${tally.runs} simulations, ${tally.steps} steps, ${tally.checks} checks`);
	for (const {seed, violation} of tally.failures)
		log(`seed ${seed}: ${violation.invariant}: ${violation.why}; again: npm run simulate -- --seed ${seed} --shrink`);
	return {...tally, unseen: neverSeen(tally)};
};
