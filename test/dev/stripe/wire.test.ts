import test from 'ava';
import Stripe from 'stripe';
import {clientOf, customerWith, openStandIn, rawCall, refusalOf} from './stand-in.ts';

test('a call without a test key is 401 and in Stripe’s shape', async (t) => {
	const {standIn} = await openStandIn(t);
	for (const authorization of ['', 'Bearer sk_live_1234567890', 'Bearer whatever', 'Basic Og==']) {
		const {status, json} = await rawCall(standIn.url, '/v1/customers', undefined, {authorization});
		t.is(status, 401);
		t.is(json.error.type, 'invalid_request_error');
	}
	t.is(
		(await rawCall(standIn.url, '/v1/customers', undefined, {authorization: `Basic ${btoa('sk_test_local:')}`})).status,
		200,
	);
	t.is((await rawCall(standIn.url, '/v1/customers', undefined, {authorization: 'Bearer rk_test_local'})).status, 200);
	const thrown = await refusalOf(
		new Stripe('sk_live_x', {host: '127.0.0.1', port: standIn.port, protocol: 'http'}).customers.list(),
	);
	t.true(thrown instanceof Stripe.errors.StripeAuthenticationError);
});

test('an unknown route is 404 with an error, for every method and version of the API', async (t) => {
	const {standIn} = await openStandIn(t);
	for (const [method, path] of [
		['GET', '/v1/subscriptions'],
		['POST', '/v1/invoices'],
		['DELETE', '/v1/payment_intents/pi_1'],
		['GET', '/v2/core/accounts'],
		['GET', '/'],
		['GET', '/v1/customers/'],
		['GET', '/v1/customers/a%2Fb'],
	] as const) {
		const {status, json} = await rawCall(standIn.url, path, method === 'GET' ? undefined : '', {}, method);
		t.is(status, 404, path);
		t.regex(json.error.message, /Unrecognized request URL/);
	}
});

const strange = [
	['/v1/customers', 'nam=Ada', 'parameter_unknown', 'nam'],
	['/v1/customers', 'address[town]=Wien', 'parameter_unknown', 'address[town]'],
	['/v1/customers', 'address=Wien', undefined, 'address'],
	['/v1/customers', 'metadata=x', undefined, 'metadata'],
	['/v1/customers', 'balance=much', 'parameter_invalid_integer', 'balance'],
	['/v1/customers', 'name[a]=b', undefined, 'name'],
	['/v1/customers', 'preferred_locales=de', undefined, 'preferred_locales'],
	['/v1/customers', 'expand[]=nonsense', undefined, 'expand'],
	['/v1/customers', `metadata[${'k'.repeat(41)}]=x`, undefined, 'metadata'],
	['/v1/customers', 'name=a&name[b]=c', undefined, 'name[b]'],
	['/v1/payment_intents', 'currency=eur', 'parameter_missing', 'amount'],
	['/v1/payment_intents', 'amount=1.5&currency=eur', 'parameter_invalid_integer', 'amount'],
	['/v1/payment_intents', 'amount=500&currency=', 'parameter_invalid_empty', 'currency'],
	['/v1/payment_intents', 'amount=500&currency=eur&confirm=yes', undefined, 'confirm'],
	['/v1/payment_intents', 'amount=500&currency=eur&capture_method=manual', undefined, 'capture_method'],
	[
		'/v1/payment_intents',
		'amount=500&currency=eur&payment_method_types[]=card',
		'parameter_unknown',
		'payment_method_types',
	],
] as const;
for (const [path, body, code, param] of strange) {
	test(`POST ${path} with ${body.slice(0, 60)} is refused at ${param}`, async (t) => {
		const {standIn} = await openStandIn(t);
		const {status, json} = await rawCall(standIn.url, path, body);
		t.is(status, 400);
		t.is(json.error.type, 'invalid_request_error');
		t.is(json.error.param, param);
		t.is(json.error.code, code);
		t.deepEqual(
			standIn.log().map(({effect}) => effect),
			[null],
		);
	});
}

test('an unknown parameter of a GET is refused too', async (t) => {
	const {standIn} = await openStandIn(t);
	t.is((await rawCall(standIn.url, '/v1/customers?limt=3', undefined)).json.error.code, 'parameter_unknown');
});

test('curl’s bracketed forms are understood, with and without indexes', async (t) => {
	const {standIn} = await openStandIn(t);
	const {json} = await rawCall(
		standIn.url,
		'/v1/customers',
		'name=Ada%20L&metadata[a]=1&metadata[b]=2&preferred_locales[]=de&preferred_locales[]=en&address[city]=Wien',
	);
	t.deepEqual(
		[json.name, json.metadata, json.preferred_locales, json.address.city],
		['Ada L', {a: '1', b: '2'}, ['de', 'en'], 'Wien'],
	);
});

test('an older client may still say payment_method_types', async (t) => {
	const {standIn} = await openStandIn(t);
	const call = (version: string) =>
		rawCall(standIn.url, '/v1/payment_intents', 'amount=500&currency=eur&payment_method_types[]=card', {
			'stripe-version': version,
		});
	t.is((await call('2026-04-22.dahlia')).status, 200);
	t.is((await call('2026-10-28.endive')).status, 400);
	t.is((await call('yesterday')).status, 400);
});

test('a JSON body is not what v1 takes', async (t) => {
	const {standIn} = await openStandIn(t);
	const {status, json} = await rawCall(standIn.url, '/v1/customers', '{"name":"Ada"}', {
		'content-type': 'application/json',
	});
	t.is(status, 400);
	t.regex(json.error.message, /x-www-form-urlencoded/);
});

test('a body over a mebibyte is refused', async (t) => {
	const {standIn} = await openStandIn(t);
	t.is((await rawCall(standIn.url, '/v1/customers', `name=${'a'.repeat(1_048_600)}`)).status, 413);
});

test('every answer carries its request id and the version it speaks', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	const {lastResponse} = await stripe.customers.create({}, {idempotencyKey: 'k1', stripeAccount: 'acct_1'});
	t.regex(lastResponse.requestId, /^req_/);
	t.like(lastResponse.headers, {
		'stripe-version': '2026-10-28.endive',
		'idempotency-key': 'k1',
		'stripe-account': 'acct_1',
	});
	t.is((await rawCall(standIn.url, '/v1/nothing', undefined)).headers.get('stripe-should-retry'), 'false');
});

test('accounts see only their own objects, and everything of another account is missing', async (t) => {
	const {stripe} = await openStandIn(t);
	const a = {stripeAccount: 'acct_a'};
	const b = {stripeAccount: 'acct_b'};
	const {customer, method} = await customerWith(stripe, 'pm_card_visa', a);
	const paid = await stripe.paymentIntents.create(
		{amount: 500, currency: 'eur', customer, payment_method: method, confirm: true, off_session: true},
		a,
	);
	const session = await stripe.checkout.sessions.create(
		{mode: 'setup', currency: 'eur', success_url: 'http://x.example'},
		a,
	);
	const refund = await stripe.refunds.create({payment_intent: paid.id}, a);
	const event = (await stripe.events.list({}, a)).data[0];
	const reads: readonly (() => Promise<unknown>)[] = [
		() => stripe.customers.retrieve(customer, {}, b),
		() => stripe.customers.retrieve(customer),
		() => stripe.paymentMethods.retrieve(method, {}, b),
		() => stripe.paymentIntents.retrieve(paid.id, {}, b),
		() => stripe.paymentIntents.confirm(paid.id, {}, b),
		() => stripe.charges.retrieve(String(paid.latest_charge), {}, b),
		() => stripe.refunds.retrieve(refund.id, {}, b),
		() => stripe.checkout.sessions.retrieve(session.id, {}, b),
		() => stripe.setupIntents.retrieve(String(session.setup_intent), {}, b),
		() => stripe.events.retrieve(event?.id ?? '', {}, b),
		() => stripe.paymentMethods.detach(method, {}, b),
	];
	for (const read of reads) t.like(await refusalOf(read()), {statusCode: 404, code: 'resource_missing'});
	t.is(
		(await refusalOf(stripe.paymentIntents.create({amount: 500, currency: 'eur', customer}, b))).code,
		'resource_missing',
	);
	t.is((await refusalOf(stripe.refunds.create({payment_intent: paid.id}, b))).code, 'resource_missing');
	t.is((await stripe.paymentIntents.list({}, b)).data.length, 0);
	t.is((await stripe.customers.retrieve(customer, {}, {stripeContext: 'acct_a'})).id, customer);
});

test('a strange account is 403, two accounts at once 400', async (t) => {
	const {standIn} = await openStandIn(t);
	t.is((await rawCall(standIn.url, '/v1/customers', undefined, {'stripe-account': 'tenant-1'})).status, 403);
	t.is(
		(await rawCall(standIn.url, '/v1/customers', undefined, {'stripe-account': 'acct_1', 'stripe-context': 'acct_1'}))
			.status,
		400,
	);
});

test('references are expanded up to four levels, also in lists', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	const {id} = await stripe.paymentIntents.create({
		amount: 500,
		currency: 'eur',
		customer,
		payment_method: method,
		confirm: true,
		off_session: true,
	});
	const one = await stripe.paymentIntents.retrieve(id, {
		expand: ['customer', 'latest_charge.payment_intent.payment_method', 'latest_charge.balance_transaction'],
	});
	t.like(one, {
		customer: {name: 'Ada'},
		latest_charge: {balance_transaction: null, payment_intent: {payment_method: {card: {last4: '4242'}}}},
	});
	t.like((await stripe.paymentIntents.list({expand: ['data.latest_charge']})).data[0]?.latest_charge, {paid: true});
	t.is((await refusalOf(stripe.paymentIntents.retrieve(id, {expand: ['amount']}))).param, 'expand');
});

test('the client’s own retry after a lost answer takes effect once', async (t) => {
	const {standIn} = await openStandIn(t);
	standIn.faults.add({match: {method: 'POST', path: '/v1/customers'}, kind: 'reset_after', times: 1});
	const patient = clientOf(standIn.port, {maxNetworkRetries: 2});
	t.truthy((await patient.customers.create({name: 'Ada'})).id);
	t.is((await patient.customers.list()).data.length, 1);
	t.deepEqual(
		standIn
			.log()
			.filter(({method}) => method === 'POST')
			.map(({effect, replayed}) => [effect, replayed]),
		[
			['customer', false],
			[null, true],
		],
	);
});

test('the log is served to programs with exactly its fields', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	await stripe.customers.create({name: 'Ada'}, {idempotencyKey: 'k1', stripeAccount: 'acct_1'});
	const {data} = (await rawCall(standIn.url, '/_log', undefined)).json;
	t.deepEqual(data, [
		{
			at: '2026-03-01T08:00:00.000Z',
			method: 'POST',
			path: '/v1/customers',
			idempotencyKey: 'k1',
			account: 'acct_1',
			status: 200,
			replayed: false,
			effect: 'customer',
			objectId: standIn.objects('customer')[0]?.object.id,
			amount: null,
			currency: null,
		},
	]);
	t.is(standIn.objects('customer')[0]?.account, 'acct_1');
});
