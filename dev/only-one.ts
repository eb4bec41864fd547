import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';

/**
 * Makes sure that one process at a time works in a data folder: two would both deliver and both move the clock. The
 * claim is a lock of the operating system, so it ends with the process however that ends. Throws when it is taken.
 */
export const claimFolder = (folder: string): {release(): void} => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const lock = new DatabaseSync(join(folder, 'lock.sqlite'), {timeout: 4000});
	try {
		lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS lock (held INTEGER)');
	} catch {
		lock.close();
		throw new Error(
			`Another Invoice Meister is running on ${folder}. Stop it, or start with another folder: DATA_DIR=.data2 npm start`,
		);
	}
	return {release: () => lock.close()};
};
