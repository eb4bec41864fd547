/** Once all is quiet, every message that was ever published comes again: each finds its work done. */
import test from 'ava';
import {loadSimulation} from './load.ts';

const {runSeed, journeys} = await loadSimulation();

for (const {name, people} of journeys) {
	test.serial(`invariant 20: ${name}, and all its messages come again and write nothing`, async (t) => {
		const {violations} = await runSeed({seed: 7, faults: [], people, repeated: true});
		t.deepEqual(violations, []);
	});
}

for (const seed of [1, 2, 3, 4, 5]) {
	test.serial(
		`invariant 20, I24: whatever went wrong in story ${seed}, its messages come again and write nothing`,
		async (t) => {
			const {violations, fired} = await runSeed({seed, repeated: true});
			t.deepEqual(violations, []);
			t.log(`${fired.length} faults`);
		},
	);
}
