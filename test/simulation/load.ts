/** Loads the simulation behind its hooks: nothing of the engine may be loaded before. */
import {installHooks} from './hooks.ts';
import type {Mutant} from './mutants.ts';

export const loadSimulation = async (mutant?: Mutant) => {
	installHooks(mutant);
	const [{differences, judge}, {runSeed}, {shrink}, {journeys, crashPlansOf}] = await Promise.all([
		import('./judge.ts'),
		import('./run-seed.ts'),
		import('./shrink.ts'),
		import('./journeys.ts'),
	]);
	return {differences, judge, runSeed, shrink, journeys, crashPlansOf};
};
