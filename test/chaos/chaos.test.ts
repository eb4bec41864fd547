import test from 'ava';
import {hasEmulators} from '../emulators.ts';
import {inWords} from '../invariants/violation.ts';
import {runChaos} from './run-chaos.ts';

((await hasEmulators()) ? test : test.skip)(
	'processes that are killed, paused and cut off lose nothing and do nothing twice',
	async (t) => {
		t.timeout(600_000);
		const chaos = await runChaos({
			seed: Date.now() % 1_000_000,
			stormMs: 40_000,
			shops: 1,
			everyMs: [500, 1500],
			say: (line) => t.log(line),
		});
		t.log(JSON.stringify({...chaos, violations: undefined}));
		t.is(inWords(chaos.violations), inWords([]));
		t.true(chaos.blows.kill >= 5 && (chaos.found.invoices ?? 0) >= 3);
	},
);
