/** A card that is saved while a charge is being given up: payments/charge-invoice.ts, payments/record-intent.ts, payments/rearm-charges.ts. */
import test from 'ava';
import {chargeInvoice} from '../../../functions/payments/charge-invoice.ts';
import type {World, Write} from '../../../functions/world.ts';
import {type Collecting, openCollecting} from './collecting.ts';
import {brokenBooks} from './ledger.ts';

let c: Collecting;
test.before(async () => {
	c = await openCollecting();
});
test.after.always(() => c.close());
test.afterEach.always(async (t) => {
	t.deepEqual(await brokenBooks(c), [], 'the books balance (invariants 9, 10, 11, 12, 13, 14)');
});

/** Charges an invoice in a world where something else happens once, before a call of a port that is asked for. */
const charge = async (id: string, world: World) =>
	chargeInvoice(world)({path: `accounts/${c.accountId}/invoices/${id}`, step: 'invoice.charge'});
const once = (deed: () => Promise<unknown>) => {
	let isDone = false;
	return async () => {
		if (isDone) return;
		isDone = true;
		await deed();
	};
};
/** The customer fills in the card page; the webhook comes and everything that follows from it is done. */
const savesCard = (url: string, card: string) =>
	once(async () => {
		await c.pay(url, {card});
		await c.settle();
	});

test.serial('a card saved while a charge is given up for want of one is charged, not forgotten', async (t) => {
	const payer = await c.payer(null);
	const id = await c.billed(payer);
	const {url} = await c.made(`/customers/${payer}/card-setup`);
	const save = savesCard(url, 'pm_card_visa');
	const isDrop = (writes: readonly Write[]) => writes.some(({path}) => path.endsWith(id));
	c.published.length = 0;
	await charge(id, {
		...c.world,
		db: {
			...c.world.db,
			commit: async (writes) => {
				if (isDrop(writes)) await save();
				return c.world.db.commit(writes);
			},
		},
	});
	await c.settle();
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
	t.is(c.effects('charge').filter(({amount}) => amount === 10_000).length, 1);
});

test.serial('a card saved while the old one is declined for good is charged at once, and once', async (t) => {
	const payer = await c.payer('pm_sim_decline_expired_card_always');
	const id = await c.billed(payer, 10_001);
	const {url} = await c.made(`/customers/${payer}/card-setup`);
	const save = savesCard(url, 'pm_card_visa');
	c.published.length = 0;
	await charge(id, {
		...c.world,
		payments: {
			...c.world.payments,
			confirmIntent: async (...call) => {
				await save();
				return c.world.payments.confirmIntent(...call);
			},
		},
	});
	await c.settle();
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 2}});
	t.like((await c.get(`/customers/${payer}`)).card, {last4: '4242', status: 'valid'});
	t.is(c.effects('charge').filter(({amount}) => amount === 10_001).length, 1);
});

test.serial('a card saved while the provider refuses the old one is charged', async (t) => {
	const payer = await c.payer('pm_card_visa');
	const id = await c.billed(payer, 10_002);
	const {url} = await c.made(`/customers/${payer}/card-setup`);
	const save = savesCard(url, 'pm_card_mastercard');
	const refused: (string | null)[] = [];
	c.published.length = 0;
	await charge(id, {
		...c.world,
		payments: {
			...c.world.payments,
			createIntent: async (on, intent) => {
				await save();
				if (refused.length > 0) return c.world.payments.createIntent(on, intent);
				refused.push(intent.paymentMethodId);
				return {ok: false, code: 'resource_missing', message: 'No such PaymentMethod.'};
			},
		},
	});
	await c.settle();
	t.is(refused.length, 1);
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
	t.is(c.effects('charge').filter(({amount}) => amount === 10_002).length, 1);
});
