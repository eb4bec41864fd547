/**
 * `npm test`: checks, then tests in phases, each within its time; ends with one line of counts over all. On a machine
 * without emulators or Chromium it says so loudly and tests the rest; with CI=true that is a failure.
 */
import {readdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {type Emulator, startFirestoreEmulator, startPubsubEmulator} from '../dev/emulators/launch.ts';
import {findNeeds, type Needs} from './runner/needs.ts';
import {endWithUs, runProgram} from './runner/phase.ts';
import {type Counts, closingLine, none, plus, readTap} from './runner/tap.ts';

const root = join(import.meta.dirname, '..');
const say = (line: string): void => console.log(line);
const startedAt = Date.now();
const minutes = 60_000;
/** A bound against what hangs, not the budget: on two quiet cores all of it takes less than 20 minutes. */
const limitMs = 45 * minutes;

type Phase = {
	readonly name: string;
	readonly files: (file: string) => boolean;
	readonly limitMs: number;
	/** Test files at a time. */
	readonly concurrency: number;
	readonly needs: (needs: Needs) => boolean;
	readonly sharesEmulators?: true;
};

const isEmulatorJourney = (file: string): boolean => /^(journeys\/emulators|chaos\/)/.test(file);
const phases: readonly Phase[] = [
	{
		name: 'unit and contract',
		files: (file) => !/^(journeys|browser|chaos)\//.test(file),
		limitMs: 18 * minutes,
		concurrency: 2,
		needs: () => true,
		sharesEmulators: true,
	},
	{
		name: 'journeys',
		files: (file) => file.startsWith('journeys/') && !isEmulatorJourney(file),
		limitMs: 15 * minutes,
		concurrency: 2,
		needs: () => true,
	},
	{
		name: 'journeys on emulators',
		files: isEmulatorJourney,
		limitMs: 15 * minutes,
		concurrency: 1,
		needs: ({emulators}) => emulators,
	},
	{
		name: 'browser',
		files: (file) => file.startsWith('browser/'),
		limitMs: 12 * minutes,
		concurrency: 1,
		needs: ({chromium}) => chromium !== undefined,
	},
];

const main = async (): Promise<Counts> => {
	const needs = await findNeeds(say);
	for (const what of needs.missing) say(`\n!!! NOT HERE: ${what}. What needs it ${strict ? 'FAILS' : 'IS SKIPPED'}.\n`);
	let counts: Counts = {...none, failed: strict ? needs.missing.length : 0};
	counts = plus(counts, await runChecks());
	const files = testFiles();
	const chosen = process.argv.slice(2);
	for (const phase of phases.filter(({name}) => chosen.length === 0 || chosen.includes(name))) {
		const own = files.filter(phase.files);
		if (own.length === 0) continue;
		const result = phase.needs(needs) ? await runPhase(phase, own, needs) : {...none, skipped: own.length};
		counts = plus(counts, result);
	}
	return counts;
};
const strict = process.env.CI === 'true';

const testFiles = (): readonly string[] =>
	readdirSync(import.meta.dirname, {recursive: true, encoding: 'utf8'})
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.test.ts') && !/(^|\/)(node_modules|fixtures)\//.test(file))
		.sort();

/** Each check counts as one test. */
const runChecks = async (): Promise<Counts> => {
	say('— check');
	let counts = none;
	const {code} = await runProgram({
		command: [process.execPath, join('dev', 'check', 'check.ts')],
		cwd: root,
		env: {},
		limitMs: 6 * minutes,
		onLine: (line) => {
			say(line);
			if (line.startsWith('✓ ')) counts = plus(counts, {...none, passed: 1});
			if (line.startsWith('✗ ')) counts = plus(counts, {...none, failed: 1});
		},
	});
	return code === 0 || counts.failed > 0 ? counts : plus(counts, {...none, failed: 1});
};

const runPhase = async (phase: Phase, files: readonly string[], needs: Needs): Promise<Counts> => {
	say(`\n— ${phase.name}: ${files.length} files`);
	const emulators = phase.sharesEmulators && needs.emulators ? await startEmulators() : undefined;
	const tap = readTap();
	const ticker = setInterval(() => say(`  … ${closingLine(tap.counts())}`), 10_000);
	const {code, timedOut} = await runProgram({
		command: [process.execPath, avaProgram, '--tap', `--concurrency=${phase.concurrency}`, '--timeout=5m', ...files],
		cwd: import.meta.dirname,
		env: {
			FORCE_COLOR: '0',
			...(needs.chromium === undefined ? {} : {CHROME_PATH: needs.chromium}),
			...(emulators?.env ?? {}),
		},
		limitMs: Math.max(10_000, Math.min(phase.limitMs, limitMs - (Date.now() - startedAt))),
		onLine: (line) => {
			for (const shown of tap.read(line)) say(shown);
		},
	});
	clearInterval(ticker);
	await emulators?.stop();
	if (timedOut) say(`✗ ${phase.name}: its time was over`);
	const counts = tap.counts();
	// A run that ended badly without naming a failed test has failed all the same.
	const silent = timedOut || (code !== 0 && counts.failed === 0);
	const result = silent ? plus(counts, {...none, failed: 1}) : counts;
	say(`  ${phase.name}: ${closingLine(result)} (${Math.round((Date.now() - startedAt) / 1000)} s in all)`);
	return result;
};

const avaProgram = join(dirname(createRequire(import.meta.url).resolve('ava')), 'cli.js');

/** One of each for all test files; they keep apart by projects of their own. */
const startEmulators = async () => {
	const [firestore, pubsub] = await Promise.all([startFirestoreEmulator(), startPubsubEmulator()]);
	const started: readonly (Emulator | undefined)[] = [firestore, pubsub];
	return {
		env: {
			...(firestore === undefined ? {} : {FIRESTORE_EMULATOR_HOST: firestore.host}),
			...(pubsub === undefined ? {} : {PUBSUB_EMULATOR_HOST: pubsub.host}),
		},
		stop: async (): Promise<void> => {
			await Promise.all(started.map((each) => each?.stop()));
		},
	};
};

endWithUs();
const counts = await main();
console.log(`\n${closingLine(counts)}`);
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
