import {SeriesDocument} from '../../schemas/series.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import type {Db, Stored, Write} from '../world.ts';

export type ReadSeries = {readonly stored: Stored; readonly document: SeriesDocument};

export const seriesCollection = (accountId: string): string => `accounts/${accountId}/series`;
export const seriesPath = (accountId: string, seriesId: string): string => `${seriesCollection(accountId)}/${seriesId}`;

/** The series named, if it numbers documents of this kind; without a name the account's default one. */
export const readSeries = async (
	db: Db,
	accountId: string,
	kind: SeriesDocument['for'],
	seriesId: string | null,
): Promise<ReadSeries | undefined> => {
	const stored =
		seriesId === null ? await defaultOf(db, accountId, kind) : await db.get(seriesPath(accountId, seriesId));
	if (stored === undefined) return undefined;
	const document = readAs(SeriesDocument, stored);
	return document.for === kind ? {stored, document} : undefined;
};

/** The series with its counters moved on, in the commit that issues. */
export const seriesWrite = ({stored, document}: ReadSeries, counters: SeriesDocument['counters']): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(SeriesDocument, {...document, counters, version: document.version + 1}),
});

const defaultOf = async (db: Db, accountId: string, kind: SeriesDocument['for']): Promise<Stored | undefined> => {
	const [stored] = await db.query({
		collection: seriesCollection(accountId),
		where: [
			{field: 'for', op: '==', value: kind},
			{field: 'isDefault', op: '==', value: true},
		],
		limit: 1,
	});
	return stored;
};
