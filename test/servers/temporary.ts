import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const folders: string[] = [];
process.on('exit', () => {
	for (const folder of folders) rmSync(folder, {recursive: true, force: true});
});

/** A folder of its own for each caller, gone when the test process ends. */
export const temporaryFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'invoice-meister-'));
	folders.push(folder);
	return folder;
};
