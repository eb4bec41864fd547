import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {openFirestore} from '../../functions/adapters/firestore.ts';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import type {Db} from '../../functions/world.ts';
import {firestoreHost, freshProject} from '../emulators.ts';
import {contractIndexes, dbContract, type Subject} from './db.ts';
import {losingProxy} from './losing-proxy.ts';

// Before any test is declared: AVA wants them all at once.
const host = await firestoreHost();

/** Does something else instead of the next commit through `lossy`, once `lose` was called. */
const losing = (db: Db, commitAndForget: Db['commit']) => {
	let armed = false;
	const commit: Db['commit'] = async (writes) => {
		const now = armed;
		armed = false;
		return now ? commitAndForget(writes) : db.commit(writes);
	};
	const lose = () => {
		armed = true;
	};
	return {lossy: {...db, commit}, lose};
};

const sqliteIn = async (file: string): Promise<Subject> => {
	const db = openSqlite({file, indexes: contractIndexes});
	// As after a crash between the commit and its answer.
	const forgetting: Db['commit'] = async (writes) => {
		await db.commit(writes);
		return {outcome: 'unknown'};
	};
	return {db, ...losing(db, forgetting), close: async () => db.close()};
};

dbContract('SQLite in memory', test, () => sqliteIn(':memory:'));

dbContract('SQLite file', test, async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'db-'));
	const subject = await sqliteIn(path.join(folder, 'main.db'));
	const close = async () => {
		await subject.close();
		await rm(folder, {recursive: true});
	};
	return {...subject, close};
});

if (host === undefined) {
	test.skip('Firestore: needs its emulator', () => {});
} else {
	dbContract('Firestore', test, async () => {
		const settings = {projectId: freshProject(), databaseId: '(default)'};
		const proxy = await losingProxy(host);
		const [db, far] = [openFirestore({...settings, host}), openFirestore({...settings, host: proxy.host})];
		await far.get('warm/up');
		const cutOff: Db['commit'] = (writes) => {
			proxy.loseNextAnswer();
			return far.commit(writes);
		};
		const close = async () => {
			await Promise.all([db.close(), far.close()]);
			await proxy.close();
		};
		return {db, ...losing(far, cutOff), close};
	});

	test('Firestore: named databases of one project keep apart', async (t) => {
		const projectId = freshProject();
		const [main, keyring] = ['(default)', 'keyring'].map((databaseId) => openFirestore({projectId, databaseId, host}));
		await keyring?.commit([{op: 'create', path: 'things/a', fields: {n: 1}}]);
		t.is(await main?.get('things/a'), undefined);
		t.is((await keyring?.get('things/a'))?.fields.n, 1);
		t.is((await keyring?.query({collection: 'things', limit: 9}))?.length, 1);
		await Promise.all([main?.close(), keyring?.close()]);
	});
}
