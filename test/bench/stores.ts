/** Databases that several processes share, named so that each can open them for itself. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startFirestoreEmulator} from '../../dev/emulators/launch.ts';
import {indexes} from '../../functions/indexes.ts';
import type {Db} from '../../functions/world.ts';
import {freshProject} from '../emulators.ts';

export type Place =
	| {readonly kind: 'sqlite'; readonly file: string}
	| {readonly kind: 'firestore'; readonly host: string; readonly projectId: string};
export type Open = {readonly db: Db; close(): Promise<void>};

/** Loads the client of the one that is opened, and no other: the memory of a worker is measured. */
export const open = async (place: Place): Promise<Open> => {
	if (place.kind === 'sqlite') {
		const {openSqlite} = await import('../../functions/adapters/sqlite.ts');
		const {close, ...db} = openSqlite({file: place.file, indexes});
		return {db, close: async () => close()};
	}
	const {openFirestore} = await import('../../functions/adapters/firestore.ts');
	const {close, ...db} = openFirestore({...place, databaseId: '(default)'});
	return {db, close};
};

/** `fresh`: an empty database, and how to be rid of it. */
export type Store = {
	readonly name: string;
	fresh(): {readonly place: Place; remove(): void};
	stop(): Promise<void>;
};
/** For so many templates. Undefined on a machine without it. */
export type Starting = (templates: number) => Promise<Store | undefined>;

export const startSqlite: Starting = async () => ({
	name: 'SQLite',
	fresh: () => {
		const folder = mkdtempSync(join(tmpdir(), 'bench-'));
		return {
			place: {kind: 'sqlite', file: join(folder, 'database.sqlite')},
			remove: () => rmSync(folder, {recursive: true}),
		};
	},
	stop: async () => {},
});

/**
 * One of its own: an emulator that others have filled is slow. Its databases are gone when it stops. It keeps every version
 * of every document in memory.
 */
export const startEmulator: Starting = async (templates) => {
	const emulator = await startFirestoreEmulator({heapMb: Math.max(3000, Math.ceil(templates / 10_000) * 1200)});
	return (
		emulator && {
			name: 'Firestore emulator',
			fresh: () => ({
				place: {kind: 'firestore', host: emulator.host, projectId: freshProject()},
				remove: () => {},
			}),
			stop: emulator.stop,
		}
	);
};
