/** `npm run chaos -- --minutes 10 --seed 7`: chaos with real processes, and a report. Ends with 1 when anything is wrong. */
import {parseArgs} from 'node:util';
import {inWords} from '../invariants/violation.ts';
import {type Chaos, runChaos} from './run-chaos.ts';

const {minutes, seed, shops} = parseArgs({
	options: {
		minutes: {type: 'string', default: '10'},
		seed: {type: 'string', default: String(Date.now() % 1_000_000)},
		shops: {type: 'string', default: '3'},
	},
}).values;
const say = (line: string): void => console.log(line);

const report = ({violations, blows, days, deeds, found, complaints, seconds}: Chaos): void => {
	const {killed, ...kinds} = blows;
	const listed = (row: {readonly [name: string]: number}): string =>
		Object.entries(row)
			.map(([name, count]) => `${name} ${count}`)
			.join(', ');
	say(`\nSeed ${seed}: ${seconds.storm} s of storm over ${days} days of business, at rest after ${seconds.rest} s`);
	say(`  blows: ${listed(kinds)}`);
	say(`  killed: ${listed(killed)}`);
	say(`  people: ${listed(deeds)}`);
	say(`  found: ${listed(found)}`);
	say('  complaints:');
	for (const [sentence, count] of Object.entries(complaints).slice(0, 15)) say(`    ${count} × ${sentence}`);
	say(inWords(violations, 60));
};

const chaos = await runChaos({
	seed: Number(seed),
	stormMs: Number(minutes) * 60_000,
	shops: Number(shops),
	everyMs: [700, 2300],
	say,
});
report(chaos);
process.exit(chaos.violations.length === 0 ? 0 : 1);
