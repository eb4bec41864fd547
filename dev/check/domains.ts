/** Each domain says what it owns, has one door and one store; each decision and each act has its test. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Findings, found} from './findings.ts';
import {domainOf} from './imports.ts';
import type {Module} from './modules.ts';

/** Files without a test of their own as yet. The list may only shrink: what is tested, or gone, must leave it. */
const allowed = 'dev/check/untested.json';

/** What has no behaviour to prove, or is proved by what uses it: doors, stores, tables of routes, examples. */
const exempt = /\/(index|store|examples|routes|[\w-]+-routes)\.ts$/;

export const checkDomains = (root: string, modules: readonly Module[], files: readonly string[]): Findings => {
	const domains = [...new Set(files.flatMap((file) => domainOf(file) ?? []))];
	const incomplete = domains.flatMap((domain) =>
		['README.md', 'index.ts', 'store.ts']
			.map((name) => `functions/${domain}/${name}`)
			.filter((file) => !files.includes(file) && !storeless.includes(file))
			.map((file) => `${file} is missing: each domain has one`),
	);
	const behaviour = modules.map(({path}) => path).filter((path) => domainOf(path) !== undefined && !exempt.test(path));
	const {untested, tolerated} = testsOf(root, modules, behaviour);
	return found(
		[...incomplete, ...untested],
		`${domains.length} domains, ${behaviour.length} files of behaviour${tolerated}`,
	);
};

/** Domains that keep no documents of their own. */
const storeless = ['functions/documents/store.ts', 'functions/operations/store.ts', 'functions/reports/store.ts'];

const testsOf = (root: string, modules: readonly Module[], behaviour: readonly string[]) => {
	const tests = modules.filter(({path}) => path.startsWith('test/') && path.endsWith('.test.ts'));
	const isTested = (file: string): boolean => {
		const mirrored = `test/${file.replace(/\.ts$/, '.test.ts')}`;
		return tests.some(({path, text}) => path === mirrored || (isJourney(path, file) && text.includes(nameIn(file))));
	};
	const list: readonly string[] = JSON.parse(readFileSync(join(root, allowed), 'utf8'));
	const bare = behaviour.filter((file) => !isTested(file));
	const missing = bare.filter((file) => !list.includes(file)).map((file) => `${file} has no test`);
	const stale = list.filter((file) => !bare.includes(file)).map((file) => `${file} must leave ${allowed}`);
	return {
		untested: [...missing, ...stale],
		tolerated: list.length === 0 ? '' : `, ${list.length} still untested (${allowed})`,
	};
};

/** A journey of the file's own domain, or one through all of them, that names the file: `invoices/send-invoice.ts`. */
const isJourney = (test: string, file: string): boolean =>
	test.startsWith(`test/functions/${domainOf(file)}/`) || /^test\/(journeys|contracts|simulation)\//.test(test);
const nameIn = (file: string): string => file.replace(/^functions\//, '');
