/** Every path that documentation and comments name is there. */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Findings, found} from './findings.ts';
import type {Module} from './modules.ts';

/** Paths as documents write them: `functions/api.ts`, (test/run.ts), dev/. */
const named = /(?<![\w./@~-])((?:schemas|functions|web|dev|infra|test|docs|\.ci)\/[\w./*{}<>…-]*[\w/*}>])/g;
/** Made by the build, or a pattern rather than a path. */
const notHere = /^(web\/dist|functions\/node_modules)|[*{}<>…]|\/(x|y)(\.|\/|$)/;

export const checkDocs = (root: string, modules: readonly Module[], files: readonly string[]): Findings => {
	const top = readdirSync(root).filter((name) => name.endsWith('.md'));
	const documents = [...files, ...docsOf(root), ...top].filter((file) => file.endsWith('.md'));
	const texts = [
		...documents.map((path) => ({path, text: readFileSync(join(root, path), 'utf8')})),
		...modules.filter(({path}) => !path.startsWith('test/')).map(({path, text}) => ({path, text: commentsOf(text)})),
	];
	const problems = texts.flatMap(({path, text}) =>
		pathsIn(text)
			.filter((name) => !isThere(root, name))
			.map((name) => `${path} names ${name}, which is not there`),
	);
	const links = documents.flatMap((path) => brokenLinks(root, path));
	const count = texts.reduce((sum, {text}) => sum + pathsIn(text).length, 0);
	return found([...problems, ...links], `${documents.length} documents, ${count} paths named in them and in comments`);
};

const docsOf = (root: string): readonly string[] =>
	readdirSync(join(root, 'docs'), {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));

const pathsIn = (text: string): readonly string[] =>
	[...text.matchAll(named)].flatMap(([, name = '']) => (notHere.test(name) ? [] : [name.replace(/\.$/, '')]));

const isThere = (root: string, name: string): boolean =>
	[name, `${name}.ts`, `${name}.tsx`].some((each) => existsSync(join(root, each)));

const brokenLinks = (root: string, path: string): readonly string[] => {
	const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
	return [...readFileSync(join(root, path), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)].flatMap(
		([, target = '']) =>
			existsSync(join(root, folder, target)) ? [] : [`${path} links to ${target}, which is not there`],
	);
};

const commentsOf = (text: string): string =>
	[...text.matchAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g)].map(([comment]) => comment).join('\n');
