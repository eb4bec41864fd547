/** The plug is pulled before and after every call of a port in each golden journey; what failed once is tried again for ever. */
import {readdirSync, readFileSync} from 'node:fs';
import test from 'ava';
import {z} from 'zod';
import {type FaultKind, faultKinds} from './faults.ts';
import {loadSimulation} from './load.ts';

const {differences, judge, runSeed, journeys, crashPlansOf} = await loadSimulation();

for (const journey of journeys) {
	test.serial(`invariant 21: ${journey.name}, wherever the process dies the end is the same`, async (t) => {
		t.timeout(300_000);
		const {state, plans} = await crashPlansOf(7, journey);
		for (const plan of plans) {
			const {violations, state: reached, fired} = await runSeed({seed: 7, faults: [plan], people: journey.people});
			t.deepEqual(violations, [], JSON.stringify(plan));
			t.is(fired.length, 1, `${JSON.stringify(plan)} did not happen`);
			if (reached !== state) t.fail(`${JSON.stringify(plan)}: ${differences(state, reached)}`);
		}
		t.true(plans.length >= 40, `${plans.length} plans`);
		t.log(`${plans.length} deaths`);
	});
}

const isKind = (kind: string): kind is FaultKind => faultKinds.some((known) => known === kind);
const Plan = z.looseObject({
	seed: z.int(),
	invariant: z.string(),
	faults: z.array(z.object({kind: z.string().refine(isKind), key: z.string(), nth: z.int()})),
	actions: z.array(z.string()),
});
const folder = new URL('./regressions/', import.meta.url);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
	const {seed, invariant, faults, actions} = Plan.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
	test.serial(`${invariant}, once broken, holds: ${file}`, async (t) => {
		const {violations} = await judge({seed, faults, actions});
		t.deepEqual(violations, []);
	});
}
