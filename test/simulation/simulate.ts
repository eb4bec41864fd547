/**
 * `npm run simulate -- --seeds 300 [--from 1] [--workers 2]`: a campaign. `--seed 7 [--shrink]`: one seed, made smaller.
 * `--mutants [name …]`: planted bugs, each of which must be found; `--mutant name --seed 7` shows how. docs/simulation.md
 */
import {writeFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import {huntMutants, runCampaign} from './campaign.ts';
import {loadSimulation} from './load.ts';
import {mutants} from './mutants.ts';
import {neverSeen, shown} from './report.ts';

const {values, positionals} = parseArgs({
	allowPositionals: true,
	options: {
		seeds: {type: 'string', default: '300'},
		from: {type: 'string', default: '1'},
		workers: {type: 'string', default: '2'},
		seed: {type: 'string'},
		shrink: {type: 'boolean', default: false},
		mutants: {type: 'boolean', default: false},
		mutant: {type: 'string'},
	},
});
const say = (line: string): void => console.log(line);
const startedAt = Date.now();
const seconds = (): number => (Date.now() - startedAt) / 1000;
const [seeds, workers] = [Number(values.seeds), Number(values.workers)];
/** Fewer seeds than this need not meet every kind of fault. */
const enoughSeeds = 150;

const campaign = async (): Promise<boolean> => {
	let told = 0;
	let failed = 0;
	const tally = await runCampaign({from: Number(values.from), seeds, workers}, ({seeds: done, failures}) => {
		for (const {seed, violation} of failures.slice(failed))
			say(`✗ seed ${seed}: ${violation.invariant}: ${violation.why}`);
		failed = failures.length;
		if (seconds() - told < 15) return;
		told = seconds();
		say(`… ${done} seeds, ${failures.length} failed, ${Math.round(told)} s`);
	});
	say(shown(tally, seconds()));
	const unseen = seeds >= enoughSeeds ? neverSeen(tally) : [];
	if (unseen.length > 0) say(`never happened, so nothing is proved of it: ${unseen.join(', ')}`);
	return tally.failures.length === 0 && unseen.length === 0;
};

const oneSeed = async (seed: number): Promise<boolean> => {
	const {judge, shrink} = await loadSimulation(mutants.find(({name}) => name === values.mutant));
	if (values.shrink) {
		const plan = await shrink(seed, say);
		if (plan === undefined) return true;
		const file = new URL(`./regressions/seed-${seed}.json`, import.meta.url);
		await writeFile(file, `${JSON.stringify(plan, null, '\t')}\n`);
		say(`${JSON.stringify(plan, null, '\t')}\nkept as ${file.pathname.split('/').slice(-3).join('/')}`);
		return false;
	}
	const {violations, fired, actions, notes} = await judge({seed});
	say(`people: ${actions.join(', ')}`);
	say(`faults: ${fired.map(({kind, key, nth}) => `\n  ${kind}: ${key} #${nth}`).join('')}`);
	say(`happened: ${[...notes].map(([name, times]) => `${name} ${times}`).join(', ')}`);
	for (const {invariant, why, at} of violations) say(`BROKEN ${invariant} at ${at}: ${why}`);
	return violations.length === 0;
};

const hunt = async (): Promise<boolean> => {
	const hunted = await huntMutants(
		{workers, seeds},
		({mutant, seeds: took, caughtBy}) =>
			say(
				`${caughtBy === null ? '✗ not found' : '✓ found'} ${mutant.name} (${mutant.breaks}) in ${took} seeds${caughtBy === null ? '' : ` by ${caughtBy.slice(0, 140)}`}`,
			),
		positionals,
	);
	const found = hunted.filter(({caughtBy}) => caughtBy !== null);
	const median = found.map(({seeds: took}) => took).sort((a, b) => a - b)[Math.floor(found.length / 2)];
	say(`${found.length} of ${hunted.length} planted bugs found, median ${median} seeds, ${Math.round(seconds())} s`);
	return found.length === hunted.length;
};

const isClean = values.mutants ? await hunt() : values.seed ? await oneSeed(Number(values.seed)) : await campaign();
process.exit(isClean ? 0 : 1);
