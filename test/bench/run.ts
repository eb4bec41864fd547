/**
 * The billing run at growing numbers of due templates, and shared by several worker processes: on SQLite and on the
 * Firestore emulator. Throughput, flatness, memory, billed operations, and whether anything was billed twice.
 */

import {type Crew, type Measured, runWith} from './crew.ts';
import {apart, putDueTemplates} from './due-templates.ts';
import type {Figure} from './report.ts';
import {runDefects} from './run-defects.ts';
import {open, type Starting, type Store, startEmulator, startSqlite} from './stores.ts';

export type RunSettings = {
	/** Ascending. */
	readonly sizes: readonly number[];
	/** Ascending, beginning with 1. */
	readonly workers: readonly number[];
	/** The emulator keeps all documents in its memory. */
	readonly emulatorUpTo: number;
};
export type Row = Crew & {
	readonly store: string;
	readonly size: number;
	readonly accounts: number;
	readonly took: Measured;
	/** What the documents show afterwards that must not be. */
	readonly defects: readonly string[];
};

/** Documents are checked one by one up to so many; beyond that they are counted. */
const sharedUpTo = 10_000;
/** Small sizes are run several times: of so many invoices in all, the median run is told. */
const invoicesEach = 20_000;
const mostRounds = 3;

export const measureRuns = async ({sizes, workers, emulatorUpTo}: RunSettings): Promise<readonly Row[]> => [
	...(await measuredOn(startSqlite, sizes, workers)),
	...(await measuredOn(
		startEmulator,
		sizes.filter((size) => size <= emulatorUpTo),
		workers,
	)),
];

const measuredOn = async (
	start: Starting,
	sizes: readonly number[],
	workers: readonly number[],
): Promise<readonly Row[]> => {
	const largest = sizes.at(-1);
	if (largest === undefined) return [];
	const shared = {size: Math.min(sharedUpTo, largest), accounts: 8, twice: false};
	const settings: readonly Setting[] = [
		...sizes.map((size) => ({size, accounts: 1, workers: 1, twice: false})),
		...workers.map((count) => ({...shared, workers: count})),
		{...shared, workers: workers.at(-1) ?? 1, twice: true},
	];
	const rows: Row[] = [];
	for (const setting of settings) {
		const store = await start(setting.size);
		if (store === undefined) return rows;
		const row = await measured(store, setting);
		console.error(lineOf(row));
		rows.push(row);
		await store.stop();
	}
	return rows;
};

type Setting = Crew & {readonly size: number; readonly accounts: number};

/** The round of median length; the peak of all of them. */
const measured = async (store: Store, setting: Setting): Promise<Row> => {
	const {size, twice} = setting;
	const rounds = twice ? 1 : Math.max(1, Math.min(mostRounds, Math.round(invoicesEach / size)));
	const runs: Measured[] = [];
	const defects: string[] = [];
	for (let round = 0; round < rounds; round++) {
		const {place, remove} = store.fresh();
		const {db, close} = await open(place);
		await putDueTemplates(db, size, apart(setting.accounts));
		runs.push(await runWith(store, place, setting));
		defects.push(...(await runDefects(db, size, {inFull: size <= sharedUpTo && round === 0})));
		await close();
		remove();
	}
	const peakMiB = Math.max(...runs.map((run) => run.peakMiB));
	const took = runs.toSorted((a, b) => a.ms - b.ms)[Math.floor(runs.length / 2)];
	if (took === undefined) throw new Error('at least one round');
	return {...setting, store: store.name, took: {...took, peakMiB}, defects};
};

/** The budgets of docs/architecture.md and issue figures that the rows show. */
export const runFigures = (rows: readonly Row[]): readonly Figure[] =>
	[...Map.groupBy(rows, ({store}) => store)].flatMap(([store, of]) => {
		const alone = of.filter(({accounts}) => accounts === 1);
		const shared = of.filter(({accounts, twice}) => accounts > 1 && !twice);
		const largest = alone.at(-1);
		return [
			...flatness(store, alone),
			...(largest === undefined ? [] : perInvoice(store, largest)),
			{
				name: `memory of the fullest worker, ${store}`,
				value: most(of, ({peakMiB}) => peakMiB),
				unit: 'MiB',
				budget: {max: 256},
			},
			...slowing(store, shared),
			{
				name: `billed twice, forgotten, misnumbered: findings in the documents, ${store}`,
				value: of.reduce((sum, {defects}) => sum + defects.length, 0),
				unit: '',
				budget: {max: 0},
				note: of
					.flatMap(({defects}) => defects)
					.slice(0, 3)
					.join('; '),
			},
		];
	});

const most = (rows: readonly Row[], of: (took: Measured) => number): number =>
	Math.max(...rows.map(({took}) => of(took)));

const flatness = (store: string, rows: readonly Row[]): readonly Figure[] => {
	const [first] = rows;
	const last = rows.at(-1);
	if (first === undefined || last === undefined || first === last) return [];
	const grown = (of: (took: Measured) => number) =>
		Math.max(...rows.map(({took, size}) => of(took) / size / (of(first.took) / first.size)));
	return [
		{
			name: `time per invoice, growth from ${first.size} to ${last.size}, ${store}`,
			value: grown(({ms}) => ms),
			unit: '×',
			budget: {max: 1.15},
			note: `processor time of the worker ${grown(({cpuMs}) => cpuMs).toFixed(2)} ×`,
		},
	];
};

const perInvoice = (store: string, {size, took}: Row): readonly Figure[] => [
	{
		name: `writes per invoice at ${size} templates, ${store}`,
		value: took.writes / size,
		unit: 'writes',
		budget: {max: 2.1},
	},
	{
		name: `reads per invoice at ${size} templates, ${store}`,
		value: took.reads / size,
		unit: 'reads',
		budget: {max: 1.1},
	},
];

/** SQLite has one writer at a time, so that more workers can only keep its pace; the emulator shares the machine's cores. */
const slowing = (store: string, rows: readonly Row[]): readonly Figure[] => {
	const [one, ...more] = rows;
	if (one === undefined) return [];
	return more.map(({workers, took}) => ({
		name: `throughput with ${workers} workers vs 1, ${store}`,
		value: one.took.ms / took.ms,
		unit: '×',
		...(store === 'SQLite' ? {budget: {min: 0.9}} : {}),
	}));
};

/** Markdown, to be pasted. */
export const runTable = (rows: readonly Row[]): string =>
	[
		'| store | templates | accounts | workers | invoices/s | µs per invoice | of it worker CPU | reads | writes | peak MiB | findings |',
		'|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
		...rows.map(lineOf),
	].join('\n');

const lineOf = ({store, size, accounts, workers, twice, took, defects}: Row): string => {
	const each = [(took.ms * 1000) / size, (took.cpuMs * 1000) / size].map((us) => us.toFixed(0));
	const billed = [took.reads / size, took.writes / size].map((count) => count.toFixed(2));
	const again = took.redelivered === 0 ? '' : ` (${took.redelivered} pages came again)`;
	const crew = `${workers}${twice ? ', every page twice' : ''}${again}`;
	const cells = [store, size, accounts, crew, ((size * 1000) / took.ms).toFixed(0), ...each, ...billed];
	return `| ${[...cells, took.peakMiB.toFixed(0), defects.length].join(' | ')} |`;
};
