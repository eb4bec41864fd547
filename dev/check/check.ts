/** `npm run check`: everything a tool can say about this code without running it. One line a check; 1 when any failed. */
import {readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {functions} from '../../functions/index.ts';
import {checkCards} from './cards.ts';
import {checkDocs} from './docs.ts';
import {checkDomains} from './domains.ts';
import type {Findings} from './findings.ts';
import {checkImports} from './imports.ts';
import {filesBelow, readModules} from './modules.ts';
import {checkPurity} from './purity.ts';
import {checkLockfile, checkSecrets} from './secrets.ts';
import {checkTables} from './tables.ts';
import {checkStyle, checkTypes} from './tools.ts';

const root = join(import.meta.dirname, '..', '..');
const mostShown = 40;

const main = async (): Promise<boolean> => {
	const startedAt = performance.now();
	const outside = [report('types', checkTypes(root)), report('style', checkStyle(root))];
	const files = filesBelow(root);
	const modules = readModules(root);
	const inside = [
		report('imports', () => checkImports(modules, functions)),
		report('purity', () => checkPurity(modules)),
		report('domains', () => checkDomains(root, modules, files)),
		report('tables', () => checkTables(root, modules)),
		report('docs', () => checkDocs(root, modules, files)),
		report('cards', () => checkCards(modules)),
		report('secrets', () => checkSecrets(root, [...files, ...topFiles()])),
		report('lockfile', () => checkLockfile(root)),
	];
	const results = await Promise.all([...inside, ...outside]);
	const failed = results.filter((passed) => !passed).length;
	const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
	console.log(
		failed === 0
			? `check: all ${results.length} hold (${seconds} s)`
			: `check: ${failed} of ${results.length} fail (${seconds} s)`,
	);
	return failed === 0;
};

const topFiles = (): readonly string[] =>
	readdirSync(root).filter((name) => statSync(join(root, name)).isFile() && !/\.log$|^package-lock\.json$/.test(name));

/** Says how a check went; a check that cannot be made has failed. */
const report = async (name: string, check: Promise<Findings> | (() => Findings)): Promise<boolean> => {
	const {problems, seen} = await made(check).catch((error): Findings => ({problems: [String(error)], seen: ''}));
	if (problems.length === 0) {
		console.log(`✓ ${name.padEnd(9)} ${seen}`);
		return true;
	}
	console.log(`✗ ${name.padEnd(9)} ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
	for (const problem of problems.slice(0, mostShown)) console.log(`    ${problem}`);
	if (problems.length > mostShown) console.log(`    … and ${problems.length - mostShown} more`);
	return false;
};

const made = async (check: Promise<Findings> | (() => Findings)): Promise<Findings> =>
	typeof check === 'function' ? check() : check;

process.exitCode = (await main()) ? 0 : 1;
