import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';

/** What the client is made of: it shares schemas and pure decisions with the functions. */
const sources = ['web', 'schemas', 'functions', 'package-lock.json', 'package.json'];
const stampName = '.stamp';

/**
 * Builds the web client into web/dist unless what it is made of has not changed since, in a process of its own.
 * Several starts at once build once. Answers where it is and whether it was built now.
 */
export const buildWeb = async (root: string): Promise<{readonly folder: string; readonly built: boolean}> => {
	const folder = join(root, 'web', 'dist');
	const stamp = fingerprint(root);
	if (isBuilt(folder, stamp)) return {folder, built: false};
	return alone(join(root, '.build', 'building-web'), async () => {
		if (isBuilt(folder, stamp)) return {folder, built: false};
		const draft = join(root, '.build', 'web');
		await vite(root, draft);
		writeFileSync(join(draft, stampName), stamp);
		rmSync(folder, {recursive: true, force: true});
		renameSync(draft, folder);
		return {folder, built: true};
	});
};

const isBuilt = (folder: string, stamp: string): boolean => {
	const file = join(folder, stampName);
	return existsSync(file) && readFileSync(file, 'utf8') === stamp;
};

const vite = (root: string, outDir: string): Promise<void> => {
	const manifest = createRequire(join(root, 'web', 'package.json')).resolve('vite/package.json');
	const program = join(dirname(manifest), 'bin', 'vite.js');
	const child = spawn(process.execPath, [program, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], {
		cwd: join(root, 'web'),
		env: {...process.env, NODE_ENV: 'production', NO_COLOR: '1'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`The web client does not build:\n${said}`)),
		);
	});
};

/** A few hundred small files, by name and content. */
const fingerprint = (root: string): string => {
	const hash = createHash('sha256');
	for (const path of sources.flatMap((source) => filesOf(root, source))) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(join(root, path)))
			.update('\0');
	}
	return hash.digest('hex');
};

const filesOf = (root: string, source: string): readonly string[] => {
	if (source.includes('.')) return [source];
	return readdirSync(join(root, source), {recursive: true, withFileTypes: true})
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
		.filter((path) => !/node_modules|^web\Wdist|adapters/.test(path))
		.sort();
};

/** One at a time, over processes; the claim of a dead process is void. */
const alone = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
	mkdirSync(dirname(file), {recursive: true});
	while (!claim(file)) await pause(100);
	const release = (): void => rmSync(file, {force: true});
	process.once('exit', release);
	try {
		return await work();
	} finally {
		process.off('exit', release);
		release();
	}
};

const claim = (file: string): boolean => {
	try {
		writeFileSync(file, String(process.pid), {flag: 'wx'});
		return true;
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
		if (!isRunning(file)) rmSync(file, {force: true});
		return false;
	}
};

const isRunning = (file: string): boolean => {
	try {
		process.kill(Number(readFileSync(file, 'utf8')) || process.pid, 0);
		return true;
	} catch (error) {
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
};
