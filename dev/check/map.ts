/** `npm run map`: prints the table of functions and draws it into docs/architecture.md. */
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type DeployedFunction, functions} from '../../functions/index.ts';

const page = 'docs/architecture.md';
const begin = '<!-- made by npm run map: begin -->';
const end = '<!-- made by npm run map: end -->';

/** A mermaid picture: what starts each function, the functions, and the ports they reach. */
export const picture = (table: readonly DeployedFunction[]): string => {
	const arrows = table.flatMap((entry) => [
		...(entry.kind === 'http'
			? entry.paths.map((path) => `\tpeople(["${path}"]) --> ${entry.name}`)
			: entry.topics.map((topic) => `\t${idOf(topic)}>"${topic}"] --> ${entry.name}`)),
		...(entry.kind === 'event' && entry.cron !== undefined
			? [`\tcron{{"${entry.cron}"}} --> ${idOf(entry.topics[0] ?? '')}`]
			: []),
		`\t${entry.name}["${entry.name}<br/><small>${entry.file}</small>"] --> ${idOf(entry.ports.join(' '))}[("${entry.ports.join(' ')}")]`,
	]);
	return ['```mermaid', 'flowchart LR', ...named(arrows), '```'].join('\n');
};

/** Each path and schedule is a node of its own. */
const named = (arrows: readonly string[]): readonly string[] =>
	arrows.map((arrow, at) => arrow.replace(/^\t(people|cron)(?=[([{])/, `\t$1${at}`));

const idOf = (text: string): string => text.replaceAll(/\W/g, '_');

/** The table as text, for a terminal and for people who read the page without pictures. */
export const listing = (table: readonly DeployedFunction[]): string =>
	[
		'| function | starts with | runs | reaches | tries |',
		'|---|---|---|---|---|',
		...table.map(
			(entry) =>
				`| ${[entry.name, startOf(entry), `\`${entry.file}\``, entry.ports.join(' '), triesOf(entry)].join(' | ')} |`,
		),
	].join('\n');

const startOf = (entry: DeployedFunction): string =>
	entry.kind === 'http'
		? entry.paths.map((path) => `\`${path}\``).join(' ')
		: [
				...entry.topics.map((topic) => `\`${topic}\``),
				...(entry.cron === undefined ? [] : [`cron \`${entry.cron}\``]),
			].join(' ');

const triesOf = (entry: DeployedFunction): string =>
	entry.kind === 'http'
		? 'the caller'
		: `${entry.retry.maxAttempts}, ${entry.retry.minBackoffSeconds}–${entry.retry.maxBackoffSeconds} s`;

const drawn = (table: readonly DeployedFunction[]): string =>
	[begin, picture(table), '', listing(table), end].join('\n');

const withPicture = (text: string): string => {
	const from = text.indexOf(begin);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new Error(`${page} has no place for the picture: ${begin} … ${end}`);
	return `${text.slice(0, from)}${drawn(functions)}${text.slice(to + end.length)}`;
};

export const pictureDrifted = (root: string): boolean => {
	const text = readFileSync(join(root, page), 'utf8');
	return withPicture(text) !== text;
};

if (import.meta.main) {
	const file = join(import.meta.dirname, '..', '..', page);
	writeFileSync(file, withPicture(readFileSync(file, 'utf8')));
	console.log(listing(functions));
}
