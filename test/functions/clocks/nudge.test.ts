import test from 'ava';
import {nudge} from '../../../functions/clocks/nudge.ts';
import type {Waiting} from '../../../functions/clocks/store.ts';
import type {Fields} from '../../../functions/world.ts';

const at = '2027-01-31T05:00:00.000Z';
const stored = (path: string, fields: Fields) => ({path: `accounts/acc_0001/${path}`, version: '1', fields});

test('what is due is started by what always starts it: a run of the account’s shard, the end of a run, each first step', async (t) => {
	const published: string[] = [];
	const bus = {
		publish: async (topic: string, messages: readonly Fields[]) => {
			published.push(...messages.map((message) => `${topic} ${JSON.stringify(message)}`));
		},
	};
	const left: readonly Waiting[] = [
		{wants: 'billing', stored: stored('templates/tpl_1', {dueAt: at})},
		{wants: 'billing', stored: stored('templates/tpl_2', {dueAt: at})},
		{wants: 'finish', stored: stored('runs/run_1', {id: 'run_202701300500', startedAt: '2027-01-30T05:00:00.000Z'})},
		{wants: 'step', stored: stored('invoices/inv_1', {pending: [{step: 'invoice.mail', at}]})},
		{wants: 'step', stored: stored('invoices/inv_2', {pending: 'unreadable'})},
	];
	await nudge({bus}, {accountId: 'acc_0001', at, left});
	t.deepEqual(published, [
		`billing.page {"run":"run_202701310500","asOf":"${at}","shard":"T:acc_0001"}`,
		'billing.page {"run":"run_202701300500","asOf":"2027-01-30T05:00:00.000Z","shard":"T:acc_0001"}',
		'invoice.mail {"path":"accounts/acc_0001/invoices/inv_1","step":"invoice.mail"}',
	]);
	await nudge({bus}, {accountId: 'acc_0001', at, left: []});
	t.is(published.length, 3);
});
