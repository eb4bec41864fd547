/**
 * The same random operations on SQLite and on the Firestore emulator give the same answers. A difference prints its seed
 * and the fewest operations that show it. `--runs` for more of it, `--seed` to see one again:
 * `npx ava conformance/conformance.test.ts -- --runs 2000 --seed 7`.
 */
import {inspect, parseArgs} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {openFirestore} from '../../functions/adapters/firestore.ts';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import type {Db} from '../../functions/world.ts';
import {firestoreHost, freshProject} from '../emulators.ts';
import {conformanceIndexes, type Operation, sequence} from './operations.ts';
import {perform, sideOf} from './perform.ts';
import {shrink} from './shrink.ts';

// Before any test is declared: AVA wants them all at once.
const host = await firestoreHost();
const {runs, seed = String(Date.now() % 1_000_000)} = parseArgs({
	args: process.argv.slice(2),
	options: {runs: {type: 'string'}, seed: {type: 'string'}},
	strict: false,
}).values;
const limitMs = runs === undefined ? 15_000 : Number.POSITIVE_INFINITY;

type Difference = {readonly at: number; readonly first: string; readonly second: string};

/** Two databases that `open` gives empty each time. */
const comparing = (open: () => Promise<readonly [Db, Db]>) => {
	let compared = 0;
	return {
		compared: () => compared,
		differs: async (operations: readonly Operation[]): Promise<Difference | undefined> => {
			const sides = (await open()).map(sideOf);
			for (const [at, one] of operations.entries()) {
				const [first = '', second = ''] = await Promise.all(sides.map((side) => perform(side, one, `s${at}`)));
				compared++;
				if (first !== second) return {at, first, second};
			}
			return undefined;
		},
	};
};

const inMemory = (): Db => openSqlite({file: ':memory:', indexes: conformanceIndexes});

/** An emulator's own way to empty a database. */
const forget = async (emulator: string, projectId: string): Promise<void> => {
	const url = `http://${emulator}/emulator/v1/projects/${projectId}/databases/(default)/documents`;
	const answer = await fetch(url, {method: 'DELETE', headers: {authorization: 'Bearer owner'}});
	await answer.body?.cancel();
	if (!answer.ok) throw new Error(`the emulator was not emptied: ${answer.status}`);
};

const sequenceOf = (number: number): readonly Operation[] => fc.sample(sequence, {seed: number, numRuns: 1})[0] ?? [];

test('a difference is found, and shown by as few operations as it takes', async (t) => {
	const forgetful = (db: Db): Db => ({
		...db,
		query: async (query) => (await db.query(query)).filter(({fields}) => fields.a !== true),
	});
	const {differs} = comparing(async () => [inMemory(), forgetful(inMemory())]);
	for (let number = 1; number < 100; number++) {
		const least = await shrink(sequenceOf(number), differs, 20_000);
		if (least === undefined) continue;
		t.is(least.operations.length, 2, 'a document, and a query that finds it');
		t.deepEqual(least.operations[0]?.do === 'commit' && least.operations[0].writes.map(({fields}) => fields), [
			{a: true},
		]);
		return;
	}
	t.fail('nothing was found');
});

if (host === undefined) test.skip('SQLite and Firestore: needs the emulator', () => {});
else
	test('SQLite answers every sequence of operations as Firestore does', async (t) => {
		t.timeout(24 * 3_600_000);
		const projectId = freshProject();
		const firestore = openFirestore({projectId, databaseId: '(default)', host});
		const {differs, compared} = comparing(async () => {
			await forget(host, projectId);
			return [inMemory(), firestore];
		});
		await firestore.get('warm/up');
		const end = performance.now() + limitMs;
		const first = Number(seed);
		let done = 0;
		for (; done < Number(runs ?? 5000) && performance.now() < end; done++) {
			const operations = sequenceOf(first + done);
			if ((await differs(operations)) === undefined) continue;
			const least = await shrink(operations, differs, 60_000);
			const shown = inspect(least, {depth: 20, maxStringLength: 2000, breakLength: 140});
			t.fail(`SQLite (first) and Firestore differ: --runs 1 --seed ${first + done}\n${shown}`);
			break;
		}
		t.log(`${compared()} operations in ${done} sequences gave the same answers, from seed ${first} on`);
		t.true(compared() > 20);
		await firestore.close();
	});
