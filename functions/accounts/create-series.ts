import type {SeriesDocument, SeriesInput} from '../../schemas/series.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {today} from '../kernel/calendar.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command, Remember} from '../route.ts';
import type {Write} from '../world.ts';
import {seriesOfAccount} from './core/new-account.ts';
import {parsePattern, type Reset, resetPeriod} from './core/number-pattern.ts';
import {mayCollide} from './core/series.ts';
import {allSeries, createSeriesWrite, maxSeries, readAccount, skeletonWrite, updateAccountWrite} from './store.ts';

export type SeriesMade = {readonly series: SeriesDocument};
type Refusal = 'invalid_request' | 'number_taken' | 'too_many';

/** Refuses a pattern that could write a number of another series of the account (`number_taken`), and more than 50 series. */
export const createSeries = async (
	command: Command,
	input: SeriesInput,
	remember: Remember<SeriesMade>,
): Promise<Result<SeriesMade, Refusal>> => {
	const {world, account, request} = command;
	const reset = input.reset ?? (/\{YY(YY)?\}/.test(input.pattern) ? 'year' : 'never');
	const fault = patternFault(input.pattern, reset);
	if (fault) return fault;
	const id = request.newId('ser');
	return transact(world, async () => {
		const read = await readAccount(world.db, account.id);
		invariant(read, 'the account of a member is there');
		const others = await allSeries(world.db, account.id);
		if (others.length >= maxSeries) return refuse('too_many', `An account has at most ${maxSeries} series.`);
		if (
			mayCollide(
				input.pattern,
				others.map(({document}) => document.pattern),
			)
		)
			return numberTaken;
		const period = resetPeriod(reset, today(command.now, account.account.timeZone));
		const series = seriesOfAccount(read.document, {
			id,
			for: input.for,
			pattern: input.pattern,
			reset,
			counters: input.next > 1 ? {[period]: {next: input.next, lastDate: null}} : {},
			isDefault: !others.some(({document}) => document.for === input.for),
			notify: others.some(({document}) => document.notify),
			now: command.now,
		});
		const writes: Write[] = [
			createSeriesWrite(series),
			skeletonWrite(series),
			// What a series repeats of the account changes in all series at once: a change in flight must see this one.
			updateAccountWrite(read, read.document),
			deed(command, {action: 'series.created', objects: [{type: 'series', id}]}),
		];
		return ok({writes: [...writes, ...(await remember({series}))], answer: {series}});
	});
};

export const numberTaken = refuse('number_taken', 'Another series of the account could write the same numbers.');

/** 422 at the pattern, in the words of the numbering rules. */
export const patternFault = (pattern: string, reset: Reset) => {
	const parsed = parsePattern(pattern, reset);
	if (parsed.ok) return undefined;
	const message = parsed.refusal.detail ?? 'is not a pattern';
	return refuse('invalid_request', message, [{path: 'pattern', code: 'invalid_pattern', message}]);
};
