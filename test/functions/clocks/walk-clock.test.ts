import test from 'ava';
import {clockPath} from '../../../functions/clocks/store.ts';
import {type Clocks, everything, openClocks, type Plug, quick, stateOf} from './clocks.ts';

let c: Clocks;
test.before(async () => {
	c = await openClocks();
});
test.after.always(() => c.close());

const monthly = {frequency: 'month', anchorDate: '2027-01-31'};
/** Charges that fail and are tried again, reminders and a late fee after them. */
const troubled = {
	retryDays: [1, 3],
	reminders: [{offsetDays: 2}, {offsetDays: 9}],
	lateFee: {amount: 500, afterDays: 5},
};

test.serial(
	'a year in a test account: invoices on their days, charged and mailed at once; a live one does not notice',
	async (t) => {
		const business = await c.business('test', 'pm_card_visa');
		const live = await c.business('live', 'pm_card_visa');
		await business.template(monthly);
		await live.template(monthly);
		const [before, platformBefore] = [await stateOf(c.world, live.accountId), await c.clock.now()];
		const moved = await business.advance('2028-01-10T00:00:00.000Z');
		t.deepEqual([moved.status, moved.body], [200, {now: '2028-01-10T00:00:00.000Z', until: null}]);
		const invoices = (await business.call('/invoices?limit=100&sort=issueDate')).body.data;
		t.deepEqual(
			invoices.map(({issuedAt}: {issuedAt: string}) => issuedAt.slice(5, 16)),
			[
				...['01-31T05:00', '02-28T05:00', '03-31T04:00', '04-30T04:00', '05-31T04:00', '06-30T04:00'],
				...['07-31T04:00', '08-31T04:00', '09-30T04:00', '10-31T05:00', '11-30T05:00', '12-31T05:00'],
			],
			'at six in the morning in Berlin',
		);
		for (const invoice of invoices) {
			t.like(invoice, {status: 'paid', paidAt: invoice.issuedAt, delivery: {state: 'sent', sentAt: invoice.issuedAt}});
		}
		t.deepEqual(await stateOf(c.world, live.accountId), before);
		t.true(Date.parse(await c.clock.now()) - Date.parse(platformBefore) < 60_000, 'the platform’s clock stays');
		const runs = await business.documents('runs');
		t.is(runs.length, 12);
		t.true(runs.every(({fields}) => fields.state === 'finished' && fields.finishedAt === fields.startedAt));
		t.deepEqual(c.failures, []);
		t.deepEqual(await c.violations(), []);
	},
);

test.serial('invariant 39: moving by a and then by b leaves what moving by both at once does', async (t) => {
	const paths = [
		['2027-03-20T00:00:00.000Z'],
		['2027-02-01T04:59:59.999Z', '2027-03-20T00:00:00.000Z'],
		['2027-01-31T05:00:00.000Z', '2027-02-03T12:00:00.000Z', '2027-02-28T05:00:00.001Z', '2027-03-20T00:00:00.000Z'],
	];
	const states: unknown[] = [];
	for (const path of paths) {
		const business = await c.business('test', 'pm_card_chargeCustomerFail', troubled);
		await business.made('/webhook-endpoints', {url: 'http://127.0.0.1:9/nobody', events: ['invoice.payment_failed']});
		await business.template(monthly);
		await business.template(
			{frequency: 'day', interval: 2, anchorDate: '2027-03-12'},
			{autoCharge: false, noticeDays: 1},
		);
		for (const to of path) t.like(await business.advance(to), {status: 200, body: {now: to, until: null}});
		states.push(await stateOf(c.world, business.accountId));
		const acting = [...(await business.documents('deliveries')), ...(await business.documents('payments'))];
		t.true(acting.length > 5);
		t.true(acting.every(({fields}) => fields.actShard === `T:${business.accountId}`));
	}
	const [whole, ...parts] = states;
	for (const part of parts) t.deepEqual(part, whole);
	const told = c.mailbox.filter(({mail}) => mail.subject?.startsWith('Webhooks an '));
	t.is(
		new Set(told.map(({mail}) => mail.messageId)).size,
		paths.length,
		'each owner once, of the endpoint that failed for three of its days',
	);
	t.deepEqual(c.failures, []);
	t.deepEqual(await c.violations(), []);
});

test.serial('two that move one clock at once get both what they want, and everything happens once', async (t) => {
	const business = await c.business('test', 'pm_card_visa');
	await business.template(monthly);
	const [near, far, same] = await Promise.all([
		business.advance('2027-02-01T00:00:00.000Z'),
		business.advance('2027-06-01T00:00:00.000Z'),
		business.advance('2027-06-01T00:00:00.000Z'),
	]);
	t.deepEqual([near.status, far.status, same.status], [200, 200, 200]);
	t.true(near.body.now >= '2027-02-01T00:00:00.000Z');
	t.deepEqual(far.body, {now: '2027-06-01T00:00:00.000Z', until: null});
	t.is((await business.documents('invoices')).length, 5);
	const charges = (await business.documents('payments')).map(({fields}) => fields.status);
	t.deepEqual(charges, Array(5).fill('succeeded'));
});

test.serial(
	'what cannot move does not hold the clock: a suspended account is passed over, a poisoned document given up',
	async (t) => {
		const impatient = await openClocks({...quick, patienceMs: 300});
		t.teardown(impatient.close);
		const business = await impatient.business('test', null);
		await business.template(monthly);
		await business.advance('2027-02-05T00:00:00.000Z');
		const [invoice] = await business.documents('invoices');
		const stuckAt = '2027-02-10T05:00:00.000Z';
		const pending = [{step: 'invoice.charge', at: stuckAt}];
		const poisoned = {...invoice?.fields, customerId: 'cus_gone', pending, nextActAt: stuckAt};
		await impatient.world.db.commit([
			{op: 'update', path: invoice?.path ?? '', version: invoice?.version ?? '', fields: poisoned},
		]);
		const account = await impatient.world.db.get(`accounts/${business.accountId}`);
		const suspended = {...account?.fields, suspendedAt: '2027-02-05T00:00:00.000Z'};
		await impatient.world.db.commit([
			{op: 'update', path: account?.path ?? '', version: account?.version ?? '', fields: suspended},
		]);
		const to = '2027-04-01T00:00:00.000Z';
		t.like(await business.advance(to), {status: 200, body: {now: to, until: null}});
		t.is((await business.documents('invoices')).length, 1, 'nothing is billed while it is suspended');
		t.true(impatient.logged.some(({message}) => message === 'a test clock passes by what does not move'));
	},
);

test.serial(
	'invariant 21: whenever the process dies on the way, the sweeper goes on and the end is the same',
	async (t) => {
		const to = '2027-02-02T12:00:00.000Z';
		const begun = async () => {
			const business = await c.business('test', 'pm_card_chargeCustomerFail', {retryDays: [1]});
			await business.template(monthly);
			return business;
		};
		const undisturbed = await begun();
		const plug: Plug = {at: -1, when: 'before', calls: 0};
		await c.wish(c.reborn(plug), undisturbed.accountId, to);
		await c.idle();
		const expected = await stateOf(c.world, undisturbed.accountId);
		const calls = plug.calls;
		t.true(calls > 15, `${calls} calls`);
		for (let at = 1; at <= calls; at++) {
			c.reborn();
			const business = await begun();
			const dying: Plug = {at, when: at % 2 === 0 ? 'after' : 'before', calls: 0};
			await c.wish(c.reborn(dying), business.accountId, to).catch(() => undefined);
			await c.idle();
			const world = c.reborn();
			const wished = await world.db.get(clockPath(business.accountId));
			if (wished === undefined) await c.wish(world, business.accountId, to);
			else {
				await c.goTo(new Date(Date.parse(await c.clock.now()) + 120_000).toISOString());
				await c.sweep();
			}
			await c.idle();
			t.deepEqual(await stateOf(c.world, business.accountId), expected, `died ${dying.when} call ${at}`);
		}
		const rows = await everything(c.world, `accounts/${undisturbed.accountId}/clocks`);
		t.like(rows[0]?.fields, {until: null, nextActAt: null, walker: ''});
		t.deepEqual(await c.violations(), []);
	},
);
