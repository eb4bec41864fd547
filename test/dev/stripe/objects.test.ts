import test from 'ava';
import {customerWith, openStandIn, refusalOf} from './stand-in.ts';

test('a customer is created, changed, found and deleted', async (t) => {
	const {stripe} = await openStandIn(t);
	const made = await stripe.customers.create({
		name: 'Ada',
		email: 'ada@example.com',
		address: {city: 'Wien', country: 'AT'},
		preferred_locales: ['de'],
		metadata: {ours: 'cus_1'},
	});
	t.like(made, {
		object: 'customer',
		name: 'Ada',
		address: {city: 'Wien', line1: null},
		metadata: {ours: 'cus_1'},
		livemode: false,
	});
	const changed = await stripe.customers.update(made.id, {name: 'Ada L.', metadata: {ours: '', more: 'x'}});
	t.deepEqual([changed.name, changed.email, changed.metadata], ['Ada L.', 'ada@example.com', {more: 'x'}]);
	t.is((await stripe.customers.list({email: 'ada@example.com'})).data.length, 1);
	t.deepEqual({...(await stripe.customers.del(made.id))}, {id: made.id, object: 'customer', deleted: true});
	t.like(await stripe.customers.retrieve(made.id), {deleted: true});
	t.is((await stripe.customers.list()).data.length, 0);
	t.like(await refusalOf(stripe.customers.update(made.id, {name: 'x'})), {statusCode: 404, code: 'resource_missing'});
	t.is(
		(await refusalOf(stripe.paymentIntents.create({amount: 500, currency: 'eur', customer: made.id}))).code,
		'resource_missing',
	);
	t.is((await refusalOf(stripe.customers.create({email: 'nobody'}))).code, 'email_invalid');
});

test('a test card becomes a payment method of its own when it is attached', async (t) => {
	const {stripe} = await openStandIn(t);
	const one = await customerWith(stripe, 'pm_card_visa');
	const two = await customerWith(stripe, 'pm_card_visa');
	t.not(one.method, two.method);
	t.regex(one.method, /^pm_[0-9A-Za-z]{24}$/);
	t.like(await stripe.paymentMethods.retrieve(one.method), {
		type: 'card',
		customer: one.customer,
		card: {brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2031},
	});
	t.is((await stripe.customers.listPaymentMethods(one.customer, {type: 'card'})).data.length, 1);
	t.is((await stripe.paymentMethods.list({customer: one.customer, type: 'sepa_debit'})).data.length, 0);
	t.regex(
		(await refusalOf(stripe.paymentMethods.attach(one.method, {customer: two.customer}))).message,
		/does not belong/,
	);
});

test('a detached payment method is never used again', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	t.is((await stripe.paymentMethods.detach(method)).customer, null);
	t.is((await stripe.paymentMethods.list({customer})).data.length, 0);
	t.is((await refusalOf(stripe.paymentMethods.detach(method))).statusCode, 400);
	t.regex((await refusalOf(stripe.paymentMethods.attach(method, {customer}))).message, /detached from a Customer/);
});

test('deleting a customer detaches its cards', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	await stripe.customers.del(customer);
	t.is((await stripe.paymentMethods.retrieve(method)).customer, null);
});

test('the default card must be the customer’s own', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	const other = await stripe.customers.create();
	const set = (id: string) =>
		stripe.customers.update(id, {
			invoice_settings: {default_payment_method: method},
			expand: ['invoice_settings.default_payment_method'],
		});
	t.like((await set(customer)).invoice_settings.default_payment_method, {id: method, card: {last4: '4242'}});
	t.is((await refusalOf(set(other.id))).code, 'resource_missing');
});

test('the network renews a card after 30 days under the same id', async (t) => {
	const {stripe, clock, standIn} = await openStandIn(t);
	const {method} = await customerWith(stripe, 'pm_sim_renewed');
	clock.advance(30 * 86_400);
	standIn.tick();
	t.like(await stripe.paymentMethods.retrieve(method), {card: {last4: '4343', exp_year: 2035}});
	t.is((await stripe.events.list({type: 'payment_method.automatically_updated'})).data.length, 1);
});

test('a setup intent saves a card for the customer', async (t) => {
	const {stripe} = await openStandIn(t);
	const customer = await stripe.customers.create();
	const made = await stripe.setupIntents.create({customer: customer.id, allowed_payment_method_types: ['card']});
	t.is(made.status, 'requires_payment_method');
	t.is((await refusalOf(stripe.setupIntents.confirm(made.id))).code, 'setup_intent_unexpected_state');
	const refused = await refusalOf(
		stripe.setupIntents.confirm(made.id, {payment_method: 'pm_card_visa_chargeDeclined'}),
	);
	t.like(refused, {statusCode: 402, code: 'card_declined', setup_intent: {status: 'requires_payment_method'}});
	const done = await stripe.setupIntents.confirm(made.id, {payment_method: 'pm_card_visa'});
	t.is(done.status, 'succeeded');
	t.is((await stripe.paymentMethods.retrieve(String(done.payment_method))).customer, customer.id);
	t.is((await refusalOf(stripe.setupIntents.cancel(made.id))).code, 'setup_intent_unexpected_state');
	t.is(
		(await refusalOf(stripe.setupIntents.confirm(made.id, {payment_method: 'pm_card_visa'}))).code,
		'setup_intent_unexpected_state',
	);
	t.is((await stripe.setupIntents.retrieve(made.id)).status, 'succeeded');
	const other = await stripe.setupIntents.create({payment_method: 'pm_card_visa', confirm: true});
	t.is(other.status, 'succeeded');
	const canceled = await stripe.setupIntents.create({});
	t.is((await stripe.setupIntents.cancel(canceled.id, {cancellation_reason: 'abandoned'})).status, 'canceled');
});

test('a setup that asks is finished on the challenge page', async (t) => {
	const {stripe, form} = await openStandIn(t);
	const asked = await stripe.setupIntents.create({
		payment_method: 'pm_card_authenticationRequired',
		confirm: true,
		return_url: 'https://shop.example/back',
	});
	t.is(asked.status, 'requires_action');
	await form(asked.next_action?.redirect_to_url?.url ?? '', {challenge: 'pass'});
	t.is((await stripe.setupIntents.retrieve(asked.id)).status, 'succeeded');
});

test('refunds never sum to more than was paid', async (t) => {
	const {stripe, standIn} = await openStandIn(t);
	const {id} = await stripe.paymentIntents.create({
		amount: 1_000,
		currency: 'usd',
		payment_method: 'pm_card_visa',
		allowed_payment_method_types: ['card'],
		confirm: true,
	});
	const part = await stripe.refunds.create({
		payment_intent: id,
		amount: 300,
		reason: 'requested_by_customer',
		metadata: {ours: 'ref_1'},
	});
	t.like(part, {status: 'succeeded', amount: 300, currency: 'usd', payment_intent: id, metadata: {ours: 'ref_1'}});
	t.like(await refusalOf(stripe.refunds.create({payment_intent: id, amount: 701})), {statusCode: 400, param: 'amount'});
	const rest = await stripe.refunds.create({charge: String(part.charge)});
	t.is(rest.amount, 700);
	t.is((await refusalOf(stripe.refunds.create({payment_intent: id, amount: 1}))).code, 'charge_already_refunded');
	const charge = await stripe.charges.retrieve(String(part.charge), {expand: ['refunds']});
	t.like(charge, {amount_refunded: 1_000, refunded: true});
	t.is(charge.refunds?.data.length, 2);
	t.deepEqual(
		(await stripe.refunds.list({payment_intent: id})).data.map(({amount}) => amount),
		[700, 300],
	);
	t.is((await stripe.refunds.retrieve(part.id)).amount, 300);
	t.deepEqual(
		standIn
			.log()
			.filter(({effect}) => effect === 'refund')
			.map(({amount}) => amount),
		[300, 700],
	);
});

test('what was not paid cannot be refunded', async (t) => {
	const {stripe} = await openStandIn(t);
	const open = await stripe.paymentIntents.create({amount: 1_000, currency: 'usd'});
	t.is((await refusalOf(stripe.refunds.create({payment_intent: open.id}))).statusCode, 400);
	t.is((await refusalOf(stripe.refunds.create({}))).code, 'parameter_missing');
	t.is((await refusalOf(stripe.refunds.create({charge: 'ch_none'}))).code, 'resource_missing');
});

test('a refund may take days, and may fail in the end', async (t) => {
	const {stripe, clock, standIn} = await openStandIn(t);
	for (const [card, first, last, refunded] of [
		['pm_card_pendingRefund', 'pending', 'succeeded', 1_000],
		['pm_card_refundFail', 'succeeded', 'failed', 0],
	] as const) {
		const {id} = await stripe.paymentIntents.create({
			amount: 1_000,
			currency: 'usd',
			payment_method: card,
			allowed_payment_method_types: ['card'],
			confirm: true,
		});
		const refund = await stripe.refunds.create({payment_intent: id});
		t.is(refund.status, first);
		clock.advance(5 * 86_400);
		standIn.tick();
		t.is((await stripe.refunds.retrieve(refund.id)).status, last);
		t.is((await stripe.charges.retrieve(String(refund.charge))).amount_refunded, refunded);
	}
});

test('charges are listed by customer and by intent', async (t) => {
	const {stripe} = await openStandIn(t);
	const {customer, method} = await customerWith(stripe, 'pm_card_visa');
	const {id} = await stripe.paymentIntents.create({
		amount: 1_000,
		currency: 'usd',
		customer,
		payment_method: method,
		confirm: true,
		off_session: true,
	});
	t.is((await stripe.charges.list({customer})).data[0]?.payment_intent, id);
	t.is((await stripe.charges.list({payment_intent: id})).data.length, 1);
	t.is((await stripe.charges.list({customer: 'cus_other'})).data.length, 0);
});
