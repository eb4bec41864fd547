/**
 * Automatic charges against the stand-in: payments/charge-invoice.ts, payments/attempt-charge.ts, payments/record-intent.ts,
 * payments/record-outcome.ts, payments/receive-webhook.ts, payments/record-card.ts, payments/rearm-charges.ts,
 * payments/find-card.ts, payments/open-card-setup.ts, payments/remove-card.ts, payments/ask-provider.ts, payments/publish-outcome.ts.
 */
import test from 'ava';
import {chargeInvoice} from '../../../functions/payments/charge-invoice.ts';
import type {World} from '../../../functions/world.ts';
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

const day = async (days: number, hour = 9): Promise<string> => {
	const date = new Date(Date.parse(await c.now()) + days * 86_400_000).toISOString().slice(0, 10);
	return `${date}T${String(hour).padStart(2, '0')}:00:00.000Z`;
};
const attemptsOf = async (invoiceId: string) =>
	(await c.payments())
		.filter(({allocations}) => allocations[0]?.invoiceId === invoiceId)
		.sort((a, b) => (a.attempt ?? 0) - (b.attempt ?? 0));

test.serial(
	'the intent is made and kept before anything may move money; keys name the work alone (invariant 17)',
	async (t) => {
		const payer = await c.payer('pm_card_visa');
		const since = c.standIn.log().length;
		const id = await c.billed(payer, 4200);
		await c.settle();
		const calls = c.standIn.log().slice(since);
		t.deepEqual(
			calls
				.filter(({method}) => method === 'POST')
				.map(({idempotencyKey, effect, amount}) => [idempotencyKey, effect, amount]),
			[
				[`im:${id}:1:create:4200:${(await c.stored(id)).charge?.paymentMethodId}`, 'payment_intent', null],
				[`im:${id}:1:confirm:1`, 'charge', 4200],
			],
		);
		const invoice = await c.get(`/invoices/${id}`);
		t.like(invoice, {status: 'paid', amountPaid: 4200, amountDue: 0, payment: {state: 'succeeded', attempts: 1}});
		const [payment] = (await c.get(`/payments?customerId=${payer}`)).data;
		t.like(payment, {
			status: 'succeeded',
			method: 'card',
			amount: 4200,
			card: {brand: 'visa', last4: '4242'},
			attempt: 1,
		});
		t.false(JSON.stringify(payment).includes('pi_'), 'no id of the provider is shown');
	},
);

test.serial(
	'a decline is tried again on days 1, 3, 5, 7 at the template’s hour, on the same intent; it pays once',
	async (t) => {
		const payer = await c.payer('pm_sim_decline_2');
		const id = await c.billed(payer);
		await c.settle();
		const first = await c.get(`/invoices/${id}`);
		t.like(first, {status: 'open', payment: {state: 'failed', attempts: 1, lastDeclineCode: 'insufficient_funds'}});
		const next = first.payment.nextAttemptAt;
		t.is(next.slice(11), '23:00:00.000Z', 'midnight in Berlin');
		await c.sweepAll();
		t.is((await c.get(`/invoices/${id}`)).payment.attempts, 1, 'never before its time');
		await c.goTo(next);
		t.like(await c.get(`/invoices/${id}`), {payment: {state: 'failed', attempts: 2}});
		await c.goTo(await day(3));
		t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 3}});
		const attempts = await attemptsOf(id);
		t.deepEqual(
			attempts.map(({status, declineCode}) => [status, declineCode]),
			[
				['failed', 'insufficient_funds'],
				['failed', 'insufficient_funds'],
				['succeeded', null],
			],
		);
		t.is(new Set(attempts.map(({provider}) => provider?.intentId)).size, 1);
		t.is(c.effects('charge').filter(({objectId}) => objectId === attempts[0]?.provider?.intentId).length, 1);
	},
);

for (const {card, code, days} of [
	{card: 'pm_sim_decline_insufficientFunds_always', code: 'insufficient_funds', days: [0, 1, 3, 5, 7]},
	{card: 'pm_card_chargeCustomerFail', code: 'generic_decline', days: [0, 3, 7]},
]) {
	test.serial(`${code} is tried on days ${days} and then left to people`, async (t) => {
		const payer = await c.payer(card);
		const id = await c.billed(payer);
		const start = Date.parse(`${(await c.now()).slice(0, 10)}T00:00:00.000Z`);
		await c.settle();
		for (let turn = 0; turn < 9; turn++) await c.goTo(await day(1, 6));
		const attempts = await attemptsOf(id);
		t.deepEqual(
			attempts.map(({createdAt}) => Math.round((Date.parse(createdAt) - start - 6 * 3_600_000) / 86_400_000)),
			days,
		);
		const invoice = await c.get(`/invoices/${id}`);
		t.like(invoice, {status: 'open', payment: {state: 'failed', nextAttemptAt: null, lastDeclineCode: code}});
		t.is(attempts.filter(({status}) => status === 'succeeded').length, 0);
	});
}

for (const {card, code} of [
	{card: 'pm_sim_do_not_try_again', code: 'generic_decline'},
	{card: 'pm_sim_confirm_card_data', code: 'generic_decline'},
	{card: 'pm_card_visa_chargeCustomerFailLostCard', code: 'generic_decline'},
]) {
	test.serial(`${card} ends the card; a new one is charged at once, and once`, async (t) => {
		const payer = await c.payer(card);
		const id = await c.billed(payer);
		await c.settle('twice');
		t.like(await c.get(`/invoices/${id}`), {payment: {state: 'failed', nextAttemptAt: null, lastDeclineCode: code}});
		t.is((await c.get(`/customers/${payer}`)).card.status, 'invalid');
		t.is((await c.call(`/invoices/${id}/charge`, {json: {}})).body.code, 'no_card');
		await c.leaveCard(payer, 'pm_card_visa', 'twice');
		t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 2}});
		t.is((await attemptsOf(id)).filter(({status}) => status === 'succeeded').length, 1);
	});
}

test.serial('without a card the charge is over until there is one', async (t) => {
	const payer = await c.payer(null);
	const id = await c.billed(payer);
	await c.settle();
	t.like(await c.get(`/invoices/${id}`), {status: 'open', payment: {state: 'failed', lastDeclineCode: 'no_card'}});
	await c.leaveCard(payer, 'pm_card_visa');
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
});

test.serial('a bank that wants the payer is never tried again by itself; the payer confirms on the page', async (t) => {
	const payer = await c.payer(null);
	const {url} = await c.made(`/customers/${payer}/card-setup`);
	const asked = await c.pay(url, {card: 'pm_card_authenticationRequired'});
	t.regex(asked.headers.get('location') ?? '', /challenge$/);
	await c.pay(url, {challenge: 'pass'});
	await c.settle();
	t.is((await c.get(`/customers/${payer}`)).card.last4, '3184');
	const id = await c.billed(payer);
	await c.settle();
	const waiting = await c.get(`/invoices/${id}`);
	t.like(waiting, {status: 'open', payment: {state: 'action_required', nextAttemptAt: null}});
	for (let turn = 0; turn < 3; turn++) await c.goTo(await day(3));
	t.is((await attemptsOf(id)).length, 1);
	const page = await c.page(waiting);
	await c.pay(page.body.url, {card: 'pm_card_authenticationRequired'});
	await c.pay(page.body.url, {challenge: 'pass'});
	await c.settle();
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountPaid: 10_000});
});

for (const webhooks of ['once', 'none'] as const) {
	test.serial(`a bank debit is processing for days and then paid, webhooks ${webhooks}`, async (t) => {
		const payer = await c.payer('pm_sim_processing');
		const id = await c.billed(payer);
		await c.settle(webhooks);
		t.like(await c.get(`/invoices/${id}`), {status: 'open', payment: {state: 'processing'}});
		t.is((await attemptsOf(id))[0]?.status, 'processing');
		for (const path of ['void', 'charge', 'correct', 'payments', 'write-off', 'apply-credit', 'credit-notes'])
			t.is((await c.call(`/invoices/${id}/${path}`, {json: {}})).body.code, 'charge_in_flight', path);
		await c.goTo(await day(2), webhooks);
		t.like(await c.get(`/invoices/${id}`), {status: 'open', payment: {state: 'processing'}});
		for (let turn = 0; turn < 5; turn++) await c.goTo(await day(1), webhooks);
		const paid = await c.get(`/invoices/${id}`);
		t.like(paid, {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
		const before = await c.stored(id);
		t.is(before.pending.length, 0, 'nobody asks any more');
		t.deepEqual(
			(await attemptsOf(id)).map(({status, method}) => [status, method]),
			[['succeeded', 'bank_debit']],
		);
	});
	test.serial(`a bank debit that comes back is failed and due again, webhooks ${webhooks}`, async (t) => {
		const payer = await c.payer('pm_sim_processing_fail');
		const id = await c.billed(payer);
		await c.settle(webhooks);
		for (let turn = 0; turn < 7; turn++) await c.goTo(await day(1), webhooks);
		const failed = await c.get(`/invoices/${id}`);
		t.like(failed, {status: 'open', amountDue: 10_000, amountPaid: 0});
		t.is((await attemptsOf(id))[0]?.status, 'failed');
	});
}

test.serial(
	'events in any order, twice, before the answer or never end in the same documents (invariants 19, 20)',
	async (t) => {
		const ends: unknown[] = [];
		for (const webhooks of ['once', 'twice', 'backwards', 'none'] as const) {
			const payer = await c.payer('pm_card_visa');
			const id = await c.billed(payer);
			await c.settle(webhooks);
			const before = await c.stored(id);
			await c.settle('twice');
			t.deepEqual(await c.stored(id), before, 'a replay changes nothing');
			const {status, amountPaid, charge, pending, postings, version} = before;
			ends.push({
				status,
				amountPaid,
				state: charge?.state,
				attempt: charge?.attempt,
				pending,
				postings: postings.length,
				version,
			});
		}
		t.is(new Set(ends.map((end) => JSON.stringify(end))).size, 1);
	},
);

test.serial('every event ever sent may come again, much later, and nothing changes (invariant 20)', async (t) => {
	await c.settle();
	const snapshot = async () => [await c.invoices(), await c.payments(), await c.creditNotes(), await c.customers()];
	const before = await snapshot();
	c.seen.clear();
	await c.settle('backwards');
	t.deepEqual(await snapshot(), before);
});

test.serial(
	'of two cards left at about the same time the page opened last counts, whatever is told first',
	async (t) => {
		for (const order of ['once', 'backwards'] as const) {
			const {id} = await c.customer();
			const first = await c.made(`/customers/${id}/card-setup`, {returnUrl: 'https://example.com/a'});
			await new Promise((resolve) => setTimeout(resolve, 1100));
			const second = await c.made(`/customers/${id}/card-setup`, {returnUrl: 'https://example.com/b'});
			await c.pay(second.url, {card: 'pm_card_mastercard'});
			await c.pay(first.url, {card: 'pm_card_visa'});
			await c.settle(order);
			t.is((await c.get(`/customers/${id}`)).card.brand, 'mastercard', order);
		}
	},
);

test.serial(
	'asking for the card page twice under one key opens one page; a removed card is gone at the provider too',
	async (t) => {
		const {id} = await c.customer();
		const headers = {'idempotency-key': 'card-page'};
		const ask = () => c.call(`/customers/${id}/card-setup`, {json: {}, headers});
		const [asked, same] = await Promise.all([ask(), ask()]);
		t.deepEqual([asked?.status, same?.status], [201, 201]);
		t.deepEqual(asked?.body, same?.body);
		t.is((await ask()).headers.get('idempotent-replayed'), 'true');
		await c.pay(asked?.body.url, {card: 'pm_card_visa'});
		await c.settle();
		t.is((await c.call(`/customers/${id}/card`, {method: 'DELETE'})).status, 204);
		t.is((await c.get(`/customers/${id}`)).card, null);
		t.true(c.standIn.log().some(({path, status}) => path.endsWith('/detach') && status === 200));
		const invoice = await c.issued(id);
		t.is((await c.call(`/invoices/${invoice.id}/charge`, {json: {}})).body.code, 'no_card');
	},
);

test.serial('a webhook with a bad signature is 400 and nothing is passed on', async (t) => {
	const before = c.published.length;
	const {receiveWebhook} = await import('../../../functions/payments/receive-webhook.ts');
	const hear = (signature: string, method = 'POST') =>
		receiveWebhook(c.world)(
			new Request('http://localhost/stripe/webhook', {
				method,
				headers: {'stripe-signature': signature},
				...(method === 'POST' ? {body: '{}'} : {}),
			}),
		);
	t.is((await hear('t=1,v1=00')).status, 400);
	t.is((await hear('')).status, 400);
	t.is((await hear('', 'GET')).status, 405);
	t.is(c.published.length, before);
});

test.serial('an event of another connected account settles nothing here, whatever its metadata says', async (t) => {
	const {id: customer} = await c.customer();
	const invoice = await c.issued(customer);
	const {world} = c;
	const on = 'acct_1Stranger000000';
	const metadata = {account: c.accountId, invoice: invoice.id, via: 'checkout'};
	const session = await world.payments.openCheckout(on, {
		key: 'stranger',
		providerCustomerId: null,
		amount: 10_000,
		currency: 'EUR',
		description: 'mine',
		saveCard: false,
		successUrl: 'http://localhost/',
		cancelUrl: 'http://localhost/',
		metadata,
	});
	t.true(session.ok);
	await c.pay(session.ok ? (session.value.url ?? '') : '', {card: 'pm_card_visa'});
	await c.settle();
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'open', amountPaid: 0});
});

test.serial('a customer who was archived is charged no more, by nobody (invariant 27)', async (t) => {
	const payer = await c.payer('pm_sim_decline_1');
	const id = await c.billed(payer);
	await c.settle();
	const {payment} = await c.get(`/invoices/${id}`);
	const since = c.standIn.log().length;
	t.is((await c.call(`/customers/${payer}`, {method: 'DELETE'})).status, 204);
	await c.goTo(payment.nextAttemptAt);
	t.is((await c.call(`/invoices/${id}/charge`, {json: {}})).body.code, 'customer_archived');
	t.like(await c.get(`/invoices/${id}`), {
		status: 'open',
		payment: {state: 'failed', lastDeclineCode: 'customer_archived'},
	});
	t.deepEqual(c.effects('charge', since), []);
});

test.serial('an account that is suspended, or has no connection, is refused what would move money', async (t) => {
	const payer = await c.payer('pm_card_visa');
	const invoice = await c.issued(payer);
	const path = `accounts/${c.accountId}`;
	const changed = async (fields: object) => {
		const stored = await c.world.db.get(path);
		if (stored === undefined) return t.fail();
		await c.world.db.commit([{op: 'update', path, version: stored.version, fields: {...stored.fields, ...fields}}]);
	};
	const {stripeAccount} = (await c.world.db.get(path))?.fields ?? {};
	await changed({suspendedAt: '2027-03-01T00:00:00.000Z'});
	t.is((await c.call(`/invoices/${invoice.id}/charge`, {json: {}})).body.code, 'account_suspended');
	await changed({suspendedAt: null, stripeAccount: null});
	t.is((await c.call(`/customers/${payer}/card-setup`, {json: {}})).body.code, 'no_stripe_account');
	t.is((await c.call(`/customers/${payer}/card-setup`, {json: {x: 1}})).body.code, 'no_stripe_account');
	const unconnected = await c.issued(payer);
	t.is((await c.call(`/invoices/${unconnected.id}/charge`, {json: {}})).body.code, 'no_stripe_account');
	t.is((await c.page(unconnected)).body.code, 'no_stripe_account');
	await changed({stripeAccount});
});

test.serial('a card left on the page of which nobody told is found when it is needed', async (t) => {
	const {id: customerId} = await c.customer();
	const {url} = await c.made(`/customers/${customerId}/card-setup`);
	await c.pay(url, {card: 'pm_card_visa'});
	c.newEvents();
	t.is((await c.get(`/customers/${customerId}`)).card, null);
	const id = await c.billed(customerId);
	await c.settle('none');
	t.is((await c.get(`/invoices/${id}`)).status, 'paid');
	t.is((await c.get(`/customers/${customerId}`)).card.last4, '4242');
	c.newEvents();
	await c.call(`/customers/${customerId}/card`, {method: 'DELETE'});
	const next = await c.billed(customerId);
	await c.settle('none');
	t.like(
		await c.get(`/invoices/${next}`),
		{status: 'open', payment: {lastDeclineCode: 'no_card'}},
		'a removed card stays removed',
	);
	const {url: unused} = await c.made(`/customers/${customerId}/card-setup`);
	t.truthy(unused);
	const third = await c.billed(customerId);
	await c.settle('none');
	t.like(await c.get(`/invoices/${third}`), {payment: {lastDeclineCode: 'no_card'}});
});

test.serial(
	'who is charged by hand before the customer’s credit was used pays what the credit leaves (rule 18)',
	async (t) => {
		const payer = await c.payer('pm_card_visa', {autoApplyCredit: true});
		await c.made('/credit-notes', {customerId: payer, reason: 'Goodwill', lines: [c.line(1500)]});
		const id = await c.billed(payer, 10_003);
		t.is((await c.stored(id)).pending[0]?.step, 'invoice.credit');
		const charged = await c.made(`/invoices/${id}/charge`);
		t.like(charged, {status: 'paid', amountPaid: 10_003, payment: {state: 'succeeded', attempts: 1}});
		t.is(c.effects('charge').at(-1)?.amount, 8503);
		t.is((await c.get(`/customers/${payer}`)).creditBalances[0]?.amount ?? 0, 0);
		await c.settle();
		const covered = await c.made('/credit-notes', {customerId: payer, reason: 'More', lines: [c.line(20_000)]});
		t.truthy(covered);
		const since = c.standIn.log().length;
		const next = await c.billed(payer, 10_004);
		t.like(await c.made(`/invoices/${next}/charge`), {status: 'paid', amountPaid: 10_004});
		t.deepEqual(c.effects('charge', since), []);
	},
);

test.serial('what is due is charged, though it goes up and down again while the attempt is prepared', async (t) => {
	const payer = await c.payer('pm_sim_decline_1_insufficient_funds');
	const id = await c.billed(payer, 10_005);
	await c.settle();
	const receivedOn = (await c.now()).slice(0, 10);
	const receive = async (): Promise<string> =>
		(await c.made(`/invoices/${id}/payments`, {amount: 2000, method: 'transfer', receivedOn})).id;
	const first = await receive();
	await c.clock.moveTo((await c.get(`/invoices/${id}`)).payment.nextAttemptAt);
	const deeds = [() => c.made(`/payments/${first}/reverse`), receive];
	const commit: World['db']['commit'] = async (writes) => {
		if (writes[0]?.path.endsWith(id)) await deeds.shift()?.();
		return c.world.db.commit(writes);
	};
	await chargeInvoice({...c.world, db: {...c.world.db, commit}})({
		path: `accounts/${c.accountId}/invoices/${id}`,
		step: 'invoice.charge',
	});
	await c.settle();
	t.is(c.effects('charge').at(-1)?.amount, 8005);
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountDue: 0});
	t.is((await c.get(`/customers/${payer}`)).creditBalances[0]?.amount ?? 0, 0, 'nothing was too much');
});
