import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {functions} from '../../functions/index.ts';
import {bundle} from '../build/bundle.ts';
import {filesBelow} from '../check/modules.ts';

const kept = 3;

/** The functions as they are deployed, but for the world they open. Built when something has changed; named by content. */
export const buildBundles = async (root: string): Promise<string> => {
	const shelf = join(root, '.build', 'emulators');
	const folder = join(shelf, `functions-${fingerprint(root)}`);
	if (existsSync(folder)) return folder;
	const draft = join(shelf, `draft-${process.pid}`);
	mkdirSync(shelf, {recursive: true});
	await bundle({
		root,
		table: functions,
		folder: draft,
		world: 'dev/emulator-platform/world.ts',
	});
	if (existsSync(folder)) rmSync(draft, {recursive: true});
	else renameSync(draft, folder);
	forgetOld(shelf, folder);
	return folder;
};

const fingerprint = (root: string): string => {
	const hash = createHash('sha256');
	const files = [...filesBelow(root, ['schemas', 'functions', 'dev', 'infra']), 'package-lock.json'];
	for (const file of files)
		hash
			.update(`${file}\0`)
			.update(readFileSync(join(root, file)))
			.update('\0');
	return hash.digest('hex').slice(0, 16);
};

/** Running platforms read the newest; older ones only take up room. */
const forgetOld = (shelf: string, newest: string): void => {
	const folders = readdirSync(shelf)
		.filter((name) => name.startsWith('functions-'))
		.map((name) => join(shelf, name))
		.filter((folder) => folder !== newest)
		.sort((left, right) => statSync(right).mtimeMs - statSync(left).mtimeMs);
	for (const folder of folders.slice(kept)) rmSync(folder, {recursive: true, force: true});
};
