/** Counts what Google would bill: documents read, documents written. An empty query bills one read. */
import type {Db, Write} from '../../functions/world.ts';

export type Counts = {reads: number; writes: number};

/** `onCommit` sees every batch that is sent. */
export const counting = (
	db: Db,
	onCommit: (writes: readonly Write[]) => void = () => {},
): {readonly db: Db; readonly counts: Counts} => {
	const counts: Counts = {reads: 0, writes: 0};
	return {
		counts,
		db: {
			get: async (path) => {
				counts.reads += 1;
				return db.get(path);
			},
			getMany: async (paths) => {
				counts.reads += paths.length;
				return db.getMany(paths);
			},
			query: async (query) => {
				const rows = await db.query(query);
				counts.reads += Math.max(1, rows.length);
				return rows;
			},
			count: async (query) => {
				counts.reads += 1;
				return db.count(query);
			},
			sum: async (query, field) => {
				counts.reads += 1;
				return db.sum(query, field);
			},
			commit: async (writes) => {
				onCommit(writes);
				const outcome = await db.commit(writes);
				if (outcome.outcome === 'committed') counts.writes += writes.length;
				return outcome;
			},
		},
	};
};
