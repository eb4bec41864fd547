import {setTimeout as pause} from 'node:timers/promises';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Db, Fields, Stored} from '../../functions/world.ts';

const attempts = 50;

/** Writes what `decide` makes of a document, again when another process was faster. */
export const replaceDocument = async (
	db: Db,
	path: string,
	decide: (stored: Stored | undefined) => Fields,
): Promise<void> => {
	for (let attempt = 0; attempt < attempts; attempt++) {
		const stored = await db.get(path);
		const fields = decide(stored);
		const {outcome} = await db.commit([
			stored === undefined ? {op: 'create', path, fields} : {op: 'update', path, version: stored.version, fields},
		]);
		if (outcome === 'committed') return;
		await pause(5 * attempt);
	}
	throw new Outage(`${path} could not be written`);
};
