/** What is deployed, what starts it and what is generated from the table agree. */
import {type DeployedFunction, functions} from '../../functions/index.ts';
import {Step} from '../../schemas/steps.ts';
import {drifted} from '../build/generated.ts';
import {type Findings, found} from './findings.ts';
import {pictureDrifted} from './map.ts';
import type {Module} from './modules.ts';

export const checkTables = (root: string, modules: readonly Module[]): Findings => {
	const table: readonly DeployedFunction[] = functions;
	const listened = table.flatMap((entry) => (entry.kind === 'event' ? entry.topics : []));
	const published = publishedTopics(modules);
	const needed = new Set([...Step.options, ...published]);
	const problems = [
		...twice(table.map(({name}) => name)).map((name) => `two functions are named ${name}`),
		...twice(listened).map((topic) => `two functions listen to ${topic}`),
		...[...needed].filter((topic) => !listened.includes(topic)).map((topic) => `nobody listens to ${topic}`),
		...table.flatMap((entry) => missingAct(entry, modules)),
		...drifted(root).map((path) => `${path} is not what the tables say: npm run build`),
		...(pictureDrifted(root) ? ['docs/architecture.md does not show what the tables say: npm run map'] : []),
	];
	return found(
		problems,
		`${table.length} functions, ${listened.length} topics, each with its consumer; generated files agree`,
	);
};

const twice = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.indexOf(name) !== at);

/** Topics that the code names when it publishes. */
const publishedTopics = (modules: readonly Module[]): readonly string[] =>
	modules
		.filter(({path}) => path.startsWith('functions/'))
		.flatMap(({text}) => [...text.matchAll(/\bpublish\(\s*'([\w.]+)'/g)].map(([, topic = '']) => topic));

const missingAct = ({name, file, act}: DeployedFunction, modules: readonly Module[]): readonly string[] => {
	const text = modules.find(({path}) => path === `functions/${file}`)?.text;
	if (text === undefined) return [`${name} runs functions/${file}, which is not there`];
	const exported = new RegExp(`export (const|async function|function) ${act}\\b|export \\{[^}]*\\b${act}\\b`);
	return exported.test(text) ? [] : [`${name} runs ${act} of functions/${file}, which exports no such thing`];
};
