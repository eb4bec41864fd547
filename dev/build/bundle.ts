/** One bundle a function: what it runs and nothing else, loaded in parts, so that a cold start reads little. */
import {cpSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {build, type Plugin} from 'esbuild';
import type {DeployedFunction} from '../../functions/index.ts';
import {filesBelow} from '../check/modules.ts';

/** Not bundled: the framework must be one and the same in bundle and server, the others read their own files at run time. */
export const external = ['@google-cloud/functions-framework', 'pdfkit', 'fontkit'];

export type BundleSettings = {
	readonly root: string;
	readonly table: readonly DeployedFunction[];
	/** Made anew. */
	readonly folder: string;
	/** A module that exports `open`, the world to run in; Google Cloud unless told. */
	readonly world?: string;
};

/** Writes a package that functions-framework, Cloud Functions and the Firebase emulator start: FUNCTION_TARGET picks the bundle. */
export const bundle = async ({root, table, folder, world}: BundleSettings): Promise<void> => {
	rmSync(folder, {recursive: true, force: true});
	await build({
		absWorkingDir: root,
		stdin: undefined,
		entryPoints: Object.fromEntries(table.map(({name}) => [`${name}/index`, `entry:${name}`])),
		outdir: folder,
		outExtension: {'.js': '.mjs'},
		chunkNames: 'parts/[name]-[hash]',
		bundle: true,
		splitting: true,
		format: 'esm',
		platform: 'node',
		target: 'node24',
		external,
		minifySyntax: true,
		minifyWhitespace: true,
		legalComments: 'none',
		logLevel: 'warning',
		banner: {js: requireInModules},
		plugins: [entries(root, table, world), ourSources(root, folder)],
	});
	for (const file of assetsOf(root)) cpSync(join(root, file), join(folder, 'assets', file));
	writeFileSync(join(folder, 'index.js'), start);
	writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(root), null, '\t')}\n`);
	cpSync(join(root, 'functions', 'functions.yaml'), join(folder, 'functions.yaml'));
};

/** Google's packages are CommonJS and look for what CommonJS has. */
const requireInModules = [
	"import {createRequire as __createRequire} from 'node:module';",
	"import {fileURLToPath as __fileURLToPath} from 'node:url';",
	'const require = __createRequire(import.meta.url);',
	'const __filename = __fileURLToPath(import.meta.url);',
	"const __dirname = __fileURLToPath(new URL('.', import.meta.url));",
].join('');

/** The Firebase emulator looks for an export of the function's name; the framework for what the bundle registered. */
const start = `'use strict';
const target = process.env.FUNCTION_TARGET;
require(\`./\${target}/index.mjs\`);
Object.defineProperty(exports, target, {
	enumerable: true,
	get: () => require('@google-cloud/functions-framework/testing').getFunction(target),
});
`;

const manifest = (root: string) => {
	const {dependencies} = JSON.parse(readFileSync(join(root, 'functions', 'package.json'), 'utf8'));
	return {
		name: 'invoice-meister-functions',
		private: true,
		main: 'index.js',
		engines: {node: '24'},
		dependencies: Object.fromEntries(external.map((name) => [name, dependencies[name]])),
	};
};

/** The entry of each bundle: its act, handed to functions/main.ts. */
const entries = (root: string, table: readonly DeployedFunction[], world: string | undefined): Plugin => ({
	name: 'entries',
	setup: ({onResolve, onLoad}) => {
		onResolve({filter: /^entry:/}, ({path}) => ({path, namespace: 'entry'}));
		onLoad({filter: /.*/, namespace: 'entry'}, ({path}) => {
			const entry = table.find(({name}) => path === `entry:${name}`);
			if (entry === undefined) throw new Error(`${path} is not in the table`);
			const kind = entry.kind === 'http' ? 'startHttp' : 'startEvent';
			return {
				resolveDir: root,
				loader: 'ts',
				contents: [
					`import {${kind} as start} from './functions/main.ts';`,
					`import {${entry.act} as act} from './functions/${entry.file}';`,
					...(world === undefined ? [] : [`import {open} from './${world}';`]),
					`start('${entry.name}', act${world === undefined ? '' : ', open'});`,
				].join('\n'),
			};
		});
	},
});

/**
 * What bundling changes for our own sources. Files read from beside them (fonts) keep their place, below assets/. A
 * CommonJS package that is loaded late has, split off, its default export only: its names are put beside it again.
 */
const ourSources = (root: string, folder: string): Plugin => ({
	name: 'our sources',
	setup: ({onLoad}) => {
		onLoad({filter: /\.ts$/}, ({path}) => {
			if (path.includes('node_modules') || !path.startsWith(join(root, 'functions'))) return undefined;
			const place = relative(join(folder, 'any'), join(folder, 'assets', relative(root, path)));
			const contents = readFileSync(path, 'utf8')
				.replaceAll('import.meta.url', `new URL('${place}', import.meta.url).href`)
				.replaceAll(/\bimport\('([^'.][^']*)'\)/g, "import('$1').then((all) => ({...all.default, ...all}))");
			return {loader: 'ts', contents};
		});
	},
});

const assetsOf = (root: string): readonly string[] =>
	filesBelow(root, ['functions']).filter((file) => /\.(ttf|woff2|icc|png|xml|xsd)$/.test(file));
