/** Proves the engine in virtual time: real acts over SQLite in memory, faults by the seed, every invariant (docs/simulation.md). */
import test from 'ava';
import {runSeeds} from './seeds.ts';

test('every invariant that a story can show: 150 seeds of crashes, lost answers, copies and people in between break none', async (t) => {
	t.timeout(600_000);
	const {failures, unseen} = await runSeeds({from: 1, to: 150}, t.log);
	t.deepEqual(failures, []);
	t.deepEqual(unseen, [], 'what never happened proves nothing');
});
