/** What waits for its time: templates to be billed and documents with a step to do. Test accounts have clocks of their own and are left out. */
import {actingCollections, type Index} from '../../functions/indexes.ts';
import type {Db, Filter, Query, Stored} from '../../functions/world.ts';
import type {Instant} from '../../schemas/basics.ts';

const acting = [...actingCollections, 'clocks'];
type Waiting = {readonly collection: string; readonly shard: string; readonly at: string; readonly wants: Due['wants']};
const waiting: readonly Waiting[] = [
	{collection: 'templates', shard: 'dueShard', at: 'dueAt', wants: 'billing'},
	...acting.map((collection): Waiting => ({collection, shard: 'actShard', at: 'nextActAt', wants: 'sweep'})),
];
/** Beyond those of a deployment, which never looks over all shards at once: a clock that is walked forward does. */
export const walkIndexes: readonly Index[] = waiting.map(({collection, at}) => ({
	collection,
	scope: 'group',
	fields: [{field: at, order: 'asc'}],
}));

/** The first instant later than `after` at which something is due. */
export const nextDue = async (db: Db, after: Instant): Promise<Instant | undefined> => {
	const firsts = await Promise.all(waiting.map((kind) => firstAfter(db, kind, after)));
	return firsts.filter((instant) => instant !== undefined).sort()[0];
};

/** `wants`: what will find it in its shard, a billing run or a sweep. */
export type Due = Pick<Stored, 'path' | 'version'> & {readonly shard: string; readonly wants: 'billing' | 'sweep'};

/** What is due by now and still waits. */
export const dueBy = async (db: Db, now: Instant): Promise<readonly Due[]> => {
	const found = waiting.map(async (kind) => {
		const rows = await all(inOrder(db, kind, '<=', now));
		return rows.map(({path, version, fields}) => ({path, version, shard: text(fields[kind.shard]), wants: kind.wants}));
	});
	return (await Promise.all(found)).flat();
};

const firstAfter = async (db: Db, kind: Waiting, after: Instant): Promise<Instant | undefined> => {
	for await (const {fields} of inOrder(db, kind, '>', after)) return text(fields[kind.at]);
	return undefined;
};

const pageSize = 200;

/** Documents of all platform shards in the order of their time, page by page. */
async function* inOrder(db: Db, {collection, shard, at}: Waiting, op: Filter['op'], instant: Instant) {
	let query: Query = {
		collection,
		group: true,
		where: [{field: at, op, value: instant}],
		orderBy: [{field: at, direction: 'asc'}],
		limit: pageSize,
	};
	for (;;) {
		const page = await db.query(query);
		yield* page.filter(({fields}) => !text(fields[shard]).startsWith('T:'));
		const last = page.at(-1);
		if (page.length < pageSize || last === undefined) return;
		query = {...query, after: {values: [text(last.fields[at])], path: last.path}};
	}
}

const all = async <T>(rows: AsyncIterable<T>): Promise<readonly T[]> => {
	const found: T[] = [];
	for await (const row of rows) found.push(row);
	return found;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
