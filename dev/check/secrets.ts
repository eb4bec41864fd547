/** No key, no registry host and no machine's path is in the repository. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Findings, found} from './findings.ts';

/** What keys look like, written so that this file does not contain one. */
const patterns: readonly (readonly [string, RegExp])[] = [
	['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
	['a live Stripe key', /\b[sr]k_live_[0-9A-Za-z]{16,}/],
	['a Stripe test key', /\bsk_test_[0-9A-Za-z]{24,}/],
	['a webhook secret', /\bwhsec_[0-9A-Za-z+/]{32,}/],
	['a Google API key', /\bAIza[0-9A-Za-z_-]{35}\b/],
	['a Google OAuth token', /\bya29\.[0-9A-Za-z_-]{20,}/],
	['a GitHub token', /\b(gh[pousr]_[0-9A-Za-z]{36,}|github_pat_\w{50,})/],
	['an AWS key', /\bAKIA[0-9A-Z]{16}\b/],
	['a Slack token', /\bxox[abprs]-[0-9A-Za-z-]{10,}/],
	['a key of ours', /\bim_live_[0-9A-Za-z_]{20,}/],
	['an npm token', /\b_authToken\s*=/],
];

const unread = /\.(png|jpe?g|ico|pdf|woff2?|ttf|otf|icc|gz|zip)$/;

export const checkSecrets = (root: string, files: readonly string[]): Findings => {
	const texts = files
		.filter((file) => !unread.test(file))
		.map((path) => ({path, text: readFileSync(join(root, path), 'utf8')}));
	const problems = texts.flatMap(({path, text}) =>
		patterns.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path} holds ${what}`),
	);
	return found(problems, `${texts.length} files without secrets`);
};

/** The lockfile names packages by version and hash, never by where somebody once loaded them from. */
export const checkLockfile = (root: string): Findings => {
	const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
	const lock: {readonly packages: {readonly [path: string]: Locked}} = JSON.parse(text);
	const packages = Object.entries(lock.packages).filter(([path, {link}]) => path.includes('node_modules/') && !link);
	const hosts = [...text.matchAll(/"(?:resolved|version)":\s*"((?:https?|git\+?\w*):[^"]*)"/g)].map(([, url]) => url);
	const unsure = packages.filter(([, {integrity, inBundle}]) => !integrity && !inBundle).map(([path]) => path);
	return found(
		[
			...hosts.map((url) => `package-lock.json names the host ${url}`),
			...unsure.map((path) => `package-lock.json has no hash for ${path}`),
		],
		`${packages.length} packages by hash, no host`,
	);
};
type Locked = {readonly integrity?: string; readonly link?: boolean; readonly inBundle?: boolean};
