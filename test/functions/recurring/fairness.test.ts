import test from 'ava';
import {activated, type Billing, customerFields, openBilling, put, seriesFields} from './billing-world.ts';

const born = '2026-01-01T00:00:00.000Z';
const templatesPerPage = 100;
type Business = {readonly id: string; readonly shard: string; readonly count: number; readonly hour: number};

/** An account with so many templates that fall due at that hour of 31 January. */
const open = ({db}: Billing, {id: accountId, shard, count, hour}: Business): Promise<void> => {
	const at = (kind: string, name: string) => `accounts/${accountId}/${kind}/${name}`;
	const templates = Array.from({length: count}, (_, nth) => {
		const id = `tpl_${accountId.slice(4)}${String(nth).padStart(5, '0')}`;
		const schedule = {frequency: 'month', interval: 1, anchorDate: '2026-01-31', hour} as const;
		const fields = activated({id, accountId, dueShard: shard, schedule}, born);
		return {path: at('templates', id), fields};
	});
	return put(
		db,
		{path: at('series', 'ser_0001'), fields: seriesFields({accountId})},
		{path: at('series', 'ser_0002'), fields: seriesFields({accountId, id: 'ser_0002', for: 'creditNote'})},
		{path: at('customers', 'cus_0001'), fields: customerFields({accountId})},
		...templates,
	);
};

test('I38: a flood of one account delays others of its shard by a page for each hundred before them, and no other shard', async (t) => {
	const flood = {id: 'acc_flood', shard: '3', count: 730, hour: 6};
	const others = [
		{id: 'acc_beside', shard: '3', count: 1, hour: 6},
		{id: 'acc_after', shard: '3', count: 1, hour: 7},
		{id: 'acc_else', shard: '4', count: 1, hour: 7},
	];
	const billing = openBilling();
	for (const business of [flood, ...others]) await open(billing, business);
	const billed = async (id: string): Promise<number> => (await billing.all(`accounts/${id}/invoices`)).length;
	billing.setNow('2026-02-10T12:00:00.000Z');
	await billing.tick();
	const pages = new Map<unknown, number>();
	/** Pages of its shard that an account waited for. */
	const waited = new Map<string, number>();
	for (let next = billing.queue.shift(); next; next = billing.queue.shift()) {
		const {shard} = next.message;
		await billing.page(next.message);
		pages.set(shard, (pages.get(shard) ?? 0) + 1);
		for (const one of others)
			if (!waited.has(one.id) && (await billed(one.id)) > 0) waited.set(one.id, pages.get(one.shard) ?? 0);
	}
	t.is(await billed(flood.id), flood.count);
	t.is(waited.get('acc_else'), 1);
	const most = Math.ceil((flood.count + 2) / templatesPerPage);
	for (const id of ['acc_beside', 'acc_after']) t.true((waited.get(id) ?? Infinity) <= most, `${id} ${waited.get(id)}`);
	t.is(pages.get('3'), most, 'and no page more than the work takes');
});
