/** Checks that other programs do: types by tsc, lint and format by Biome. */
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {type Findings, found} from './findings.ts';

export const checkTypes = async (root: string): Promise<Findings> => {
	const {code, lines} = await run(root, 'tsc', ['--noEmit', '-p', '.', '--pretty', 'false']);
	const problems = lines.filter((line) => /error TS\d+/.test(line));
	return found(code === 0 ? [] : problems.length > 0 ? problems : lines, 'everything, strictly');
};

export const checkStyle = async (root: string): Promise<Findings> => {
	const {code, lines, output} = await run(root, 'biome', ['check', '--reporter=json', '--max-diagnostics=none', '.']);
	const {summary, diagnostics}: Report = JSON.parse(output);
	const looked = summary.changed + summary.unchanged;
	const problems = diagnostics
		// Warnings count: what is worth saying is worth mending.
		.filter(({severity}) => severity !== 'info')
		.map(({location: {path, start}, message, category}) => `${path}:${start?.line ?? 1} ${message} (${category})`);
	const blind = looked < leastFiles ? [`Biome looked at ${looked} files only, at least ${leastFiles} expected`] : [];
	const other = code === 0 || problems.length > 0 ? [] : lines;
	return found([...problems, ...blind, ...other], `${looked} files linted and formatted`);
};
const leastFiles = 500;

type Report = {
	readonly summary: {readonly changed: number; readonly unchanged: number};
	readonly diagnostics: readonly {
		readonly severity: string;
		readonly category: string;
		readonly message: string;
		readonly location: {readonly path: string; readonly start?: {readonly line: number}};
	}[];
};

type Ended = {readonly code: number | null; readonly output: string; readonly lines: readonly string[]};

const run = (root: string, tool: string, options: readonly string[]): Promise<Ended> =>
	new Promise((resolve, reject) => {
		const program = join(root, 'node_modules', '.bin', tool);
		const child = spawn(program, options, {cwd: root, stdio: ['ignore', 'pipe', 'pipe']});
		let output = '';
		let complaints = '';
		child.stdout.on('data', (chunk) => (output += String(chunk)));
		child.stderr.on('data', (chunk) => (complaints += String(chunk)));
		child.once('error', reject);
		child.once('close', (code) => {
			const lines = `${output}\n${complaints}`.split('\n').filter((line) => line.trim() !== '');
			resolve({code, output, lines});
		});
	});
