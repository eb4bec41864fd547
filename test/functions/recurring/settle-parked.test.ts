import test from 'ava';
import {settleParked} from '../../../functions/recurring/settle-parked.ts';
import {parkedPath} from '../../../functions/recurring/store.ts';
import type {ParkedDocument} from '../../../schemas/run.ts';
import {account, activated, openBilling, put} from './billing-world.ts';

const since = '2026-01-31T05:00:00.000Z';
const now = '2026-02-01T09:00:00.000Z';
const parked = (id: string, templateId: string): ParkedDocument => ({
	schema: 1,
	id,
	accountId: account,
	templateId,
	date: '2026-01-31',
	reason: 'tax_rate_missing',
	detail: null,
	since,
	settledAt: null,
	commitId: '',
});
const template = activated({}, '2026-01-30T09:00:00.000Z');

test('a template that goes on, or ends, settles what is open about it and nothing about others', async (t) => {
	const {db} = openBilling();
	const own = parkedPath(account, 'prk_0001');
	await put(
		db,
		{path: own, fields: parked('prk_0001', 'tpl_0001')},
		{path: parkedPath(account, 'prk_0002'), fields: parked('prk_0002', 'tpl_0002')},
	);
	const writes = await settleParked(db, {...template, status: 'parked'}, {...template, status: 'ended'}, now);
	t.deepEqual(
		writes.map(({path}) => path),
		[own],
	);
	t.is((await db.commit(writes)).outcome, 'committed');
	t.is((await db.get(own))?.fields.settledAt, now);
	t.deepEqual(await settleParked(db, {...template, status: 'parked'}, template, now), []);
});

test('a template that was not parked, or still is, settles nothing', async (t) => {
	const {db} = openBilling();
	await put(db, {path: parkedPath(account, 'prk_0001'), fields: parked('prk_0001', 'tpl_0001')});
	t.deepEqual(await settleParked(db, template, {...template, status: 'paused'}, now), []);
	t.deepEqual(await settleParked(db, {...template, status: 'parked'}, {...template, status: 'parked'}, now), []);
});
