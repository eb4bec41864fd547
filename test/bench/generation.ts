/** The billing run against a bare loop that reads the same pages and commits the same documents. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {openSqlite} from '../../functions/adapters/sqlite.ts';
import {indexes} from '../../functions/indexes.ts';
import type {Db, Write} from '../../functions/world.ts';
import {counting} from './counting.ts';
import {dueAt, putDueTemplates} from './due-templates.ts';
import {type Figure, median} from './report.ts';
import {runEverything} from './run-everything.ts';

const templates = 2000;
const rounds = 5;

/** Billed operations per issued invoice, and the run's speed on SQLite as a share of the bare loop's. */
export const generationFigures = async (): Promise<readonly Figure[]> => {
	const commits: (readonly Write[])[] = [];
	const {counts} = await onSqlite(async (db) => {
		await putDueTemplates(db, templates);
		const counted = counting(db, (writes) => commits.push(writes));
		await runEverything(counted.db, dueAt);
		return counted;
	});
	const ratios: number[] = [];
	let engineMs = 0;
	for (let round = 0; round < rounds; round++) {
		engineMs = await engine();
		ratios.push((await bare(commits)) / engineMs);
	}
	return [
		{
			name: 'writes per invoice, generation, 100 per series page',
			value: counts.writes / templates,
			unit: 'writes',
			budget: {max: 2.1},
		},
		{name: 'reads per invoice, generation', value: counts.reads / templates, unit: 'reads', budget: {max: 1.1}},
		{
			name: 'billing run vs bare loop, SQLite',
			value: median(ratios),
			unit: '×',
			budget: {min: 0.5},
			note: `${((engineMs * 1000) / templates).toFixed(0)} µs per invoice`,
		},
	];
};

const engine = (): Promise<number> =>
	onSqlite(async (db) => {
		await putDueTemplates(db, templates);
		return timed(() => runEverything(db, dueAt));
	});

/** What a program without an engine would do: read a page by its index, write the finished documents with version checks. */
const bare = async (commits: readonly (readonly Write[])[]): Promise<number> => {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const db = new DatabaseSync(join(folder, 'bare.sqlite'));
	db.exec(
		'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE documents (path TEXT PRIMARY KEY, version INTEGER, due TEXT, json TEXT) WITHOUT ROWID; CREATE INDEX due ON documents (due, path)',
	);
	const insert = db.prepare('INSERT INTO documents VALUES (?, 1, ?, ?)');
	const update = db.prepare(
		'UPDATE documents SET version = version + 1, due = ?, json = ? WHERE path = ? AND version = 1',
	);
	const touch = db.prepare('UPDATE documents SET version = version + 1, json = ? WHERE path = ?');
	const page = db.prepare(
		'SELECT path, json FROM documents WHERE due IS NOT NULL AND due <= ? AND path > ? ORDER BY due, path LIMIT 100',
	);
	await onSqlite(async (source) => {
		await putDueTemplates(source, templates);
		for (let after = ''; ; ) {
			const rows = await source.query({
				collection: 'accounts/acc_0001/templates',
				limit: 1000,
				...(after ? {after: {values: [], path: after}} : {}),
			});
			for (const {path, fields} of rows) insert.run(path, String(fields.dueAt), JSON.stringify(fields));
			after = rows.at(-1)?.path ?? '';
			if (rows.length < 1000) break;
		}
	});
	const ms = await timed(async () => {
		let after = '';
		for (const commit of commits) {
			const rows = page.all(dueAt, after);
			for (const row of rows) JSON.parse(String(row.json));
			after = String(rows.at(-1)?.path ?? after);
			db.exec('BEGIN IMMEDIATE');
			for (const write of commit) {
				if (write.op === 'delete') continue;
				const json = JSON.stringify(write.fields);
				if (write.op === 'create') insert.run(write.path, null, json);
				else if (write.path.includes('/templates/')) update.run(String(write.fields.dueAt), json, write.path);
				else touch.run(json, write.path);
			}
			db.exec('COMMIT');
		}
	});
	db.close();
	rmSync(folder, {recursive: true});
	return ms;
};

export const onSqlite = async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
	const folder = mkdtempSync(join(tmpdir(), 'bench-'));
	const db = openSqlite({file: join(folder, 'database.sqlite'), indexes});
	try {
		return await work(db);
	} finally {
		db.close();
		rmSync(folder, {recursive: true});
	}
};

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
};
