import test from 'ava';
import Stripe from 'stripe';
import type {FaultKind} from '../../../dev/stripe/index.ts';
import {clientOf, openStandIn, rawCall, refusalOf} from './stand-in.ts';

const {StripeAPIError, StripeConnectionError, StripeRateLimitError} = Stripe.errors;

/** What one call meets, what a second call with the same key then meets, and how many customers there are. */
const cases: readonly (readonly [
	FaultKind,
	typeof StripeAPIError | typeof StripeConnectionError,
	number | undefined,
	'made' | 'replayed' | 500,
])[] = [
	['reset_before', StripeConnectionError, undefined, 'made'],
	['reset_after', StripeConnectionError, undefined, 'replayed'],
	['timeout_before', StripeConnectionError, undefined, 'made'],
	['timeout_after', StripeConnectionError, undefined, 'replayed'],
	['truncated_after', StripeConnectionError, undefined, 'replayed'],
	['error_500_before', StripeAPIError, 500, 'made'],
	['error_500_after', StripeAPIError, 500, 500],
	['error_500_stored', StripeAPIError, 500, 500],
	['html_502', StripeAPIError, undefined, 'made'],
	['html_502_after', StripeAPIError, undefined, 'replayed'],
	['rate_limit', StripeRateLimitError, 429, 'made'],
	['lock_timeout', StripeRateLimitError, 429, 'made'],
];
for (const [kind, error, statusCode, then] of cases) {
	test(`${kind}: the stock client sees ${error.name}, and the same key is ${then} afterwards`, async (t) => {
		const {standIn} = await openStandIn(t);
		const stripe = clientOf(standIn.port, {timeout: 300});
		// the client sends again by itself after a reset, so the fault has to last
		standIn.faults.add({match: {method: 'POST', path: '/v1/cust*'}, kind, times: kind.startsWith('reset') ? 2 : 1});
		const create = () => stripe.customers.create({name: 'Ada'}, {idempotencyKey: 'k'});
		const met = await refusalOf(create());
		t.true(met instanceof error, met.type);
		t.is(met.statusCode, statusCode);
		if (then === 500) t.is((await refusalOf(create())).statusCode, 500);
		else t.is((await create()).lastResponse.headers['idempotent-replayed'], then === 'replayed' ? 'true' : undefined);
		t.is((await stripe.customers.list()).data.length, kind === 'error_500_stored' ? 0 : 1);
		t.is(standIn.log().filter(({effect}) => effect === 'customer').length, kind === 'error_500_stored' ? 0 : 1);
	});
}

test('faults are set, listed and cleared over HTTP, and count down', async (t) => {
	const {standIn, stripe} = await openStandIn(t);
	const set = await rawCall(
		standIn.url,
		'/_faults',
		JSON.stringify({match: {path: '/v1/events'}, kind: 'error_500_before', times: 2}),
	);
	t.is(set.status, 201);
	t.is((await refusalOf(stripe.events.list())).statusCode, 500);
	t.deepEqual((await rawCall(standIn.url, '/_faults', undefined)).json.data, [
		{match: {path: '/v1/events'}, kind: 'error_500_before', times: 1},
	]);
	await rawCall(standIn.url, '/_faults', undefined, {}, 'DELETE');
	t.is((await stripe.events.list()).data.length, 0);
	for (const bad of ['', '{}', '{"kind":"storm"}', '{"kind":"reset_after","times":0}'])
		t.is((await rawCall(standIn.url, '/_faults', bad)).status, 400);
});

test('calls that no fault matches go on', async (t) => {
	const {standIn, stripe} = await openStandIn(t);
	standIn.faults.add({match: {method: 'GET', path: '/v1/charges'}, kind: 'reset_before', times: 1});
	t.is((await stripe.customers.list()).data.length, 0);
	t.is(standIn.faults.list().length, 1);
});
