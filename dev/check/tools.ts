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
	const {code, lines} = await run(root, 'biome', [
		'check',
		'--reporter=github',
		'--max-diagnostics=none',
		'--colors=off',
		'.',
	]);
	const count = /Checked (\d+) files/.exec(lines.join('\n'))?.[1] ?? '0';
	const problems = lines.flatMap((line) => {
		const [, file, where, message] = /^::\w+ .*?file=([^,]+),line=(\d+).*?::(.*)$/.exec(line) ?? [];
		return file === undefined ? [] : [`${file.replace(`${root}/`, '')}:${where} ${message}`];
	});
	const blind = Number(count) < 300 ? [`Biome looked at ${count} files only`] : [];
	return found(
		[...(code === 0 ? [] : problems.length > 0 ? problems : lines), ...blind],
		`${count} files linted and formatted`,
	);
};

const run = (root: string, tool: string, options: readonly string[]) =>
	new Promise<{readonly code: number | null; readonly lines: readonly string[]}>((resolve, reject) => {
		const child = spawn(join(root, 'node_modules', '.bin', tool), options, {
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
		child.once('error', reject);
		child.once('close', (code) => resolve({code, lines: said.split('\n').filter((line) => line.trim() !== '')}));
	});
