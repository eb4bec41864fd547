/** The end of a run: each account's share is closed, and its endpoints are told. */
import type {Instant} from '../../schemas/basics.ts';
import type {BillingPage} from '../../schemas/run.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {addHours} from '../kernel/calendar.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import {publishNext} from '../publish.ts';
import type {Cursor, Stored, World} from '../world.ts';
import {finishedShare} from './core/share.ts';
import {asRun, runWrite} from './store.ts';

type FinishingWorld = Pick<World, 'db' | 'bus' | 'clock' | 'ids'>;

const sharesPerPage = 100;

/** After the last page of a shard: closes the shares of this run that wait in it. */
export const finishShares = async (world: FinishingWorld, page: BillingPage): Promise<void> => {
	let after: Cursor | undefined;
	do {
		const found = await readWaiting(world, page, after);
		for (const stored of found)
			if (stored.fields.id === page.run) await finish(world, stored.path, await nowOf(world, stored));
		const last = found.length === sharesPerPage ? found.at(-1) : undefined;
		after = last && {values: [String(last.fields.nextActAt)], path: last.path};
	} while (after);
};

/** For a run whose last page was lost: the sweeper starts it an hour after the run's start. */
export const finishRun =
	(world: FinishingWorld) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		const stored = await world.db.get(path);
		if (stored === undefined) return;
		const now = await nowOf(world, stored);
		if (dueStep(asRun(stored).document, now, 'run.finish')) await finish(world, path, now);
	};

const finish = async (world: FinishingWorld, path: string, now: Instant): Promise<void> => {
	const done = await transact(world, async () => {
		const stored = await world.db.get(path);
		const finished = stored && finishedShare(asRun(stored).document, now);
		return ok({
			writes: stored && finished ? [runWrite(stored, finished)] : [],
			answer: {pending: finished?.pending ?? []},
		});
	});
	if (done.ok) await publishNext(world.bus, [{path, pending: done.value.pending}], now);
};

const readWaiting = (
	world: FinishingWorld,
	{shard, asOf}: BillingPage,
	after: Cursor | undefined,
): Promise<readonly Stored[]> =>
	world.db.query({
		collection: 'runs',
		group: true,
		where: [
			{field: 'actShard', op: '==', value: shard},
			{field: 'nextActAt', op: '<=', value: addHours(asOf, 1)},
		],
		orderBy: [{field: 'nextActAt', direction: 'asc'}],
		limit: sharesPerPage,
		...(after ? {after} : {}),
	});
