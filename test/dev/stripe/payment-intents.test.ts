import test from 'ava';
import {customerWith, openStandIn, refusalOf} from './stand-in.ts';

const off = {off_session: true} as const;
const quiet = {enabled: true, allow_redirects: 'never'} as const;

test('a saved card is charged in two steps, create and confirm', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	const created = await stripe.paymentIntents.create({
		amount: 11_900,
		currency: 'EUR',
		customer,
		automatic_payment_methods: quiet,
		metadata: {invoice: 'inv_1'},
	});
	t.like(created, {
		status: 'requires_payment_method',
		currency: 'eur',
		amount_received: 0,
		created: 1_772_352_000,
		livemode: false,
	});
	const paid = await stripe.paymentIntents.confirm(created.id, {
		...off,
		payment_method: method,
		expand: ['latest_charge'],
	});
	t.like(paid, {status: 'succeeded', amount_received: 11_900, payment_method: method, metadata: {invoice: 'inv_1'}});
	t.like(paid.latest_charge, {
		status: 'succeeded',
		paid: true,
		amount: 11_900,
		payment_intent: paid.id,
		customer,
		payment_method_details: {card: {brand: 'visa', last4: '4242'}},
	});
	t.deepEqual(
		standIn.log().map(({effect, amount, currency, status}) => ({effect, amount, currency, status})),
		[
			{effect: 'customer', amount: null, currency: null, status: 200},
			{effect: 'attach', amount: null, currency: null, status: 200},
			{effect: 'payment_intent', amount: null, currency: null, status: 200},
			{effect: 'charge', amount: 11_900, currency: 'eur', status: 200},
		],
	);
});

test('a decline is 402 with the intent in the error, and the same intent can be tried again', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_sim_decline_2');
	const {id} = await stripe.paymentIntents.create({amount: 5_000, currency: 'usd', customer, payment_method: method});
	const declined = await refusalOf(stripe.paymentIntents.confirm(id, off));
	t.like(declined, {
		statusCode: 402,
		type: 'StripeCardError',
		code: 'card_declined',
		decline_code: 'insufficient_funds',
	});
	t.like(declined.payment_intent, {
		id,
		status: 'requires_payment_method',
		payment_method: null,
		last_payment_error: {code: 'card_declined', decline_code: 'insufficient_funds'},
	});
	t.truthy(declined.payment_intent?.latest_charge);
	const missing = await refusalOf(stripe.paymentIntents.confirm(id, off));
	t.like(missing, {statusCode: 400, code: 'payment_intent_unexpected_state'});
	await refusalOf(stripe.paymentIntents.confirm(id, {...off, payment_method: method}));
	const paid = await stripe.paymentIntents.confirm(id, {...off, payment_method: method});
	t.is(paid.status, 'succeeded');
	t.deepEqual(
		(await stripe.charges.list({payment_intent: id})).data.map(({status}) => status),
		['succeeded', 'failed', 'failed'],
	);
	t.deepEqual(
		standIn
			.log()
			.flatMap(({effect}) => effect ?? [])
			.slice(3),
		['decline', 'decline', 'charge'],
	);
});

const declines = [
	['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline', undefined],
	['pm_sim_decline_insufficientFunds_always', 'card_declined', 'insufficient_funds', undefined],
	['pm_sim_decline_lostCard_always', 'card_declined', 'lost_card', undefined],
	['pm_sim_decline_expired_card_always', 'expired_card', 'expired_card', undefined],
	['pm_sim_do_not_try_again', 'card_declined', 'generic_decline', 'do_not_try_again'],
	['pm_card_radarBlock', 'card_declined', 'fraudulent', undefined],
	['pm_card_authenticationRequired', 'authentication_required', 'authentication_required', undefined],
	['pm_card_authenticationRequiredOnSetup', 'authentication_required', 'authentication_required', undefined],
] as const;
for (const [card, code, declineCode, adviceCode] of declines) {
	test(`off-session, ${card} is declined with ${declineCode}`, async (t) => {
		const {stripe} = await openStandIn(t);
		const {customer, method} = await customerWith(stripe, card);
		const refused = await refusalOf(
			stripe.paymentIntents.create({
				amount: 5_000,
				currency: 'usd',
				customer,
				payment_method: method,
				confirm: true,
				...off,
			}),
		);
		t.like(refused, {statusCode: 402, code, decline_code: declineCode});
		t.is(refused.advice_code, adviceCode);
		t.is(refused.payment_intent?.last_payment_error?.decline_code, declineCode);
		t.is((await stripe.paymentIntents.list({customer})).data.length, 1);
	});
}

const unattachable = [
	['pm_card_visa_chargeDeclined', 'generic_decline'],
	['pm_card_visa_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
	['pm_card_visa_chargeDeclinedLostCard', 'lost_card'],
	['pm_card_visa_chargeDeclinedStolenCard', 'stolen_card'],
	['pm_card_visa_chargeDeclinedVelocityLimitExceeded', 'card_velocity_exceeded'],
	['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
	['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc'],
	['pm_card_chargeDeclinedProcessingError', 'processing_error'],
] as const;
for (const [card, declineCode] of unattachable) {
	test(`${card} can neither be attached nor charged`, async (t) => {
		const {stripe} = await openStandIn(t);
		const customer = await stripe.customers.create();
		t.like(await refusalOf(stripe.paymentMethods.attach(card, {customer: customer.id})), {
			statusCode: 402,
			decline_code: declineCode,
		});
		const charged = stripe.paymentIntents.create({
			amount: 5_000,
			currency: 'usd',
			payment_method: card,
			allowed_payment_method_types: ['card'],
			confirm: true,
		});
		t.like(await refusalOf(charged), {statusCode: 402, decline_code: declineCode});
	});
}

test('an intent that succeeded or was canceled takes no further move', async (t) => {
	const {stripe} = await openStandIn(t);
	const paid = await stripe.paymentIntents.create({
		amount: 5_000,
		currency: 'usd',
		payment_method: 'pm_card_visa',
		allowed_payment_method_types: ['card'],
		confirm: true,
	});
	t.like(await refusalOf(stripe.paymentIntents.confirm(paid.id, off)), {
		statusCode: 400,
		code: 'payment_intent_unexpected_state',
		payment_intent: {status: 'succeeded'},
	});
	t.is((await refusalOf(stripe.paymentIntents.cancel(paid.id))).code, 'payment_intent_unexpected_state');
	t.is((await refusalOf(stripe.paymentIntents.update(paid.id, {amount: 1}))).code, 'payment_intent_unexpected_state');
	t.is((await stripe.paymentIntents.update(paid.id, {metadata: {seen: 'yes'}})).metadata.seen, 'yes');
	const open = await stripe.paymentIntents.create({amount: 5_000, currency: 'usd'});
	const canceled = await stripe.paymentIntents.cancel(open.id, {cancellation_reason: 'abandoned'});
	t.like(canceled, {status: 'canceled', cancellation_reason: 'abandoned', canceled_at: 1_772_352_000});
	t.is(
		(await refusalOf(stripe.paymentIntents.confirm(open.id, {...off, payment_method: 'pm_card_visa'}))).code,
		'payment_intent_unexpected_state',
	);
});

test('the amount can change until the intent is paid', async (t) => {
	const {stripe} = await openStandIn(t);
	const open = await stripe.paymentIntents.create({amount: 5_000, currency: 'usd', metadata: {a: '1', b: '2'}});
	const changed = await stripe.paymentIntents.update(open.id, {
		amount: 4_000,
		metadata: {a: '', c: '3'},
		payment_method: 'pm_card_visa',
	});
	t.like(changed, {amount: 4_000, status: 'requires_confirmation'});
	t.deepEqual(changed.metadata, {b: '2', c: '3'});
});

test('a bank debit is processing until five days have passed on the platform clock', async (t) => {
	const {stripe, standIn, clock} = await openStandIn(t);
	for (const [card, status] of [
		['pm_sim_processing', 'succeeded'],
		['pm_sim_processing_fail', 'requires_payment_method'],
	] as const) {
		const {customer, method} = await customerWith(stripe, card);
		const sent = await stripe.paymentIntents.create({
			amount: 5_000,
			currency: 'eur',
			customer,
			payment_method: method,
			confirm: true,
			...off,
		});
		t.is(sent.status, 'processing');
		t.is((await refusalOf(stripe.paymentIntents.cancel(sent.id))).code, 'payment_intent_unexpected_state');
		t.truthy(standIn.nextDueAt());
		clock.advance(5 * 86_400 - 1);
		t.is(standIn.tick(), 0);
		clock.advance(1);
		t.is(standIn.tick(), 1);
		const ended = await stripe.paymentIntents.retrieve(sent.id, {expand: ['latest_charge']});
		t.is(ended.status, status);
		t.like(ended.latest_charge, {paid: status === 'succeeded'});
	}
	t.is(standIn.nextDueAt(), null);
	t.deepEqual(
		standIn
			.log()
			.filter(({method}) => method === 'SETTLE')
			.map(({effect, amount}) => [effect, amount]),
		[
			['charge', 5_000],
			['charge_failed', 5_000],
		],
	);
});

const amounts = [
	[49, 'usd', 'amount_too_small'],
	[29, 'gbp', 'amount_too_small'],
	[49, 'jpy', 'amount_too_small'],
	[17_499, 'huf', 'amount_too_small'],
	[0, 'usd', 'parameter_invalid_integer'],
	[1_005, 'kwd', 'invalid_charge_amount'],
	[5_050, 'isk', 'invalid_charge_amount'],
	[1_000_000_000_000, 'usd', 'amount_too_large'],
] as const;
for (const [amount, currency, code] of amounts) {
	test(`${amount} ${currency} is refused with ${code}`, async (t) => {
		const {stripe} = await openStandIn(t);
		t.like(await refusalOf(stripe.paymentIntents.create({amount, currency})), {statusCode: 400, code, param: 'amount'});
	});
}

test('amounts at the edge are taken', async (t) => {
	const {stripe} = await openStandIn(t);
	for (const [amount, currency] of [
		[50, 'usd'],
		[30, 'gbp'],
		[1_000, 'kwd'],
		[5_000, 'isk'],
		[1, 'uyu'],
		[999_999_999_999, 'usd'],
	] as const)
		t.is((await stripe.paymentIntents.create({amount, currency})).amount, amount);
});

test('what does not fit together is refused: unknown currency, off_session without confirm, a strange customer or card', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	const other = await stripe.customers.create();
	const base = {amount: 5_000, currency: 'usd'} as const;
	t.is((await refusalOf(stripe.paymentIntents.create({amount: 5_000, currency: 'xyz'}))).param, 'currency');
	t.is((await refusalOf(stripe.paymentIntents.create({...base, off_session: true}))).param, 'off_session');
	t.is((await refusalOf(stripe.paymentIntents.create({...base, customer: 'cus_nobody'}))).code, 'resource_missing');
	t.is((await refusalOf(stripe.paymentIntents.create({...base, payment_method: method}))).param, 'payment_method');
	t.is(
		(await refusalOf(stripe.paymentIntents.create({...base, customer: other.id, payment_method: method}))).param,
		'payment_method',
	);
	t.is(
		(await refusalOf(stripe.paymentIntents.create({...base, customer, payment_method: method, confirm: true}))).param,
		'return_url',
	);
	t.is(
		(await refusalOf(stripe.paymentIntents.create({...base, application_fee_amount: 10}))).param,
		'application_fee_amount',
	);
	t.is(
		(await stripe.paymentIntents.create({...base, application_fee_amount: 10}, {stripeAccount: 'acct_1'}))
			.application_fee_amount,
		10,
	);
});

test('a card used without a customer is spent; with setup_future_usage it becomes the customer’s', async (t) => {
	const {stripe} = await openStandIn(t);
	const customer = await stripe.customers.create();
	const once = await stripe.paymentIntents.create({
		amount: 500,
		currency: 'usd',
		payment_method: 'pm_card_visa',
		allowed_payment_method_types: ['card'],
		confirm: true,
	});
	const again = stripe.paymentIntents.create({
		amount: 500,
		currency: 'usd',
		payment_method: String(once.payment_method),
		allowed_payment_method_types: ['card'],
		confirm: true,
	});
	t.regex((await refusalOf(again)).message, /previously used without being attached/);
	const kept = await stripe.paymentIntents.create({
		amount: 500,
		currency: 'usd',
		customer: customer.id,
		payment_method: 'pm_card_visa',
		allowed_payment_method_types: ['card'],
		setup_future_usage: 'off_session',
		confirm: true,
	});
	t.is((await stripe.paymentMethods.retrieve(String(kept.payment_method))).customer, customer.id);
});

test('on session, a card that asks is confirmed on the challenge page', async (t) => {
	const {stripe, form, standIn} = await openStandIn(t);
	const create = () =>
		stripe.paymentIntents.create({
			amount: 500,
			currency: 'usd',
			payment_method: 'pm_card_authenticationRequired',
			allowed_payment_method_types: ['card'],
			confirm: true,
			return_url: 'https://shop.example/back',
		});
	const asked = await create();
	t.like(asked, {status: 'requires_action', next_action: {type: 'redirect_to_url'}});
	const url = asked.next_action?.redirect_to_url?.url ?? '';
	t.true((await (await fetch(url)).text()).includes('name="challenge" value="pass"'));
	const passed = await form(url, {challenge: 'pass'});
	t.is(passed.status, 303);
	t.true(passed.location?.startsWith(`https://shop.example/back?payment_intent=${asked.id}`));
	t.is((await stripe.paymentIntents.retrieve(asked.id)).status, 'succeeded');
	const refused = await create();
	await form(refused.next_action?.redirect_to_url?.url ?? '', {challenge: 'fail'});
	t.like(await stripe.paymentIntents.retrieve(refused.id), {
		status: 'requires_payment_method',
		last_payment_error: {code: 'payment_intent_authentication_failure'},
	});
	t.is(standIn.log().filter(({effect}) => effect === 'charge').length, 1);
});

test('a card that expires soon is declined after its month', async (t) => {
	const {stripe, clock} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_sim_expires_soon');
	const charge = () =>
		stripe.paymentIntents.create({
			amount: 500,
			currency: 'usd',
			customer,
			payment_method: method,
			confirm: true,
			...off,
		});
	t.is((await charge()).status, 'succeeded');
	clock.advance(31 * 86_400);
	t.is((await refusalOf(charge())).code, 'expired_card');
});

test('intents are listed newest first, by customer, creation and page', async (t) => {
	const {stripe, clock} = await openStandIn(t);
	const customer = await stripe.customers.create();
	const ids: string[] = [];
	for (const amount of [100, 200, 300]) {
		ids.push((await stripe.paymentIntents.create({amount, currency: 'usd', customer: customer.id})).id);
		clock.advance(60);
	}
	await stripe.paymentIntents.create({amount: 900, currency: 'usd'});
	const amountsOf = (page: {data: {amount: number}[]}) => page.data.map(({amount}) => amount);
	t.deepEqual(amountsOf(await stripe.paymentIntents.list({customer: customer.id})), [300, 200, 100]);
	t.deepEqual(
		amountsOf(await stripe.paymentIntents.list({created: {gte: 1_772_352_060, lt: 1_772_352_180}})),
		[300, 200],
	);
	const first = await stripe.paymentIntents.list({limit: 2});
	t.true(first.has_more);
	t.deepEqual(amountsOf(await stripe.paymentIntents.list({limit: 2, starting_after: first.data[1]?.id})), [200, 100]);
	t.deepEqual(amountsOf(await stripe.paymentIntents.list({limit: 1, ending_before: ids[0]})), [200]);
	t.like(await refusalOf(stripe.paymentIntents.list({limit: 101})), {statusCode: 400, param: 'limit'});
	t.is((await refusalOf(stripe.paymentIntents.list({starting_after: 'pi_none'}))).code, 'resource_missing');
});
