import test from 'ava';
import Stripe from 'stripe';
import {customerWith, openStandIn, rawCall, refusalOf} from './stand-in.ts';

test('the same key and parameters answer again without a second effect', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	const {id} = await stripe.paymentIntents.create(
		{amount: 500, currency: 'eur', customer},
		{idempotencyKey: 'im:inv_1:0:create'},
	);
	const again = await stripe.paymentIntents.create(
		{amount: 500, currency: 'eur', customer},
		{idempotencyKey: 'im:inv_1:0:create'},
	);
	t.is(again.id, id);
	t.like(again.lastResponse.headers, {'idempotent-replayed': 'true', 'idempotency-key': 'im:inv_1:0:create'});
	const confirm = () =>
		stripe.paymentIntents.confirm(
			id,
			{payment_method: method, off_session: true},
			{idempotencyKey: 'im:inv_1:0:confirm:1'},
		);
	const first = await confirm();
	const second = await confirm();
	t.is(first.lastResponse.headers['idempotent-replayed'], undefined);
	t.deepEqual({...second, lastResponse: null}, {...first, lastResponse: null});
	t.not(first.lastResponse.requestId, second.lastResponse.requestId);
	t.is((await stripe.charges.list()).data.length, 1);
	t.deepEqual(
		standIn
			.log()
			.slice(2)
			.map(({effect, replayed}) => [effect, replayed])
			.slice(0, 4),
		[
			['payment_intent', false],
			[null, true],
			['charge', false],
			[null, true],
		],
	);
});

test('a decline is remembered: only a new key is a new attempt', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_sim_decline_1');
	const {id} = await stripe.paymentIntents.create({amount: 500, currency: 'eur', customer});
	const confirm = (attempt: number) =>
		stripe.paymentIntents.confirm(
			id,
			{payment_method: method, off_session: true},
			{idempotencyKey: `confirm:${attempt}`},
		);
	t.is((await refusalOf(confirm(1))).statusCode, 402);
	const replayed = await refusalOf(confirm(1));
	t.is(replayed.statusCode, 402);
	t.is(replayed.headers?.['idempotent-replayed'], 'true');
	t.is((await stripe.charges.list()).data.length, 1);
	t.is((await confirm(2)).status, 'succeeded');
	t.is((await stripe.charges.list()).data.length, 2);
});

test('a refusal by state is remembered, one by parameters is not', async (t) => {
	const {stripe} = await openStandIn(t);
	const open = await stripe.paymentIntents.create({amount: 500, currency: 'eur'});
	const key = {idempotencyKey: 'k'};
	t.is((await refusalOf(stripe.paymentIntents.confirm(open.id, {}, key))).statusCode, 400);
	await stripe.paymentIntents.update(open.id, {payment_method: 'pm_card_visa'});
	t.is((await refusalOf(stripe.paymentIntents.confirm(open.id, {}, key))).code, 'payment_intent_unexpected_state');
	const other = {idempotencyKey: 'k2'};
	t.is((await refusalOf(stripe.rawRequest('POST', '/v1/customers', {nam: 'x'}, other))).code, 'parameter_unknown');
	t.truthy((await stripe.customers.create({name: 'x'}, other)).id);
});

test('a key belongs to one request: other parameters or another endpoint are refused', async (t) => {
	const {stripe} = await openStandIn(t);
	const key = {idempotencyKey: 'k'};
	await stripe.customers.create({name: 'Ada'}, key);
	for (const call of [
		stripe.customers.create({name: 'Bob'}, key),
		stripe.paymentIntents.create({amount: 500, currency: 'eur'}, key),
	]) {
		const refused = await refusalOf(call);
		t.true(refused instanceof Stripe.errors.StripeIdempotencyError);
		t.is(refused.statusCode, 400);
	}
	t.is((await stripe.customers.list()).data.length, 1);
});

test('keys are each account’s own', async (t) => {
	const {stripe} = await openStandIn(t);
	const ids = new Set<string>();
	for (const stripeAccount of ['acct_a', 'acct_b', undefined])
		ids.add((await stripe.customers.create({}, {idempotencyKey: 'k', stripeAccount})).id);
	t.is(ids.size, 3);
});

test('a key is forgotten after 24 hours of the platform’s clock', async (t) => {
	const {stripe, clock} = await openStandIn(t);
	const create = async () => (await stripe.customers.create({}, {idempotencyKey: 'k'})).id;
	const first = await create();
	clock.advance(86_399);
	t.is(await create(), first);
	clock.advance(1);
	t.not(await create(), first);
});

test('while a request with the key is being worked on, another one is 409', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	standIn.faults.add({match: {path: '/v1/customers'}, kind: 'slow', delayMs: 300, times: 1});
	const slow = stripe.customers.create({}, {idempotencyKey: 'k'});
	await new Promise((resolve) => setTimeout(resolve, 100));
	const refused = await refusalOf(stripe.customers.create({}, {idempotencyKey: 'k'}));
	t.like(refused, {statusCode: 409, code: 'idempotency_key_in_use'});
	const {id} = await slow;
	t.is((await stripe.customers.create({}, {idempotencyKey: 'k'})).id, id);
});

test('a key longer than 255 characters is refused', async (t) => {
	const {standIn} = await openStandIn(t);
	t.is((await rawCall(standIn.url, '/v1/customers', 'name=x', {'idempotency-key': 'k'.repeat(256)})).status, 400);
	t.is((await rawCall(standIn.url, '/v1/customers', 'name=x', {'idempotency-key': 'k'.repeat(255)})).status, 200);
});
