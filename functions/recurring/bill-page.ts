/** One page of one shard: bills what is due, series by series, and passes the cursor on. Doing it twice finds it done. */
import {BillingPage} from '../../schemas/run.ts';
import {accountIdIn} from '../kernel/documents.ts';
import {hasOwnClock} from '../kernel/outbox.ts';
import {nowIn} from '../now-of.ts';
import {platformPause} from '../platform-billing.ts';
import type {Stored} from '../world.ts';
import {billSeries} from './bill-series.ts';
import {finishShares} from './finish-run.ts';
import {type BillingWorld, readDue} from './store.ts';

const templatesPerPage = 100;
const accountsAtOnce = 8;

/**
 * Throws when the outside failed for some of the page, after all the others were billed: the message comes again. While
 * the platform is paused (known for half a minute at most) the run ends where it is, and the next one goes on.
 */
export const billPage = (world: BillingWorld) => {
	const isPaused = platformPause(world);
	return async (message: unknown): Promise<void> => {
		const page = BillingPage.parse(message);
		if (await isPaused()) return finishShares(world, page);
		const due = await readDue(world.db, {...page, after: page.cursor, limit: templatesPerPage});
		const accounts = [...Map.groupBy(due, ({path}) => accountIdIn(path))];
		const failures = await eachOf(accounts, async ([accountId, rows]) => {
			// A message may come long after its time: what it still finds is dated by the clock as it stands.
			const now = hasOwnClock(page.shard) ? await nowIn(world, accountId) : await world.clock.now();
			for (const group of seriesOf(rows)) await billSeries(world, {accountId, now, page, rows: group});
		});
		if (failures.length > 0) throw failures[0];
		await continued(world, page, due);
	};
};

/** Templates that share their series, in the order in which they fell due. */
const seriesOf = (rows: readonly Stored[]): readonly (readonly Stored[])[] => [
	...Map.groupBy(rows, ({fields}) => `${fields.seriesId} ${fields.creditSeriesId}`).values(),
];

const continued = async (world: BillingWorld, page: BillingPage, due: readonly Stored[]): Promise<void> => {
	const last = due.at(-1);
	if (due.length === templatesPerPage && last) {
		const cursor = {dueAt: last.fields.dueAt, path: last.path};
		return world.bus.publish('billing.page', [BillingPage.parse({...page, cursor})]);
	}
	if (await isHalfway(world, page, due)) return world.bus.publish('billing.page', [page]);
	return finishShares(world, page);
};

/**
 * No tick comes to a test account while its clock stands: what is due beyond the periods that one page bills of a template
 * is left to another page, as long as something moves.
 */
const isHalfway = async ({db}: BillingWorld, page: BillingPage, due: readonly Stored[]): Promise<boolean> => {
	if (!hasOwnClock(page.shard) || page.cursor || due.length === 0) return false;
	const before = new Map(due.map(({path, version}) => [path, version]));
	const left = await readDue(db, {...page, after: undefined, limit: templatesPerPage});
	return left.some(({path, version}) => before.get(path) !== version);
};

/** Works on a few at once; one that fails does not stop the others. */
const eachOf = async <Item>(
	items: readonly Item[],
	work: (item: Item) => Promise<void>,
): Promise<readonly unknown[]> => {
	const failures: unknown[] = [];
	const queue = items.values();
	const worker = async (): Promise<void> => {
		for (const item of queue) await work(item).catch((failure: unknown) => failures.push(failure));
	};
	await Promise.all(Array.from({length: accountsAtOnce}, worker));
	return failures;
};
