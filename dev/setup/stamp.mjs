/**
 * What an installation in node_modules is good for. Plain JavaScript: it runs before anything is installed, on any Node from 20.
 * `start` is what `npm start` needs; `full` is everything, for tests and emulators.
 */
import {createHash} from 'node:crypto';

/** @typedef {'start' | 'full'} Scope */
/** @typedef {{scope: Scope, lock: string, machine: string}} Stamp */

/** Whom the command line's word asks for. Throws on a word it does not know. @returns {Scope} */
export const scopeOf = (word) => {
	const scopes = {start: 'start', test: 'full', emulators: 'full', full: 'full'};
	if (!Object.hasOwn(scopes, word ?? '')) throw new Error(`install.mjs: say start, test or emulators, not "${word}"`);
	return scopes[word];
};

/** The hash that changes with every change of the lockfile. */
export const lockHash = (lockText) => createHash('sha256').update(lockText).digest('hex').slice(0, 32);

/** The stamp in this text; undefined when it is none. @returns {Stamp | undefined} */
export const readStamp = (text) => {
	try {
		const {scope, lock, machine} = JSON.parse(text);
		const whole = (scope === 'start' || scope === 'full') && typeof lock === 'string' && typeof machine === 'string';
		return whole ? {scope, lock, machine} : undefined;
	} catch {
		return undefined;
	}
};

/**
 * What to install, or `nothing`. An installation of everything also serves `npm start`, and is renewed as a whole when
 * the lockfile moves: it never becomes a partial one.
 * @param {{wanted: Scope, stamp: Stamp | undefined, lock: string, machine: string}} facts
 * @returns {Scope | 'nothing'}
 */
export const whatToInstall = ({wanted, stamp, lock, machine}) => {
	if (stamp === undefined) return wanted;
	const upToDate = stamp.lock === lock && stamp.machine === machine;
	if (upToDate && (stamp.scope === 'full' || wanted === 'start')) return 'nothing';
	return stamp.scope === 'full' ? 'full' : wanted;
};

/**
 * True when somebody installed everything by hand (`npm ci`): each package of the lockfile that is not optional is
 * there in its version, as npm's own record in node_modules says.
 */
export const holdsEverything = (lockText, installedText) => {
	try {
		const installed = JSON.parse(installedText).packages;
		return Object.entries(JSON.parse(lockText).packages).every(
			([path, {optional, peer, link, version}]) =>
				!path.includes('node_modules/') || optional || peer || link || installed[path]?.version === version,
		);
	} catch {
		return false;
	}
};

/** True when all that `npm ci` misses in the lockfile are packages it could not load at all: it names those without a version. */
export const onlyForeignOptionalMissing = (errors) => {
	const missing = [...errors.matchAll(/Missing: (\S+) from lock file/g)].map(([, name]) => name);
	return missing.length > 0 && missing.every((name) => name.endsWith('@')) && !/Invalid: /.test(errors);
};

/** True when the lockfile names optional packages that it does not hold: then npm 11 is sure to refuse `ci`. */
export const lacksOptional = (lockText) => {
	const packages = Object.entries(JSON.parse(lockText).packages);
	const held = new Set(
		packages.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
	);
	return packages.some(([, {optionalDependencies = {}}]) =>
		Object.keys(optionalDependencies).some((name) => !held.has(name)),
	);
};
