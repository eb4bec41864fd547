import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import Stripe from 'stripe';
import type {FaultKind} from '../../dev/stripe/faults.ts';
import {startStripe} from '../../dev/stripe/index.ts';
import {stripePayments} from '../../functions/adapters/stripe.ts';
import {Bug} from '../../functions/kernel/invariant.ts';
import {Outage} from '../../functions/kernel/outage.ts';
import type {Payments, ProviderAnswer} from '../../functions/world.ts';
import {temporaryFolder} from '../servers/temporary.ts';

const on = 'acct_merchant1';
const now = '2026-03-01T08:00:00.000Z';
const secret = 'whsec_contract';
const metadata = {account: 'acc_1', invoice: 'inv_1'};
const wall = () => new Date().toISOString();

const open = async (t: ExecutionContext, file = join(temporaryFolder(), 'stripe.sqlite')) => {
	const clock = {now};
	const standIn = await startStripe({port: 0, file, now: () => clock.now, webhook: undefined});
	t.teardown(() => standIn.close());
	const connection = {
		secretKey: 'sk_test_contract',
		host: '127.0.0.1',
		port: standIn.port,
		protocol: 'http',
		timeoutMs: 1500,
	} as const;
	const payments = stripePayments({...connection, webhookSecrets: [secret], wall});
	let sent = 0;
	const key = (): string => `contract:${++sent}`;
	const checkout = async (url: string | null, fields: {readonly [name: string]: string}) => {
		const answer = await fetch(url ?? '', {method: 'POST', body: new URLSearchParams(fields), redirect: 'manual'});
		return {status: answer.status, location: answer.headers.get('location')};
	};
	/** A customer of the merchant with this test card saved, as a payer saves it. */
	const payer = async (card: string) => {
		const {providerCustomerId} = got(t, await payments.createCustomer(on, {key: key(), metadata}));
		const session = got(t, await payments.openCardSetup(on, setup(key(), providerCustomerId)));
		await checkout(session.url, {card});
		const {paymentMethodId} = got(t, await payments.getCheckout(on, session.sessionId));
		return {providerCustomerId, paymentMethodId: paymentMethodId ?? ''};
	};
	const fail = (kind: FaultKind, path = '*') => standIn.faults.add({match: {path}, kind, times: 1});
	return {payments, standIn, clock, connection, key, checkout, payer, fail};
};

const got = <T>(t: ExecutionContext, answer: ProviderAnswer<T>): T => {
	if (!answer.ok) t.fail(`${answer.code}: ${answer.message}`);
	return (answer as {readonly value: T}).value;
};

const setup = (key: string, providerCustomerId: string) => ({
	key,
	providerCustomerId,
	currency: 'EUR',
	metadata,
	successUrl: 'https://app.example/done',
	cancelUrl: 'https://app.example/back',
});
const checkoutOf = (key: string, providerCustomerId: string | null) => ({
	...setup(key, ''),
	providerCustomerId,
	amount: 12_345,
	description: 'Invoice INV-2026-0001',
	saveCard: true,
});

test('a customer is made on the connected account, once for a key', async (t) => {
	const {payments, standIn} = await open(t);
	const made = got(t, await payments.createCustomer(on, {key: 'k1', metadata}));
	t.regex(made.providerCustomerId, /^cus_/);
	t.deepEqual(got(t, await payments.createCustomer(on, {key: 'k1', metadata})), made);
	const customers = standIn.objects('customer');
	t.is(customers.length, 1);
	t.is(customers[0]?.account, on);
});

test('a charge is two steps: an intent that moves no money, and its confirmation', async (t) => {
	const {payments, standIn, key, payer} = await open(t);
	const {providerCustomerId, paymentMethodId} = await payer('pm_card_visa');
	const request = {key: key(), amount: 12_345, currency: 'EUR', providerCustomerId, paymentMethodId, metadata};
	const made = got(t, await payments.createIntent(on, request));
	t.like(made, {
		status: 'requires_confirmation',
		amount: 12_345,
		currency: 'EUR',
		paymentMethodId,
		chargeId: null,
		lastError: null,
		metadata,
	});
	t.is(standIn.objects('charge').length, 0);
	const paid = got(t, await payments.confirmIntent(on, {key: key(), intentId: made.intentId, paymentMethodId}));
	t.like(paid, {intentId: made.intentId, status: 'succeeded', methodType: 'card', amountRefunded: 0, lastError: null});
	t.like(paid.card, {brand: 'visa', last4: '4242'});
	t.regex(paid.chargeId ?? '', /^ch_/);
	t.deepEqual(got(t, await payments.getIntent(on, made.intentId)), paid);
});

test('a decline is an answer with its reasons, and a later try on the same intent can succeed', async (t) => {
	const {payments, standIn, key, payer} = await open(t);
	const {providerCustomerId, paymentMethodId} = await payer('pm_sim_decline_2');
	const request = {key: key(), amount: 900, currency: 'EUR', providerCustomerId, paymentMethodId, metadata};
	const {intentId} = got(t, await payments.createIntent(on, request));
	const declined = got(t, await payments.confirmIntent(on, {key: 'a1', intentId, paymentMethodId}));
	t.like(declined, {status: 'requires_payment_method', paymentMethodId, amountRefunded: 0});
	t.like(declined.lastError, {code: 'card_declined', declineCode: 'insufficient_funds'});
	t.is(declined.card?.last4, '9002');
	t.deepEqual(got(t, await payments.getIntent(on, intentId)).lastError, declined.lastError);
	t.deepEqual(
		got(t, await payments.confirmIntent(on, {key: 'a1', intentId, paymentMethodId})),
		declined,
		'the same key tries nothing new',
	);
	t.like(got(t, await payments.confirmIntent(on, {key: 'a2', intentId, paymentMethodId})), {
		status: 'requires_payment_method',
	});
	t.like(got(t, await payments.confirmIntent(on, {key: 'a3', intentId, paymentMethodId})), {
		status: 'succeeded',
		lastError: null,
	});
	t.is(standIn.objects('charge').filter(({object}) => object.status === 'succeeded').length, 1);
});

for (const [card, code, advice] of [
	['pm_card_chargeCustomerFail', 'card_declined', null],
	['pm_sim_do_not_try_again', 'card_declined', 'do_not_try_again'],
	['pm_card_authenticationRequired', 'authentication_required', null],
] as const) {
	test(`what the bank says of ${card} arrives as code ${code} with advice ${advice}`, async (t) => {
		const {payments, key, checkout} = await open(t);
		const {providerCustomerId} = got(t, await payments.createCustomer(on, {key: key(), metadata}));
		const session = got(t, await payments.openCardSetup(on, setup(key(), providerCustomerId)));
		await checkout(session.url, {card});
		if (card === 'pm_card_authenticationRequired') await checkout(session.url, {challenge: 'pass'});
		const paymentMethodId = got(t, await payments.getCheckout(on, session.sessionId)).paymentMethodId ?? '';
		const request = {key: key(), amount: 900, currency: 'EUR', providerCustomerId, paymentMethodId, metadata};
		const {intentId} = got(t, await payments.createIntent(on, request));
		const {lastError} = got(t, await payments.confirmIntent(on, {key: key(), intentId, paymentMethodId}));
		t.is(lastError?.code, code);
		if (advice !== null) t.is(lastError?.adviceCode, advice);
	});
}

test('a bank debit is processing until it settles', async (t) => {
	const {payments, standIn, clock, key, payer} = await open(t);
	const {providerCustomerId, paymentMethodId} = await payer('pm_sim_processing');
	const request = {key: key(), amount: 900, currency: 'EUR', providerCustomerId, paymentMethodId, metadata};
	const {intentId} = got(t, await payments.createIntent(on, request));
	const sent = got(t, await payments.confirmIntent(on, {key: key(), intentId, paymentMethodId}));
	t.like(sent, {status: 'processing', methodType: 'bank_debit', card: null});
	clock.now = '2026-03-09T08:00:00.000Z';
	standIn.tick();
	t.is(got(t, await payments.getIntent(on, intentId)).status, 'succeeded');
});

const intentIn = async (t: ExecutionContext, currency = 'EUR', amount = 5_000) => {
	const bench = await open(t);
	const {providerCustomerId, paymentMethodId} = await bench.payer('pm_card_visa');
	const request = {key: bench.key(), amount, currency, providerCustomerId, paymentMethodId, metadata};
	const {intentId} = got(t, await bench.payments.createIntent(on, request));
	return {...bench, request, intentId, paymentMethodId};
};

for (const [currency, amount, stripes] of [
	['ISK', 1234, 123_400],
	['UGX', 5000, 500_000],
	['HUF', 123_456, 123_456],
	['MGA', 123_400, 1234],
	['JPY', 1627, 1627],
	['KWD', 19_440, 19_440],
] as const) {
	test(`${currency} ${amount} goes to Stripe as ${stripes} and comes back as it was`, async (t) => {
		const {payments, standIn, intentId, paymentMethodId, key} = await intentIn(t, currency, amount);
		t.is(standIn.objects('payment_intent')[0]?.object.amount, stripes);
		const paid = got(t, await payments.confirmIntent(on, {key: key(), intentId, paymentMethodId}));
		t.like(paid, {amount, currency, status: 'succeeded'});
		got(t, await payments.refund(on, {key: key(), intentId, amount, currency, metadata}));
		t.is(got(t, await payments.getIntent(on, intentId)).amountRefunded, amount);
	});
}

test('the amount of an intent that is not confirmed can be changed, or the intent canceled', async (t) => {
	const {payments, intentId, paymentMethodId, key} = await intentIn(t);
	t.like(got(t, await payments.updateIntent(on, {key: key(), intentId, amount: 4_000, currency: 'EUR'})), {
		intentId,
		amount: 4_000,
	});
	t.like(got(t, await payments.cancelIntent(on, {key: key(), intentId})), {intentId, status: 'canceled'});
	const late = await payments.confirmIntent(on, {key: key(), intentId, paymentMethodId});
	t.like(late, {ok: false, code: 'payment_intent_unexpected_state'});
	t.like(await payments.cancelIntent(on, {key: key(), intentId}), {ok: false, code: 'payment_intent_unexpected_state'});
});

test('what the provider will never take is an answer: too small, unknown, of another account, of no account', async (t) => {
	const {payments, request, intentId, key} = await intentIn(t);
	t.like(await payments.createIntent(on, {...request, key: key(), amount: 10}), {ok: false, code: 'amount_too_small'});
	t.like(await payments.getIntent(on, 'pi_missing'), {ok: false, code: 'resource_missing'});
	t.like(await payments.getIntent('acct_merchant2', intentId), {ok: false, code: 'resource_missing'});
	t.like(await payments.cancelIntent('acct_merchant2', {key: key(), intentId}), {ok: false, code: 'resource_missing'});
	t.like(await payments.getIntent('nobody', intentId), {ok: false, code: 'account_invalid'});
});

test('an amount that no card can be charged is our own mistake', async (t) => {
	const {payments, request, key} = await intentIn(t);
	await t.throwsAsync(payments.createIntent(on, {...request, key: key(), amount: 19_444, currency: 'KWD'}), {
		instanceOf: Bug,
	});
});

test('one key for two different requests is our own mistake', async (t) => {
	const {payments, request} = await intentIn(t);
	await t.throwsAsync(payments.createIntent(on, {...request, amount: 7_777}), {instanceOf: Bug});
});

test('intents of a window are listed newest first, page after page', async (t) => {
	const {payments, clock, request, intentId, key} = await intentIn(t);
	clock.now = '2026-03-02T08:00:00.000Z';
	const later = got(t, await payments.createIntent(on, {...request, key: key()})).intentId;
	const window = {createdFrom: '2026-03-01T00:00:00.000Z', createdTo: '2026-03-03T00:00:00.000Z'};
	const listed = got(t, await payments.listIntents(on, window));
	t.deepEqual(
		listed.intents.map((one) => one.intentId),
		[later, intentId],
	);
	t.is(listed.next, null);
	const after = got(t, await payments.listIntents(on, {...window, after: later}));
	t.deepEqual(
		after.intents.map((one) => one.intentId),
		[intentId],
	);
	const first = got(t, await payments.listIntents(on, {...window, createdTo: '2026-03-02T08:00:00.000Z'}));
	t.deepEqual(
		first.intents.map((one) => one.intentId),
		[intentId],
		'the end of the window is not in it',
	);
	for (let n = 0; n < 100; n++) await payments.createIntent(on, {...request, key: key()});
	const full = got(t, await payments.listIntents(on, window));
	t.is(full.intents.length, 100);
	t.is(full.next, full.intents[99]?.intentId ?? '');
});

test('a card is saved at the provider and can be described and given back', async (t) => {
	const {payments, key, checkout} = await open(t);
	const {providerCustomerId} = got(t, await payments.createCustomer(on, {key: key(), metadata}));
	const session = got(t, await payments.openCardSetup(on, setup('s1', providerCustomerId)));
	t.like(session, {
		mode: 'setup',
		status: 'open',
		paid: false,
		intentId: null,
		paymentMethodId: null,
		providerCustomerId,
		metadata,
	});
	t.deepEqual(got(t, await payments.openCardSetup(on, setup('s1', providerCustomerId))), session);
	t.like(await checkout(session.url, {card: 'pm_card_mastercard'}), {
		status: 303,
		location: 'https://app.example/done',
	});
	const done = got(t, await payments.getCheckout(on, session.sessionId));
	t.like(done, {status: 'complete', url: null, providerCustomerId});
	const paymentMethodId = done.paymentMethodId ?? '';
	t.like(got(t, await payments.getCard(on, paymentMethodId)), {brand: 'mastercard', last4: '4444'});
	t.is(got(t, await payments.detachCard(on, {key: key(), paymentMethodId})), null);
	const request = {key: key(), amount: 900, currency: 'EUR', providerCustomerId, paymentMethodId, metadata};
	t.false((await payments.createIntent(on, request)).ok);
	t.like(await payments.getCard(on, 'pm_missing'), {ok: false, code: 'resource_missing'});
});

for (const known of [true, false]) {
	test(`an invoice is paid at the provider's page by ${known ? 'a known customer' : 'somebody new'}, and the card kept`, async (t) => {
		const {payments, key, checkout} = await open(t);
		const customer = known
			? got(t, await payments.createCustomer(on, {key: key(), metadata})).providerCustomerId
			: null;
		const session = got(t, await payments.openCheckout(on, checkoutOf(key(), customer)));
		t.like(session, {mode: 'payment', status: 'open', paid: false, metadata});
		t.is((await checkout(session.url, {card: 'pm_card_visa'})).status, 303);
		const done = got(t, await payments.getCheckout(on, session.sessionId));
		t.like(done, {status: 'complete', paid: true});
		const intent = got(t, await payments.getIntent(on, done.intentId ?? ''));
		t.like(intent, {
			status: 'succeeded',
			amount: 12_345,
			currency: 'EUR',
			metadata,
			paymentMethodId: done.paymentMethodId,
		});
		const again = {
			key: key(),
			amount: 900,
			currency: 'EUR',
			providerCustomerId: done.providerCustomerId ?? '',
			paymentMethodId: done.paymentMethodId ?? '',
			metadata,
		};
		const {intentId, paymentMethodId} = got(t, await payments.createIntent(on, again));
		t.is(
			got(t, await payments.confirmIntent(on, {key: key(), intentId, paymentMethodId: paymentMethodId ?? ''})).status,
			'succeeded',
		);
	});
}

test('an open session can be expired, a complete one cannot', async (t) => {
	const {payments, key, checkout} = await open(t);
	const session = got(t, await payments.openCheckout(on, {...checkoutOf(key(), null), saveCard: false}));
	t.like(got(t, await payments.expireCheckout(on, {key: key(), sessionId: session.sessionId})), {
		status: 'expired',
		paid: false,
		url: null,
	});
	t.is((await checkout(session.url, {card: 'pm_card_visa'})).status, 410);
	const paid = got(t, await payments.openCheckout(on, {...checkoutOf(key(), null), saveCard: false}));
	await checkout(paid.url, {card: 'pm_card_visa'});
	t.false((await payments.expireCheckout(on, {key: key(), sessionId: paid.sessionId})).ok);
});

test('a payment is refunded in parts and not beyond', async (t) => {
	const {payments, intentId, paymentMethodId, key} = await intentIn(t);
	await payments.confirmIntent(on, {key: key(), intentId, paymentMethodId});
	const part = {key: key(), intentId, amount: 2_000, currency: 'EUR', metadata};
	const first = got(t, await payments.refund(on, part));
	t.is(first.status, 'succeeded');
	t.deepEqual(got(t, await payments.refund(on, part)), first, 'the same key refunds once');
	t.is(got(t, await payments.getIntent(on, intentId)).amountRefunded, 2_000);
	t.false((await payments.refund(on, {...part, key: key(), amount: 3_001})).ok);
});

const unknown: readonly FaultKind[] = [
	'reset_after',
	'timeout_before',
	'timeout_after',
	'error_500_before',
	'error_500_after',
	'error_500_stored',
	'html_502',
	'html_502_after',
	'truncated_after',
	'rate_limit',
	'lock_timeout',
];
for (const kind of unknown) {
	test(`${kind}: the effect is unknown, an outage that tells no secret; the intent is charged once in the end`, async (t) => {
		const {payments, standIn, intentId, paymentMethodId, fail} = await intentIn(t);
		const confirm = {key: 'confirm:1', intentId, paymentMethodId};
		// The package repeats once after a reset connection, so it takes two of them to fail.
		for (let n = 0; n < (kind === 'reset_after' ? 2 : 1); n++) fail(kind, '*/confirm');
		const error = await t.throwsAsync(payments.confirmIntent(on, confirm), {instanceOf: Outage});
		t.notRegex(`${error?.message}`, /sk_test|pi_|pm_/);
		const again =
			kind.endsWith('stored') || kind === 'error_500_after'
				? payments.getIntent(on, intentId)
				: payments.confirmIntent(on, confirm);
		const state = got(t, await again);
		t.is(state.status, kind === 'error_500_stored' ? 'requires_confirmation' : 'succeeded');
		t.is(standIn.log().filter(({effect}) => effect === 'charge').length, state.status === 'succeeded' ? 1 : 0);
	});
}

test("JSON that is no answer of Stripe's is an outage, a wrong API key too", async (t) => {
	const proxy = createServer((request, response) => {
		const status = request.url?.includes('pi_404') ? 404 : 200;
		response
			.writeHead(status, {'content-type': 'application/json'})
			.end(status === 404 ? '{"message":"no route"}' : '{}');
	});
	await new Promise<void>((settle) => void proxy.listen(0, '127.0.0.1', settle));
	t.teardown(() => {
		proxy.closeAllConnections();
		proxy.close();
	});
	const {port} = proxy.address() as AddressInfo;
	const payments = stripePayments({
		secretKey: 'sk_test_x',
		host: '127.0.0.1',
		port,
		protocol: 'http',
		webhookSecrets: [secret],
		wall,
	});
	for (const id of ['pi_404', 'pi_200']) await t.throwsAsync(payments.getIntent(on, id), {instanceOf: Outage});
	const {connection} = await open(t);
	const stranger = stripePayments({...connection, secretKey: 'sk_live_x', webhookSecrets: [secret], wall});
	await t.throwsAsync(stranger.getIntent(on, 'pi_1'), {instanceOf: Outage});
});

test('what is not a secret key is noticed before the first call', async (t) => {
	const payments = stripePayments({secretKey: async () => 'pk_test_1\n', webhookSecrets: [], wall});
	await t.throwsAsync(payments.getIntent(on, 'pi_1'), {instanceOf: Bug});
});

const event = JSON.stringify({
	id: 'evt_1',
	object: 'event',
	type: 'payment_intent.succeeded',
	account: on,
	api_version: '2026-10-28.endive',
	data: {object: {id: 'pi_1', object: 'payment_intent', metadata}},
});
const signed = (payload: string, by: string, secondsAgo = 0) =>
	Stripe.webhooks.generateTestHeaderString({
		payload,
		secret: by,
		timestamp: Math.floor(Date.now() / 1000) - secondsAgo,
	});
const reader = (webhookSecrets: readonly string[]): Payments =>
	stripePayments({secretKey: 'sk_test_x', webhookSecrets, wall});

test('a webhook signed with any of our secrets is read, without an API key', async (t) => {
	const payments = stripePayments({
		secretKey: () => Promise.reject(new Error('not allowed')),
		webhookSecrets: async () => ['whsec_old', secret],
		wall,
	});
	for (const by of ['whsec_old', secret]) {
		t.deepEqual(await payments.readWebhook(Buffer.from(event), signed(event, by)), {
			id: 'evt_1',
			type: 'payment_intent.succeeded',
			on,
			objectKind: 'payment_intent',
			objectId: 'pi_1',
			metadata,
		});
	}
});

test("a webhook with a wrong, old, missing or foreign signature is nobody's", async (t) => {
	const payments = reader([secret]);
	const bad: readonly (readonly [string, string])[] = [
		[event, signed(event, 'whsec_other')],
		[event, signed(event, secret, 301)],
		[`${event} `, signed(event, secret)],
		[event, ''],
		[event, 't=1,v1=abc'],
		[event, signed(event, secret).replace('v1=', 'v0=')],
	];
	for (const [body, signature] of bad)
		t.is(await payments.readWebhook(Buffer.from(body), signature), undefined, signature);
	t.truthy(await payments.readWebhook(Buffer.from(event), signed(event, secret, 299)));
});

test('without a secret no webhook is read: it never fails open', async (t) => {
	for (const secrets of [[], [''], [' '], [secret, '']]) {
		await t.throwsAsync(reader(secrets).readWebhook(Buffer.from(event), signed(event, '')), {instanceOf: Bug});
	}
});

test('objects and accounts that we do not know are read as such', async (t) => {
	const other = JSON.stringify({
		id: 'evt_2',
		object: 'event',
		type: 'product.created',
		data: {object: {id: 'prod_1', object: 'product'}},
	});
	t.deepEqual(await reader([secret]).readWebhook(Buffer.from(other), signed(other, secret)), {
		id: 'evt_2',
		type: 'product.created',
		on: null,
		objectKind: 'other',
		objectId: 'prod_1',
		metadata: {},
	});
});

test("the stand-in's own webhooks verify", async (t) => {
	const got: {body: Buffer; signature: string}[] = [];
	const endpoint = createServer(async (request, response) => {
		got.push({body: Buffer.concat(await request.toArray()), signature: String(request.headers['stripe-signature'])});
		response.end();
	});
	await new Promise<void>((settle) => void endpoint.listen(0, '127.0.0.1', settle));
	const {port} = endpoint.address() as AddressInfo;
	const webhook = {url: `http://127.0.0.1:${port}/`, secret};
	const standIn = await startStripe({port: 0, file: join(temporaryFolder(), 's.sqlite'), now: () => now, webhook});
	t.teardown(async () => {
		await standIn.close();
		endpoint.closeAllConnections();
		endpoint.close();
	});
	const payments = stripePayments({
		secretKey: 'sk_test_x',
		host: '127.0.0.1',
		port: standIn.port,
		protocol: 'http',
		webhookSecrets: [secret],
		wall,
	});
	await payments.createCustomer(on, {key: 'k', metadata});
	await standIn.flush();
	t.true(got.length > 0);
	for (const {body, signature} of got)
		t.like(await payments.readWebhook(body, signature), {on, type: 'customer.created'});
});
