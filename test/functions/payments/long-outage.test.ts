import test from 'ava';
import {type Collecting, openCollecting} from './collecting.ts';
import {brokenBooks} from './ledger.ts';

let c: Collecting;
test.before(async () => {
	c = await openCollecting();
});
test.after.always(() => c.close());

const after = async (hours: number): Promise<string> =>
	new Date(Date.parse(await c.now()) + hours * 3_600_000).toISOString();

/** What an answer that never came may hide: nothing was done, or all of it was. */
const silences = ['html_502', 'html_502_after', 'truncated_after'] as const;
for (const kind of silences) {
	test.serial(
		`I30: after a day without the provider (${kind}) every due charge is made within an hour, none twice`,
		async (t) => {
			const payers = await Promise.all([1, 2, 3].map(() => c.payer('pm_card_visa')));
			const since = c.standIn.log().length;
			c.standIn.faults.add({match: {path: '/v1/payment_intents*'}, kind, times: 100_000});
			const invoices: string[] = [];
			for (const payer of payers) invoices.push(await c.billed(payer));
			for (let hour = 0; hour < 26; hour++) await c.goTo(await after(1), 'none');
			for (const id of invoices) t.is((await c.stored(id)).status, 'open', 'nobody knows of any money yet');
			c.standIn.faults.clear();
			await c.goTo(await after(1), 'none');
			for (const id of invoices) t.like(await c.stored(id), {status: 'paid', amountPaid: 10_000, pending: []}, id);
			t.is(c.effects('charge', since).length, invoices.length, 'once each');
			await c.settle('backwards');
			t.is(c.effects('charge', since).length, invoices.length, 'and what was not heard meanwhile changes nothing');
			t.deepEqual(await brokenBooks(c), [], 'the books balance (invariants 9, 10, 11, 12, 13, 14)');
		},
	);
}
