/** Imports go one way: schemas ← kernel ← core ← acts ← entry points; the outside is reached through adapters only. */
import type {DeployedFunction} from '../../functions/index.ts';
import {type Findings, found} from './findings.ts';
import type {Module} from './modules.ts';

/** Below this many modules the checker has lost its eyes: one that reads nothing passes everything. */
const leastModules = 800;

export const checkImports = (modules: readonly Module[], table: readonly DeployedFunction[]): Findings => {
	const problems = [
		...(modules.length < leastModules
			? [`only ${modules.length} modules seen, at least ${leastModules} expected`]
			: []),
		...modules.flatMap(wrongDirections),
		...wrongVendors(modules),
		...cycles(modules),
		...deadFiles(modules, table),
	];
	const edges = modules.reduce((sum, {imports}) => sum + imports.length, 0);
	return found(problems, `${modules.length} modules, ${edges} imports, one way, no cycle, none dead`);
};

const layers = {
	schemas: /^schemas\//,
	kernel: /^functions\/kernel\//,
	core: /^functions\/[\w-]+\/core\//,
	adapter: /^functions\/adapters\//,
	/** Types of the outside, the table and the indexes: they know no behaviour. */
	tables: /^functions\/(world|index|indexes|refusals|route|secret-names)\.ts$/,
	entry: /^functions\/(main|api|serve)\.ts$/,
	act: /^functions\//,
	web: /^web\//,
	dev: /^dev\//,
	infra: /^infra\//,
	test: /^test\//,
} as const;
type Layer = keyof typeof layers;

/** What each layer may see. Acts see other domains through their index.ts only; see `wrongDirections`. */
const sees: {readonly [From in Layer]: readonly Layer[]} = {
	schemas: ['schemas'],
	kernel: ['schemas', 'kernel'],
	core: ['schemas', 'kernel', 'core'],
	tables: ['schemas', 'kernel', 'tables'],
	act: ['schemas', 'kernel', 'core', 'tables', 'act'],
	adapter: ['schemas', 'kernel', 'core', 'tables', 'adapter'],
	entry: ['schemas', 'kernel', 'tables', 'act', 'adapter', 'entry'],
	web: ['schemas', 'kernel', 'core', 'web'],
	infra: ['schemas', 'kernel', 'tables', 'infra'],
	dev: ['schemas', 'kernel', 'core', 'tables', 'act', 'adapter', 'entry', 'dev', 'infra'],
	test: ['schemas', 'kernel', 'core', 'tables', 'act', 'adapter', 'entry', 'web', 'dev', 'infra', 'test'],
};

export const layerOf = (file: string): Layer | undefined =>
	(Object.keys(layers) as Layer[]).find((layer) => layers[layer].test(file));

/** The domain of a file: a folder of functions/ that is neither kernel nor adapters. */
export const domainOf = (file: string): string | undefined => {
	const domain = /^functions\/([\w-]+)\//.exec(file)?.[1];
	return domain === 'kernel' || domain === 'adapters' ? undefined : domain;
};

const wrongDirections = ({path, imports}: Module): readonly string[] => {
	const from = layerOf(path);
	if (from === undefined) return [`${path} belongs to no layer`];
	return imports.flatMap(({file, specifier, typeOnly}) => {
		if (file === undefined)
			return (from === 'core' || from === 'kernel' || from === 'schemas') &&
				specifier.startsWith('node:') &&
				specifier !== 'node:zlib'
				? [`${path} is pure and imports ${specifier}`]
				: [];
		if (!/\.(ts|tsx|mjs)$/.test(file)) return [];
		const to = layerOf(file);
		// Decisions speak of what the outside answers; they cannot call it.
		if (from === 'core' && file === 'functions/world.ts' && typeOnly) return [];
		if (to === undefined || !sees[from].includes(to)) return [`${path} (${from}) imports ${file} (${to ?? 'nowhere'})`];
		return from === 'act' && entersByTheBack(path, file) ? [`${path} enters another domain by ${file}`] : [];
	});
};

const entersByTheBack = (from: string, to: string): boolean => {
	const domain = domainOf(to);
	if (domain === undefined || domain === domainOf(from) || layerOf(to) === 'core') return false;
	return to !== `functions/${domain}/index.ts`;
};

/** Which files of functions/ and schemas/ import a vendor's package: one family each. */
const families: {readonly [vendor: string]: RegExp} = {
	zod: /./,
	'temporal-polyfill': /^functions\/kernel\/calendar\.ts$/,
	hono: /^functions\/api\.ts$/,
	'@hono/node-server': /^functions\/serve\.ts$/,
	'@google-cloud/functions-framework': /^functions\/serve\.ts$/,
	'@google-cloud/firestore-api': /^functions\/adapters\/firestore/,
	'google-gax': /^functions\/adapters\/firestore/,
	'@google-cloud/pubsub': /^functions\/adapters\/pubsub/,
	'@google-cloud/kms': /^functions\/adapters\/kms/,
	'@google-cloud/secret-manager': /^functions\/adapters\/secret-manager/,
	'@google-cloud/scheduler': /^functions\/adapters\/scheduler/,
	'@google-cloud/storage': /^functions\/adapters\/cloud-storage/,
	'firebase-admin': /^functions\/adapters\/firebase/,
	stripe: /^functions\/adapters\/stripe/,
	nodemailer: /^functions\/adapters\/smtp/,
	croner: /^functions\/adapters\/local-cron/,
	pdfkit: /^functions\/documents\//,
	fontkit: /^functions\/documents\//,
	uqr: /^functions\/documents\//,
};

const wrongVendors = (modules: readonly Module[]): readonly string[] =>
	modules
		.filter(({path}) => /^(functions|schemas)\//.test(path))
		.flatMap(({path, imports}) =>
			imports.flatMap(({vendor}) => {
				if (vendor === undefined || families[vendor]?.test(path)) return [];
				return [
					`${path} imports ${vendor}${families[vendor] ? ', which belongs to other files' : ', which no file may'}`,
				];
			}),
		);

/** Circles of imports that are there at run time; types may refer to each other. */
const cycles = (modules: readonly Module[]): readonly string[] => {
	const edges = new Map(
		modules.map(({path, imports}) => [
			path,
			imports.flatMap(({file, typeOnly}) => (file === undefined || typeOnly ? [] : [file])),
		]),
	);
	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (file: string, trail: readonly string[]): void => {
		const at = trail.indexOf(file);
		if (at >= 0) circles.push(`a cycle: ${[...trail.slice(at), file].join(' → ')}`);
		if (at >= 0 || done.has(file)) return;
		for (const next of edges.get(file) ?? []) visit(next, [...trail, file]);
		done.add(file);
	};
	for (const {path} of modules) visit(path, []);
	return circles;
};

const entries = [
	/^web\/src\/main\.tsx$/,
	/^web\/vite\.config\.ts$/,
	/^functions\/main\.ts$/,
	/^dev\/(start|start-emulators)\.ts$/,
	/^dev\/setup\/install\.mjs$/,
	/^dev\/(check|build|stripe|host|emulator-platform|seed)\/(check|map|build|main|worker|seed)\.(ts|mjs)$/,
	/^dev\/workbench\/page\//,
	// Cron on Google Cloud: infra/ declares the jobs; this is for those who operate them.
	/^functions\/adapters\/scheduler\.ts$/,
	/^infra\/index\.ts$/,
	/^test\/run\.ts$/,
	/^test\/bench\/(bench|run-worker)\.ts$/,
	/^test\/model\/model\.ts$/,
	/^test\/chaos\/chaos\.ts$/,
	/^test\/simulation\/(simulate|worker)\.ts$/,
	/\.test\.tsx?$/,
];

/** What nothing reaches from an entry point. Behaviour that only tests reach is dead as well. */
const deadFiles = (modules: readonly Module[], table: readonly DeployedFunction[]): readonly string[] => {
	const acts = table.map(({file}) => `functions/${file}`);
	const isEntry = (file: string): boolean => acts.includes(file) || entries.some((entry) => entry.test(file));
	const byPath = new Map(modules.map((module) => [module.path, module]));
	const reach = (starts: readonly string[]): ReadonlySet<string> => {
		const seen = new Set<string>();
		const waiting = [...starts];
		for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
			if (seen.has(file)) continue;
			seen.add(file);
			waiting.push(...(byPath.get(file)?.imports ?? []).flatMap((each) => each.file ?? []));
		}
		return seen;
	};
	const paths = modules.map(({path}) => path);
	const living = reach(paths.filter((file) => isEntry(file) && !file.startsWith('test/')));
	const used = reach(paths.filter(isEntry));
	return paths.flatMap((file) => {
		if (!used.has(file)) return [`${file} is dead: nothing imports it`];
		return living.has(file) || /^(test|dev)\//.test(file) ? [] : [`${file} is dead: only tests import it`];
	});
};
