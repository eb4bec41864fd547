/** Every module of the repository with what it imports, read by a parser that knows TypeScript (see docs/decisions). */
import {readdirSync, readFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import path from 'node:path';
import {type Program, parseSync} from 'oxc-parser';

export type Import = {
	/** What stands in the source: `./money.ts`, `zod`, `node:fs`. */
	readonly specifier: string;
	/** The file it means, seen from the root; undefined for a package or a part of Node. */
	readonly file: string | undefined;
	/** The package it means: `zod`, `@google-cloud/kms`. */
	readonly vendor: string | undefined;
	/** Vanishes with the types. */
	readonly typeOnly: boolean;
};
export type Module = {
	/** From the root, with slashes. */
	readonly path: string;
	readonly text: string;
	readonly imports: readonly Import[];
	readonly program: () => Program;
};

const folders = ['schemas', 'functions', 'web', 'dev', 'infra', 'test'];
const unread = new Set(['node_modules', 'dist', '.data', '.build', 'fixtures', 'test-results']);

/** All files below the given folders of the root, but what is installed or made. */
export const filesBelow = (root: string, below: readonly string[] = folders): readonly string[] =>
	below.flatMap((folder) => walk(root, folder)).sort();

const walk = (root: string, folder: string): readonly string[] =>
	readdirSync(path.join(root, folder), {withFileTypes: true}).flatMap((entry) => {
		const name = `${folder}/${entry.name}`;
		if (unread.has(entry.name)) return [];
		return entry.isDirectory() ? walk(root, name) : [name];
	});

/** Throws when a file does not parse: what cannot be read must not pass. */
export const readModules = (root: string): readonly Module[] =>
	filesBelow(root)
		.filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts') && !file.endsWith('.d.mts'))
		.map((file) => readModule(file, readFileSync(path.join(root, file), 'utf8')));

export const readModule = (file: string, text: string): Module => {
	const parsed = parseSync(file, text);
	if (parsed.errors.length > 0) throw new Error(`${file} does not parse: ${parsed.errors[0]?.message}`);
	const {staticImports, staticExports, dynamicImports} = parsed.module;
	const imports = [
		...staticImports.map(({moduleRequest, entries}) => ({
			specifier: moduleRequest.value,
			typeOnly: entries.length > 0 && entries.every(({isType}) => isType),
		})),
		...staticExports.flatMap(({entries}) =>
			entries.flatMap(({moduleRequest, isType}) =>
				moduleRequest === null ? [] : [{specifier: moduleRequest.value, typeOnly: isType}],
			),
		),
		...dynamicImports.flatMap(({moduleRequest: {start, end}}) => {
			const literal = /^(['"])([^'"]+)\1$/.exec(text.slice(start, end))?.[2];
			return literal === undefined ? [] : [{specifier: literal, typeOnly: false}];
		}),
		...[...text.matchAll(/new URL\(\s*'(\.[^']+\.(?:ts|mjs))',\s*import\.meta\.url/g)].map(([, specifier = '']) => ({
			specifier,
			typeOnly: false,
		})),
		...[...text.matchAll(/join\(import\.meta\.dirname,\s*'([\w-]+\.(?:ts|mjs))'\)/g)].map(([, name = '']) => ({
			specifier: `./${name}`,
			typeOnly: false,
		})),
	];
	return {
		path: file,
		text,
		imports: imports.map((each) => ({...each, ...targetOf(file, each.specifier)})),
		program: () => parsed.program,
	};
};

const targetOf = (from: string, specifier: string): Pick<Import, 'file' | 'vendor'> => {
	if (specifier.startsWith('.'))
		return {file: path.posix.join(path.posix.dirname(from), specifier).replace(/\?.*$/, ''), vendor: undefined};
	if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return {file: undefined, vendor: undefined};
	const parts = specifier.split('/');
	return {file: undefined, vendor: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')};
};
