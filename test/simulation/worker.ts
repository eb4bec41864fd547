/** One thread of a campaign: every nth seed, reported in small bites. */
import {parentPort, workerData} from 'node:worker_threads';
import {z} from 'zod';
import {loadSimulation} from './load.ts';
import {mutants} from './mutants.ts';
import {count, emptyTally, itself} from './report.ts';

const Job = z.object({
	from: z.int(),
	to: z.int(),
	step: z.int(),
	mutant: z.string().optional(),
	/** Ends with the first failure. */
	untilFailure: z.boolean().default(false),
});

const {from, to, step, mutant, untilFailure} = Job.parse(workerData);
const {judge} = await loadSimulation(mutants.find(({name}) => name === mutant));
let tally = emptyTally();
for (let seed = from; seed < to; seed += step) {
	try {
		count(tally, await judge({seed}));
	} catch (failure) {
		tally.seeds++;
		const why = failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
		tally.failures.push({seed, violation: {invariant: itself, why, at: ''}});
	}
	const isOver = untilFailure && tally.failures.length > 0;
	if (isOver || tally.seeds >= 5) {
		parentPort?.postMessage(tally);
		tally = emptyTally();
	}
	if (isOver) break;
}
parentPort?.postMessage(tally);
