/** What every database must keep, whichever it is: the contract of the `db` port. */
import type {ExecutionContext, TestFn} from 'ava';
import type {Index} from '../../functions/indexes.ts';
import type {Db} from '../../functions/world.ts';
import {batches} from './db-batches.ts';
import {queries} from './db-queries.ts';
import {values} from './db-values.ts';

/** Two ways to the same documents. After `lose`, the next commit through `lossy` lands and its answer is lost. */
export type Subject = {readonly db: Db; readonly lossy: Db; lose(): void; close(): Promise<void>};
export type Case = readonly [title: string, run: (t: ExecutionContext, subject: Subject) => Promise<void>];

/** The searches of the contract; a real installation has those of functions/indexes.ts. */
export const contractIndexes: readonly Index[] = [
	{collection: 'things', scope: 'collection', fields: [asc('rank')]},
	{collection: 'things', scope: 'collection', fields: [desc('rank')]},
	{collection: 'things', scope: 'collection', fields: [asc('rank'), desc('name')]},
	{collection: 'things', scope: 'collection', fields: [asc('color'), asc('rank')]},
	{collection: 'things', scope: 'collection', fields: [asc('shape'), asc('rank')]},
	{collection: 'things', scope: 'collection', fields: [asc('color'), desc('rank')]},
	{collection: 'things', scope: 'collection', fields: [asc('color')]},
	{collection: 'things', scope: 'collection', fields: [asc('charge.state')]},
	{collection: 'things', scope: 'collection', fields: [{field: 'words', arrayContains: true}]},
	{
		collection: 'things',
		scope: 'collection',
		fields: [asc('color'), {field: 'words', arrayContains: true}, desc('rank')],
	},
	{collection: 'jobs', scope: 'group', fields: [asc('shard'), asc('dueAt')]},
	{collection: 'jobs', scope: 'group', fields: [asc('shard')]},
	{collection: 'jobs', scope: 'group', fields: [asc('shard'), {field: 'words', arrayContains: true}]},
];

function asc(field: string) {
	return {field, order: 'asc'} as const;
}
function desc(field: string) {
	return {field, order: 'desc'} as const;
}

export const dbContract = (name: string, test: TestFn, open: () => Promise<Subject>): void => {
	let opened: Promise<Subject> | undefined;
	for (const [title, run] of [...batches, ...values, ...queries]) {
		test(`${name}: ${title}`, async (t) => {
			opened ??= open();
			await run(t, await opened);
		});
	}
	test.after.always(async () => (await opened)?.close());
};
