/** Clock, chance, environment and network come in as arguments: only adapters and entry points reach for them. */
import type {Node} from 'oxc-parser';
import {type Findings, found} from './findings.ts';
import type {Module} from './modules.ts';
import {childrenOf} from './tree.ts';

const concerned = /^(schemas|functions|web\/src)\//;
const free = [
	/^functions\/adapters\//,
	/^functions\/(main|serve)\.ts$/,
	/^web\/src\/main\.tsx$/,
	// The client's entry to the outside: its one place for requests and for the browser's clock.
	/^web\/src\/api\//,
];

export const checkPurity = (modules: readonly Module[]): Findings => {
	const looked = modules.filter(({path}) => concerned.test(path) && !free.some((entry) => entry.test(path)));
	const problems = looked.flatMap(({path, text, program}) =>
		impurities(program()).map(({what, start}) => `${path}:${lineOf(text, start)} reaches for ${what}`),
	);
	return found(problems, `${looked.length} modules without clock, chance, environment, network or console`);
};

type Impurity = {readonly what: string; readonly start: number};

/** Found in the syntax tree, so that comments and texts may speak of them. */
export const impurities = (tree: Node): readonly Impurity[] => {
	const list: Impurity[] = [];
	const visit = (node: Node): void => {
		const what = reachesFor(node);
		if (what !== undefined) list.push({what, start: node.start});
		for (const child of childrenOf(node)) visit(child);
	};
	visit(tree);
	return list;
};

const members = new Set(['Date.now', 'Math.random', 'process.env', 'performance.now']);
const wholes = new Set(['console']);

const reachesFor = (node: Node): string | undefined => {
	if (node.type === 'NewExpression')
		return isNamed(node.callee, 'Date') && node.arguments.length === 0 ? 'new Date()' : undefined;
	if (node.type === 'CallExpression') {
		if (isNamed(node.callee, 'fetch')) return 'fetch';
		return isNamed(node.callee, 'Date') ? 'Date()' : undefined;
	}
	if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return undefined;
	if (wholes.has(node.object.name)) return node.object.name;
	const name = node.property.type === 'Identifier' && !node.computed ? node.property.name : '';
	const what = `${node.object.name}.${name}`;
	if (what === 'globalThis.fetch') return 'fetch';
	return members.has(what) ? what : undefined;
};

const isNamed = (node: Node, name: string): boolean => node.type === 'Identifier' && node.name === name;

const lineOf = (text: string, start: number): number => text.slice(0, start).split('\n').length;
