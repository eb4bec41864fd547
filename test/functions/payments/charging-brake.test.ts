import test from 'ava';
import {suspendAccount} from '../../../functions/accounts/index.ts';
import {Outage} from '../../../functions/kernel/outage.ts';
import {pausePlatform} from '../../../functions/operations/index.ts';
import {chargeInvoice} from '../../../functions/payments/charge-invoice.ts';
import {type Brake, chargingBrake} from '../../../functions/payments/charging-brake.ts';
import {type Collecting, openCollecting} from './collecting.ts';

let c: Collecting;
test.beforeEach(async () => {
	c = await openCollecting();
});
test.afterEach.always(() => c.close());

const hours = async (count: number): Promise<string> =>
	new Date(Date.parse(await c.now()) + count * 3_600_000).toISOString();
/** Another process, which knows nothing of the switches yet. */
const afresh = async (id: string): Promise<void> =>
	chargeInvoice(c.world)({path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.charge'});

test.serial(
	'invariant 27: a charge of a suspended account is put off, not lost: it is taken once the account goes on',
	async (t) => {
		const payer = await c.payer('pm_card_visa');
		const id = await c.billed(payer, 4200);
		await suspendAccount(c.world, {accountId: c.accountId, suspended: true, now: await c.now()});
		const since = c.standIn.log().length;
		await c.settle();
		const waiting = await c.get(`/invoices/${id}`);
		t.like(waiting, {status: 'open', payment: {state: 'scheduled', attempts: 0}});
		t.true(waiting.payment.nextAttemptAt > (await hours(0.9)));
		t.is((await c.call(`/invoices/${id}/charge`, {json: {}})).body.code, 'account_suspended');
		await c.goTo(await hours(2));
		await c.goTo(await hours(2));
		t.is(c.standIn.log().length, since, 'the provider hears nothing');
		await suspendAccount(c.world, {accountId: c.accountId, suspended: false, now: await c.now()});
		await c.clock.moveTo(await hours(2));
		await afresh(id);
		t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
		t.is(c.effects('charge', since).length, 1);
	},
);

test.serial(
	'in a paused account nothing is charged by itself, but a person still can; the mail does not wait',
	async (t) => {
		const payer = await c.payer('pm_card_visa');
		const id = await c.billed(payer, 4200, {billing: 'issue_and_send'});
		const paused = await c.call('', {method: 'PATCH', json: {billing: {paused: true}}});
		t.is(paused.body.billing.paused, true);
		await c.made(`/invoices/${(await c.made('/invoices', {customerId: payer, lines: [c.line(900)]})).id}/finalize`);
		await c.settle();
		t.like(await c.get(`/invoices/${id}`), {payment: {state: 'scheduled'}, delivery: {state: 'sent'}});
		t.like((await c.call(`/invoices/${id}/charge`, {json: {}})).body, {status: 'paid', payment: {state: 'succeeded'}});
		t.is(c.effects('charge').length, 1);
	},
);

test.serial('while the platform is paused no charge begins, not even one that a person asks for', async (t) => {
	const payer = await c.payer('pm_card_visa');
	const id = await c.billed(payer, 4200);
	await pausePlatform(c.world, {paused: true, reason: 'A drill', now: await c.now()});
	await c.settle();
	const asked = await c.call(`/invoices/${id}/charge`, {json: {}});
	t.like(asked, {status: 200, body: {status: 'open', payment: {state: 'scheduled'}}});
	t.is(c.effects('charge').length, 0);
	await pausePlatform(c.world, {paused: false, reason: null, now: await c.now()});
	await c.clock.moveTo(await hours(2));
	await afresh(id);
	t.is((await c.get(`/invoices/${id}`)).status, 'paid');
});

test.serial('an attempt that was handed over is found out all the same, under its own key', async (t) => {
	const payer = await c.payer('pm_card_visa');
	const id = await c.billed(payer, 4200);
	const path = `accounts/${c.accountId}/invoices/${id}`;
	const lost = async (): Promise<never> => {
		throw new Outage('no answer');
	};
	const cut = {...c.world, payments: {...c.world.payments, confirmIntent: lost}};
	await t.throwsAsync(chargeInvoice(cut)({path, step: 'invoice.charge'}));
	t.is((await c.stored(id)).charge?.state, 'unknown');
	await suspendAccount(c.world, {accountId: c.accountId, suspended: true, now: await c.now()});
	await afresh(id);
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
	t.is(c.effects('charge').length, 1);
});

test.serial('invariant 34: two reads in half a minute, whatever the number of charges', async (t) => {
	let reads = 0;
	const db = {
		...c.world.db,
		get: async (path: string) => {
			reads++;
			return c.world.db.get(path);
		},
	};
	const brake: Brake = chargingBrake({db, clock: c.world.clock});
	for (let nth = 0; nth < 50; nth++) t.false(await brake({accountId: c.accountId}, undefined));
	t.is(reads, 2);
	const held = chargingBrake(c.world);
	await c.call('', {method: 'PATCH', json: {billing: {paused: true}}});
	t.true(await held({accountId: c.accountId}, undefined));
	t.false(await held({accountId: c.accountId}, 'asked'), 'what a person asked for');
	t.deepEqual(await Promise.all([held({accountId: c.accountId}, 'asked'), held({accountId: c.accountId}, undefined)]), [
		false,
		true,
	]);
	await c.call('', {method: 'PATCH', json: {billing: {paused: false}}});
	t.false(await held({accountId: c.accountId}, undefined), 'goes on at once');
});
