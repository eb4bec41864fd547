/** Many seeds on a few threads, and planted bugs that must be found. */
import {Worker} from 'node:worker_threads';
import {type Mutant, mutants} from './mutants.ts';
import {emptyTally, itself, merge, type Tally} from './report.ts';

export type Campaign = {readonly from: number; readonly seeds: number; readonly workers: number};

export const runCampaign = async (
	{from, seeds, workers}: Campaign,
	onProgress: (tally: Tally) => void,
): Promise<Tally> => {
	const all = emptyTally();
	const threads = Array.from({length: workers}, (_, nth) =>
		thread({from: from + nth, to: from + seeds, step: workers}, (tally) => {
			merge(all, tally);
			onProgress(all);
		}),
	);
	await Promise.all(threads);
	all.failures.sort((a, b) => a.seed - b.seed);
	return all;
};

export type Hunted = {readonly mutant: Mutant; readonly seeds: number; readonly caughtBy: string | null};

/** Each planted bug on its own, until a seed finds it; at most so many seeds. */
export const huntMutants = async (
	{workers, seeds}: Pick<Campaign, 'workers' | 'seeds'>,
	onHunted: (hunted: Hunted) => void,
	names: readonly string[] = [],
): Promise<readonly Hunted[]> => {
	const hunted: Hunted[] = [];
	const queue = mutants.filter(({name}) => names.length === 0 || names.includes(name)).values();
	const hunter = async (): Promise<void> => {
		for (const mutant of queue) {
			const tally = emptyTally();
			await thread({from: 1, to: 1 + seeds, step: 1, mutant: mutant.name, untilFailure: true}, (part) =>
				merge(tally, part),
			).catch((failure: unknown) => {
				const violation = {invariant: 'the end of the simulation', why: String(failure), at: ''};
				tally.failures.push({seed: tally.seeds, violation});
			});
			// What breaks the simulation is not found by it.
			const violation = tally.failures.find((failure) => failure.violation.invariant !== itself)?.violation;
			const caught = {
				mutant,
				seeds: tally.seeds,
				caughtBy: violation ? `${violation.invariant}: ${violation.why}` : null,
			};
			hunted.push(caught);
			onHunted(caught);
		}
	};
	await Promise.all(Array.from({length: workers}, hunter));
	return hunted;
};

const thread = (workerData: object, onTally: (tally: Tally) => void): Promise<void> =>
	new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./worker.ts', import.meta.url), {workerData});
		worker.on('message', onTally);
		worker.on('error', reject);
		worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
	});
