import test from 'ava';
import {type Clocks, openClocks, stateOf} from './clocks.ts';

let c: Clocks;
test.before(async () => {
	c = await openClocks();
});
test.after.always(() => c.close());

const monthly = {frequency: 'month', anchorDate: '2027-01-31'};

test.serial(
	'a year in a test account: each invoice on its own day, charged and mailed at once, everything else untouched',
	async (t) => {
		const business = await c.business('test', 'pm_card_visa');
		const live = await c.business('live', 'pm_card_visa');
		await business.template(monthly);
		await live.template(monthly);
		const before = await stateOf(c.world, live.accountId);
		const moved = await business.advance('2028-01-10T00:00:00.000Z');
		t.deepEqual([moved.status, moved.body], [200, {now: '2028-01-10T00:00:00.000Z', until: null}]);
		const invoices = (await business.call('/invoices?limit=100&sort=issueDate')).body.data;
		t.deepEqual(
			invoices.map(({issueDate}: {issueDate: string}) => issueDate.slice(5)),
			['01-31', '02-28', '03-31', '04-30', '05-31', '06-30', '07-31', '08-31', '09-30', '10-31', '11-30', '12-31'],
		);
		for (const invoice of invoices) {
			t.like(invoice, {status: 'paid', delivery: {state: 'sent'}});
			t.is(invoice.paidAt, invoice.issuedAt);
			t.is(
				invoice.issuedAt,
				`${invoice.issueDate}T0${(invoice.issueDate.slice(5, 7) > '03' && invoice.issueDate.slice(5, 7) < '10') || invoice.issueDate.endsWith('03-31') ? 4 : 5}:00:00.000Z`,
			);
		}
		t.deepEqual(await stateOf(c.world, live.accountId), before);
		t.deepEqual(c.failures, []);
	},
);
