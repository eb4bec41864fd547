/**
 * `npm run bench`: the budgets of docs/architecture.md with the measured figures beside them.
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

if (what === 'run') {
	const rows = await measureRuns({
		sizes: numbers('--templates', '1000,10000,100000'),
		workers: numbers('--workers', '1,2,4'),
		emulatorUpTo: numbers('--emulator-up-to', '10000')[0] ?? 0,
	});
	console.log(`${runTable(rows)}\n`);
	tell(runFigures(rows));
	process.exit(0);
}
if (what === 'part') {
	const figures = await parts[rest[0] ?? '']?.();
	console.log(`figures ${JSON.stringify(figures)}`);
	process.exit(0);
}
tell(what === 'all' ? Object.keys(parts).flatMap(measured) : measured(what));
