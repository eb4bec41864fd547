/**
 * `npm run bench`: all budgets with the measured figures beside them.
 * `npm run bench -- run --templates 1000,10000,100000 --workers 1,2,4 --emulator-up-to 10000`: the billing run alone, at
 * these sizes, by one and by several processes; prints a table in Markdown as well.
 */
import {spawnSync} from 'node:child_process';
import {type Figure, tell} from './report.ts';
import {measureRuns, runFigures, runTable} from './run.ts';

const [what = 'all', ...rest] = process.argv.slice(2);

/** Each in a process of its own, so that none warms up or fills the memory of the next. */
const parts: {readonly [name: string]: () => Promise<readonly Figure[]>} = {
	generation: async () => (await import('./generation.ts')).generationFigures(),
	emulator: async () => (await import('./firestore.ts')).firestoreFigures(),
	collection: async () => (await import('./collection.ts')).collectionFigures(),
	api: async () => (await import('./api.ts')).apiFigures(),
	documents: async () => (await import('./documents.ts')).documentFigures(),
	client: async () => (await import('./documents.ts')).clientFigures(),
	cold: async () => (await import('./cold-start.ts')).coldStartFigures(),
};

const measured = (name: string): readonly Figure[] => {
	console.error(`measuring ${name} …`);
	const child = spawnSync(process.execPath, [import.meta.filename, 'part', name, ...rest], {
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const line = child.stdout.split('\n').find((one) => one.startsWith('figures '));
	if (line === undefined) return [{name: `${name}: could not be measured`, value: 0, unit: '', budget: {min: 1}}];
	return JSON.parse(line.slice('figures '.length));
};

const numbers = (option: string, otherwise: string): readonly number[] =>
	(rest.includes(option) ? (rest[rest.indexOf(option) + 1] ?? '') : otherwise).split(',').map(Number);

/** Prints its table; the figures are told with the others. */
const run = async (): Promise<readonly Figure[]> => {
	const [emulatorUpTo = 0] = numbers('--emulator-up-to', '10000');
	const sizes = numbers('--templates', '1000,10000,100000');
	const rows = await measureRuns({sizes, workers: numbers('--workers', '1,2,4'), emulatorUpTo});
	const beyond = sizes.filter((size) => size > emulatorUpTo);
	const left = `Not on the emulator, which keeps every version in memory: ${beyond.join(', ')} (--emulator-up-to ${emulatorUpTo}).`;
	console.log(`${runTable(rows)}\n${beyond.length === 0 ? '' : `${left}\n`}`);
	return runFigures(rows);
};

if (what === 'part') {
	const figures = await parts[rest[0] ?? '']?.();
	console.log(`figures ${JSON.stringify(figures)}`);
	process.exit(0);
}
if (what === 'run') tell(await run());
else if (what === 'all') tell([...Object.keys(parts).flatMap(measured), ...(await run())]);
else tell(measured(what));
process.exit(0);
