import type {SeriesDocument, SeriesPatch} from '../../schemas/series.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {today} from '../kernel/calendar.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, matches} from '../route.ts';
import type {Db, Write} from '../world.ts';
import {mayCollide, raiseNext} from './core/series.ts';
import {numberTaken, patternFault, type SeriesMade} from './create-series.ts';
import {
	allSeries,
	deleteWrite,
	findSeries,
	type ReadSeries,
	skeletonPath,
	skeletonWrite,
	updateSeriesWrite,
} from './store.ts';

type Refusal = 'not_found' | 'invalid_request' | 'version_mismatch' | 'number_taken' | 'series_in_use';

/**
 * The next number is only raised. Pattern and reset stay once a number was taken (`series_in_use`): numbers written
 * before would no longer be known to differ from later ones.
 */
export const updateSeries = async (
	command: Command,
	seriesId: string,
	patch: SeriesPatch,
): Promise<Result<SeriesMade, Refusal>> => {
	const {world, account} = command;
	return transact(world, async () => {
		const all = await allSeries(world.db, account.id);
		const read = all.find(({document}) => document.id === seriesId);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		const others = all.filter((other) => other !== read);
		const next = decide(read.document, patch, others, today(command.now, account.account.timeZone));
		if (!next.ok) return next;
		const series = {...next.value, updatedAt: command.now, version: read.document.version + 1};
		const writes = [
			updateSeriesWrite(read, series),
			...(await skeletonWrites(world.db, read, series)),
			...defaultWrites(series, others, patch),
			deed(command, {action: 'series.updated', objects: [{type: 'series', id: seriesId}], changes: Object.keys(patch)}),
		];
		return ok({writes, answer: {series}});
	});
};

const decide = (
	series: SeriesDocument,
	patch: SeriesPatch,
	others: readonly ReadSeries[],
	day: string,
): Result<SeriesDocument, Refusal> => {
	const next = {...series, pattern: patch.pattern ?? series.pattern, reset: patch.reset ?? series.reset};
	if (next.pattern !== series.pattern || next.reset !== series.reset) {
		if (hasTaken(series)) return refuse('series_in_use', 'Numbers were taken from this series. Make another one.');
		const fault = patternFault(next.pattern, next.reset);
		if (fault) return fault;
		if (
			mayCollide(
				next.pattern,
				others.map(({document}) => document.pattern),
			)
		)
			return numberTaken;
	}
	const counters = next.reset === series.reset ? next.counters : {};
	const raised = patch.next === undefined ? ok(counters) : raiseNext({...next, counters}, patch.next, day);
	return raised.ok ? ok({...next, counters: raised.value, isDefault: patch.isDefault ?? series.isDefault}) : raised;
};

export const hasTaken = ({counters}: SeriesDocument): boolean =>
	Object.values(counters).some(({lastDate}) => lastDate !== null);

const skeletonWrites = async (
	db: Db,
	{document: before}: ReadSeries,
	next: SeriesDocument,
): Promise<readonly Write[]> => {
	const [from, to] = [skeletonPath(before.accountId, before.pattern), skeletonPath(next.accountId, next.pattern)];
	if (from === to) return [];
	const held = await db.get(from);
	return [...(held ? [deleteWrite(held)] : []), skeletonWrite(next)];
};

const defaultWrites = (
	series: SeriesDocument,
	others: readonly ReadSeries[],
	{isDefault}: SeriesPatch,
): readonly Write[] =>
	isDefault
		? others
				.filter(({document}) => document.for === series.for && document.isDefault)
				.map((other) => updateSeriesWrite(other, {...other.document, isDefault: false}))
		: [];

/** Removes a series from which no number was taken and that nothing names; another one must be the default of its kind. */
export const deleteSeries = async (
	command: Command,
	seriesId: string,
): Promise<Result<object, 'not_found' | 'version_mismatch' | 'series_in_use'>> => {
	const {world, account} = command;
	return transact(world, async () => {
		const read = await findSeries(world.db, account.id, seriesId);
		if (read === undefined) return refuse('not_found');
		if (!matches(command.request.ifMatch, read.document.version)) return refuse('version_mismatch');
		if (read.document.isDefault) return refuse('series_in_use', 'It is the default of its kind.');
		if (hasTaken(read.document)) return refuse('series_in_use', 'Numbers were taken from this series.');
		if (await isNamed(world.db, account.id, seriesId))
			return refuse('series_in_use', 'Customers or templates name it.');
		const held = await world.db.get(skeletonPath(account.id, read.document.pattern));
		const writes = [deleteWrite(read.stored), ...(held ? [deleteWrite(held)] : [])];
		return ok({
			writes: [...writes, deed(command, {action: 'series.deleted', objects: [{type: 'series', id: seriesId}]})],
			answer: {},
		});
	});
};

const isNamed = async (db: Db, accountId: string, seriesId: string): Promise<boolean> => {
	const found = await Promise.all(
		['customers', 'templates'].map((name) =>
			db.query({
				collection: `accounts/${accountId}/${name}`,
				where: [{field: 'seriesId', op: '==', value: seriesId}],
				limit: 1,
			}),
		),
	);
	return found.some((rows) => rows.length > 0);
};
