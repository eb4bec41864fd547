/**
 * Installs from the lockfile what an npm script needs, before it runs: `install.mjs start | test | emulators`.
 * Plain JavaScript without packages. `npm start` gets by without emulators, infrastructure and browser tooling; a second
 * start finds the stamp and is done. From then on npm scripts run on the Node 24 in node_modules/.bin, whatever started npm.
 */
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {
	holdsEverything,
	lacksOptional,
	lockHash,
	onlyForeignOptionalMissing,
	readStamp,
	scopeOf,
	whatToInstall,
} from './stamp.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.invoice-meister-stamp');
const lockFile = join(root, 'package-lock.json');
const busyFile = join(root, '.build', 'installing');
const machine = `${process.platform}-${process.arch}`;
const neededNode = 24;

const startWorkspaces = ['functions', 'web', 'dev'];
const argumentsOf = {
	start: [...startWorkspaces.flatMap((name) => ['-w', name]), '--include-workspace-root'],
	full: [],
};
const words = {start: 'what npm start needs', full: 'everything (emulators, infrastructure and test tools included)'};

const main = async () => {
	const wanted = scopeOf(process.argv[2]);
	if (left(wanted) === 'nothing') return;
	await alone(async () => {
		const scope = left(wanted);
		if (scope !== 'nothing') await install(scope);
	});
};

/** What is still to be installed, now. */
const left = (wanted) => {
	const lockText = readFileSync(lockFile, 'utf8');
	return whatToInstall({wanted, stamp: stampOf(lockText), lock: lockHash(lockText), machine});
};

const stampOf = (lockText) => {
	const stamp = readStamp(textOf(stampFile));
	if (stamp !== undefined) return stamp;
	if (!holdsEverything(lockText, textOf(join(modules, '.package-lock.json')))) return undefined;
	const adopted = {scope: 'full', lock: lockHash(lockText), machine};
	writeFileSync(stampFile, JSON.stringify(adopted));
	return adopted;
};

const textOf = (path) => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
};

const install = async (scope) => {
	const lock = lockHash(readFileSync(lockFile, 'utf8'));
	const startedAt = performance.now();
	const seconds = () => `${Math.round((performance.now() - startedAt) / 1000)} s`;
	say(`Installing ${words[scope]} from package-lock.json …`);
	const ticker = setInterval(() => say(`… still installing (${seconds()})`), 10_000);
	// No package's install script runs: none is needed, and each would be somebody else's program on this machine.
	const options = [...argumentsOf[scope], '--ignore-scripts', '--include=dev', '--include=optional', ...quiet];
	try {
		rmSync(stampFile, {force: true});
		const done = await firstThatWorks([[...options, '--prefer-offline'], options]);
		if (done.code !== 0) fail(explain(done.errors));
	} finally {
		clearInterval(ticker);
	}
	checkNode();
	writeFileSync(stampFile, JSON.stringify({scope, lock, machine}));
	say(`Installed in ${seconds()}.`);
};

const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];

/**
 * Runs npm until one run succeeds. npm 11 refuses `ci` where a registry lacks optional packages of other machines, which
 * therefore are not in the lockfile either; `install` then does the same from the same lockfile without writing to it.
 */
const firstThatWorks = async (attempts) => {
	const refused = lacksOptional(readFileSync(lockFile, 'utf8'));
	let last;
	for (const options of attempts) {
		last = refused ? undefined : await npm(['ci', ...options]);
		if (last === undefined || onlyForeignOptionalMissing(last.errors))
			last = await npm(['install', '--no-save', ...options]);
		if (last.code === 0) return last;
	}
	return last;
};

/** The npm that started this script; the Node that runs it must not be the one that is about to be replaced. */
const npm = (argumentList) =>
	new Promise((resolve) => {
		const script = process.env.npm_execpath;
		const node = process.env.npm_node_execpath ?? process.execPath;
		const windows = process.platform === 'win32';
		const child =
			script?.endsWith('.js') === true
				? spawn(node, [script, ...argumentList], {cwd: root, stdio: ['ignore', 'ignore', 'pipe']})
				: spawn('npm', argumentList, {cwd: root, stdio: ['ignore', 'ignore', 'pipe'], shell: windows});
		let errors = '';
		child.stderr.on('data', (chunk) => {
			errors = (errors + chunk).slice(-20_000);
		});
		child.on('error', (error) => resolve({code: 1, errors: String(error)}));
		child.on('close', (code) => resolve({code, errors}));
	});

const explain = (errors) => {
	const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTCACHED|ENETUNREACH|network/i.test(
		errors,
	);
	const cause = unreachable
		? "The package registry could not be reached and the packages are not in npm's cache. Go online once and try again."
		: /EUSAGE|in sync/.test(errors)
			? 'package.json and package-lock.json do not agree. Run "npm install" and try again.'
			: /ENOSPC/.test(errors)
				? 'The disk is full.'
				: 'npm could not install the packages.';
	return `${cause}\n\n${errors.trim().slice(-2000)}`;
};

/** Packages of the lockfile that are Node itself. npm 10 does not link what they bring when it installs some workspaces. */
const linkNode = () => {
	const place = join(modules, '.bin', 'node');
	const brought = [`node-${machine}`, `node-bin-${machine}`]
		.map((name) => join(modules, name, 'bin', 'node'))
		.find(existsSync);
	if (existsSync(place) || brought === undefined) return;
	rmSync(place, {force: true});
	symlinkSync(relative(dirname(place), brought), place);
};

/** Everything after this runs on Node 24: the packaged one, or the one that is here anyway. */
const checkNode = () => {
	linkNode();
	const packaged = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
	if (existsSync(packaged)) {
		const answer = spawnSync(packaged, ['--version'], {encoding: 'utf8', shell: process.platform === 'win32'});
		if (majorOf(answer.stdout ?? '') >= neededNode) return;
		fail(
			`The Node ${neededNode} from the lockfile does not run on this machine (${machine}).\n${answer.error ?? answer.stderr}`,
		);
	}
	if (majorOf(process.version) >= neededNode) return;
	fail(
		`Invoice Meister runs on Node ${neededNode}. There is no packaged one for ${machine}, and this is ${process.version}.\n` +
			`Install Node ${neededNode} from https://nodejs.org and start again.`,
	);
};

const majorOf = (version) => Number(/^v(\d+)\./.exec(version)?.[1] ?? 0);

/** One installation at a time: npm ci empties node_modules first. A dead process's claim is void. */
const alone = async (work) => {
	mkdirSync(dirname(busyFile), {recursive: true});
	let told = false;
	while (!claim()) {
		if (!told) say('Another installation is running here; waiting for it …');
		told = true;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	const release = () => rmSync(busyFile, {force: true});
	process.once('exit', release);
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
	await work();
	release();
};

const claim = () => {
	try {
		writeFileSync(busyFile, String(process.pid), {flag: 'wx'});
		return true;
	} catch (error) {
		if (error.code !== 'EEXIST') throw error;
	}
	const owner = Number(textOf(busyFile));
	if (owner > 0 && isRunning(owner)) return false;
	// An empty file is one that is being written this moment, or was when its writer died: give it a second chance.
	if (owner > 0 || stillEmpty++ > 3) rmSync(busyFile, {force: true});
	return false;
};
let stillEmpty = 0;

const isRunning = (pid) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
};

const say = (line) => console.log(line);
const fail = (reason) => {
	console.error(`\n${reason}\n`);
	process.exit(1);
};

if (majorOf(process.version) < 20)
	fail(`Invoice Meister needs Node 20 or newer to begin with; this is ${process.version}.`);
await main();
