/** Accounts with many templates that all fall due at one instant, as a run finds them on the first of a month. */

import {dueShardOf} from '../../functions/recurring/store.ts';
import type {Db} from '../../functions/world.ts';
import {account, activated, customerFields, put, seriesFields} from '../functions/recurring/billing-world.ts';

export const activatedAt = '2026-01-30T12:00:00.000Z';
export const dueAt = '2026-01-31T05:00:00.000Z';

/**
 * `autoCharge` and `stripeOn` stay off: generation alone. Templates differ in id only and are dealt evenly to `accounts`;
 * those of one account share one series, and so wait in one shard.
 */
export const putDueTemplates = async (
	db: Db,
	count: number,
	accounts: readonly string[] = [account],
): Promise<void> => {
	for (const [nth, accountId] of accounts.entries()) {
		const from = Math.floor((count * nth) / accounts.length);
		await putAccount(db, accountId, {from, to: Math.floor((count * (nth + 1)) / accounts.length)});
	}
};

/** As many accounts, of which no two wait in the same shard. */
export const apart = (count: number): readonly string[] => {
	const byShard = new Map<string, string>();
	for (let nth = 0; byShard.size < count; nth++) {
		const id = `acc_${String(nth).padStart(4, '0')}`;
		const shard = dueShardOf({id, mode: 'live'});
		if (!byShard.has(shard)) byShard.set(shard, id);
	}
	return [...byShard.values()];
};

const putAccount = async (
	db: Db,
	accountId: string,
	{from, to}: {readonly from: number; readonly to: number},
): Promise<void> => {
	const credits = {id: 'ser_0002', for: 'creditNote', pattern: 'CN-{YYYY}-{0000}', accountId} as const;
	await put(
		db,
		{path: `accounts/${accountId}/series/ser_0001`, fields: seriesFields({accountId})},
		{path: `accounts/${accountId}/series/ser_0002`, fields: seriesFields(credits)},
		{path: `accounts/${accountId}/customers/cus_0001`, fields: customerFields({accountId})},
	);
	const one = activated({accountId, dueShard: dueShardOf({id: accountId, mode: 'live'})}, activatedAt, 'skip');
	for (let first = from; first < to; first += 400) {
		const templates = Array.from({length: Math.min(400, to - first)}, (_, index) => {
			const id = `tpl_${String(first + index).padStart(8, '0')}`;
			return {path: `accounts/${accountId}/templates/${id}`, fields: {...one, id}};
		});
		await put(db, ...templates);
	}
};
