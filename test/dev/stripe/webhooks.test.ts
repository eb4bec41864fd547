import test from 'ava';
import Stripe from 'stripe';
import {clientOf, customerWith, openEndpoint, openStandIn, secret} from './stand-in.ts';

const calm = {duplicateEvery: 0, reorder: false};

test('every change is told to the endpoint, signed over the exact bytes', async (t) => {
	const endpoint = await openEndpoint(t);
	const {stripe, standIn} = await openStandIn(t, {webhook: endpoint.webhook, disorder: calm});
	const account = {stripeAccount: 'acct_1'};
	const {customer, method} = await customerWith(stripe, 'pm_card_visa', account);
	const {id} = await stripe.paymentIntents.create({amount: 500, currency: 'eur', customer}, account);
	await stripe.paymentIntents.confirm(
		id,
		{payment_method: method, off_session: true},
		{...account, idempotencyKey: 'k'},
	);
	await stripe.refunds.create({payment_intent: id}, account);
	await standIn.flush();
	t.is(standIn.undelivered(), 0);
	t.deepEqual(
		endpoint.received.map(({event}) => event.type),
		[
			'customer.created',
			'payment_method.attached',
			'payment_intent.created',
			'charge.succeeded',
			'payment_intent.succeeded',
			'refund.created',
			'charge.refunded',
			'refund.updated',
		],
	);
	for (const {body, signature} of endpoint.received) {
		const event = stripe.webhooks.constructEvent(body, signature, secret);
		t.like(event, {account: 'acct_1', api_version: '2026-10-28.endive', livemode: false, object: 'event'});
		t.throws(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other'), {
			instanceOf: Stripe.errors.StripeSignatureVerificationError,
		});
	}
	t.like(endpoint.received[4]?.event, {data: {object: {id, status: 'succeeded'}}, request: {idempotency_key: 'k'}});
});

test('signatures are dated by the wall clock though the platform’s clock is far ahead', async (t) => {
	const endpoint = await openEndpoint(t);
	const {stripe, standIn, clock} = await openStandIn(t, {webhook: endpoint.webhook});
	clock.advance(400 * 86_400);
	await stripe.customers.create();
	await standIn.flush();
	const [first] = endpoint.received;
	t.is(
		stripe.webhooks.constructEvent(first?.body ?? '', first?.signature ?? '', secret, 5).created,
		Math.floor(Date.parse(clock.now()) / 1000),
	);
});

test('an endpoint that fails is tried again until it takes the event', async (t) => {
	const endpoint = await openEndpoint(t);
	const {stripe, standIn} = await openStandIn(t, {webhook: endpoint.webhook, disorder: calm});
	endpoint.answerWith(500);
	await stripe.customers.create();
	await standIn.flush();
	t.is(standIn.undelivered(), 1);
	t.is((await stripe.events.list({delivery_success: false})).data.length, 1);
	endpoint.answerWith(302);
	await standIn.flush();
	t.is(standIn.undelivered(), 1);
	endpoint.answerWith(200);
	for (let waited = 0; standIn.undelivered() > 0 && waited < 3_000; waited += 50)
		await new Promise((resolve) => setTimeout(resolve, 50));
	t.is(endpoint.received.length, 1);
	t.is((await stripe.events.list({delivery_success: false})).data.length, 0);
});

test('every fifth event comes twice and neighbours change places, unless switched off', async (t) => {
	const endpoint = await openEndpoint(t);
	const {stripe, standIn} = await openStandIn(t, {webhook: endpoint.webhook});
	endpoint.answerWith(500);
	for (let n = 1; n <= 10; n += 1) await stripe.customers.create({name: String(n)});
	await standIn.flush();
	endpoint.answerWith(200);
	await standIn.flush();
	const ids = endpoint.received.map(({event}) => event.id);
	t.is(ids.length, 12);
	t.is(new Set(ids).size, 10);
	const names = endpoint.received.map(({event}) => (event.type === 'customer.created' ? event.data.object.name : ''));
	t.notDeepEqual([...new Set(names)], ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
	t.deepEqual(
		[...new Set(names)].sort((a, b) => Number(a) - Number(b)),
		['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
	);
});

test('only the types an endpoint asked for are sent to it, all are listed', async (t) => {
	const endpoint = await openEndpoint(t);
	const {stripe, standIn} = await openStandIn(t, {
		webhook: {...endpoint.webhook, events: ['customer.deleted']},
		disorder: calm,
	});
	const {id} = await stripe.customers.create();
	await stripe.customers.del(id);
	await standIn.flush();
	t.deepEqual(
		endpoint.received.map(({event}) => event.type),
		['customer.deleted'],
	);
	t.deepEqual(
		(await stripe.events.list()).data.map(({type}) => type),
		['customer.deleted', 'customer.created'],
	);
	t.deepEqual(
		(await stripe.events.list({types: ['customer.created', 'charge.failed']})).data.map(({type}) => type),
		['customer.created'],
	);
	const event = (await stripe.events.list({type: 'customer.deleted'})).data[0];
	t.is((await stripe.events.retrieve(event?.id ?? '')).type, 'customer.deleted');
});

test('declines, bank debits, sessions and setups have their events', async (t) => {
	const {stripe, standIn, clock, form} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_chargeCustomerFail');
	await stripe.paymentIntents
		.create({amount: 500, currency: 'eur', customer, payment_method: method, confirm: true, off_session: true})
		.catch(() => undefined);
	const line_items = [{quantity: 1, price_data: {currency: 'eur', unit_amount: 500, product_data: {name: 'x'}}}];
	const session = () =>
		stripe.checkout.sessions.create({mode: 'payment', line_items, success_url: 'http://shop.example'});
	for (const card of ['pm_sim_processing', 'pm_sim_processing_fail', 'pm_card_authenticationRequired'])
		await form((await session()).url ?? '', {card});
	const setup = await stripe.checkout.sessions.create({
		mode: 'setup',
		currency: 'eur',
		success_url: 'http://shop.example',
	});
	await form(setup.url ?? '', {card: 'pm_card_visa_chargeDeclined'});
	await form(setup.url ?? '', {card: 'pm_card_visa'});
	clock.advance(5 * 86_400);
	standIn.tick();
	const types = new Set(standIn.objects('event').map(({object}) => object.type));
	for (const type of [
		'charge.failed',
		'charge.pending',
		'charge.succeeded',
		'payment_intent.payment_failed',
		'payment_intent.processing',
		'payment_intent.requires_action',
		'payment_intent.canceled',
		'checkout.session.completed',
		'checkout.session.expired',
		'checkout.session.async_payment_succeeded',
		'checkout.session.async_payment_failed',
		'setup_intent.created',
		'setup_intent.setup_failed',
		'setup_intent.succeeded',
	] as const)
		t.true(types.has(type), type);
});

test('without an endpoint nothing waits', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	await stripe.customers.create();
	await standIn.flush();
	t.is(standIn.undelivered(), 0);
	t.is((await clientOf(standIn.port).events.list()).data.length, 1);
});
