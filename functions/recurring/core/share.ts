/** An account's share of a run: counters that move in the commits that bill, so that they always equal the documents. */
import type {Instant} from '../../../schemas/basics.ts';
import type {RunDocument} from '../../../schemas/run.ts';
import {addHours} from '../../kernel/calendar.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';

export type RunFacts = {
	readonly id: string;
	readonly accountId: string;
	readonly startedAt: Instant;
	/** The shard of the due index that was read; the share waits for its end in the same one. */
	readonly shard: string;
};
export type Share = Pick<RunDocument, 'issued' | 'skipped' | 'parked' | 'amounts' | 'notify'> & {
	/** The part of the amounts that no cap counts (core/caps.ts). */
	readonly uncapped?: RunDocument['amounts'];
};

/** A run whose last page was lost is taken as finished after this time. */
const longestRunHours = 1;

/** The share with one commit more; made where it is the first one, running again where it had been finished. */
export const moreOf = (before: RunDocument | undefined, run: RunFacts, more: Share): RunDocument => {
	const share = before ?? opened(run);
	const running = share.state === 'running' ? share : reopened(share, run);
	return {
		...running,
		due: share.due + more.issued + more.skipped + more.parked,
		issued: share.issued + more.issued,
		skipped: share.skipped + more.skipped,
		parked: share.parked + more.parked,
		amounts: [...share.amounts, ...more.amounts].reduce(added, []),
		uncapped: [...(share.uncapped ?? []), ...(more.uncapped ?? [])].reduce(added, []),
		notify: more.notify,
		version: share.version + 1,
	};
};

/** The share at the end of the run; undefined when it is finished already. */
export const finishedShare = (share: RunDocument, now: Instant): RunDocument | undefined => {
	if (share.state === 'finished') return undefined;
	const done = withoutSteps(share, 'run.finish');
	const finished = {...done, state: 'finished' as const, finishedAt: now, version: share.version + 1};
	return share.notify ? withSteps(finished, {step: 'run.notify', at: now, kind: 'run.finished'}) : finished;
};

const added = (
	sums: RunDocument['amounts'],
	{currency, total}: RunDocument['amounts'][number],
): RunDocument['amounts'] => {
	const known = sums.some((sum) => sum.currency === currency);
	if (!known) return [...sums, {currency, total}];
	return sums.map((sum) => (sum.currency === currency ? {currency, total: sum.total + total} : sum));
};

const reopened = (share: RunDocument, {startedAt}: RunFacts): RunDocument =>
	withSteps(
		{...withoutSteps(share, 'run.notify'), state: 'running', finishedAt: null},
		{step: 'run.finish', at: addHours(startedAt, longestRunHours)},
	);

const opened = ({id, accountId, startedAt, shard}: RunFacts): RunDocument =>
	withSteps(
		{
			schema: 1,
			id,
			accountId,
			state: 'running',
			startedAt,
			finishedAt: null,
			due: 0,
			issued: 0,
			skipped: 0,
			parked: 0,
			amounts: [],
			notify: false,
			commitId: '',
			version: 0,
			pending: [],
			actShard: shard,
			nextActAt: null,
		},
		{step: 'run.finish', at: addHours(startedAt, longestRunHours)},
	);
