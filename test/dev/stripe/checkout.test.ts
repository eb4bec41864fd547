import test, {type ExecutionContext} from 'ava';
import type Stripe from 'stripe';
import {openStandIn, refusalOf, start} from './stand-in.ts';

const open = async (t: ExecutionContext) => {
	const tools = await openStandIn(t);
	const customer = await tools.stripe.customers.create({name: 'Ada', email: 'ada@example.com'});
	const pay = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
		tools.stripe.checkout.sessions.create({
			mode: 'payment',
			customer: customer.id,
			line_items: [
				{quantity: 2, price_data: {currency: 'eur', unit_amount: 5_950, product_data: {name: 'Invoice <INV-1>'}}},
			],
			success_url: 'http://shop.example/i/tok?done={CHECKOUT_SESSION_ID}',
			cancel_url: 'http://shop.example/i/tok',
			metadata: {invoice: 'inv_1'},
			payment_intent_data: {metadata: {invoice: 'inv_1'}},
			...more,
		});
	const save = (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
		tools.stripe.checkout.sessions.create({
			mode: 'setup',
			currency: 'eur',
			customer: customer.id,
			success_url: 'http://shop.example/saved',
			setup_intent_data: {metadata: {c: '1'}},
			...more,
		});
	const read = (id: string) =>
		tools.stripe.checkout.sessions.retrieve(id, {
			expand: ['payment_intent.latest_charge', 'setup_intent', 'line_items'],
		});
	const money = () => tools.standIn.log().filter(({effect}) => effect === 'charge');
	return {...tools, customer: customer.id, pay, save, read, money};
};

test('a session shows what is owed on a page of its own, without scripts', async (t) => {
	const {pay} = await open(t);
	const session = await pay();
	t.like(session, {
		status: 'open',
		payment_status: 'unpaid',
		amount_total: 11_900,
		currency: 'eur',
		payment_intent: null,
		expires_at: Date.parse(start) / 1000 + 86_400,
	});
	const page = await fetch(session.url ?? '');
	const text = await page.text();
	t.is(page.status, 200);
	t.regex(text, /Pay €119\.00/);
	t.regex(text, /Invoice &#60;INV-1&#62;/);
	t.regex(text, /type="radio" name="card" value="pm_card_visa" checked/);
	t.false(/<script/i.test(text));
});

test('picking a card pays once and leads to the success URL', async (t) => {
	const {pay, form, read, money} = await open(t);
	const {id, url} = await pay();
	const done = await form(url ?? '', {card: 'pm_card_visa'});
	t.like(done, {status: 303, location: `http://shop.example/i/tok?done=${id}`});
	const session = await read(id);
	t.like(session, {
		status: 'complete',
		payment_status: 'paid',
		url: null,
		customer_details: {email: 'ada@example.com'},
		metadata: {invoice: 'inv_1'},
	});
	t.like(session.payment_intent, {
		status: 'succeeded',
		amount: 11_900,
		metadata: {invoice: 'inv_1'},
		latest_charge: {paid: true},
	});
	t.is(session.line_items?.data[0]?.description, 'Invoice <INV-1>');
	t.like(money(), [
		{method: 'POST', path: `/c/pay/${id}`, status: 303, amount: 11_900, currency: 'eur', replayed: false},
	]);
});

test('sending the form twice, also at the same moment, charges once', async (t) => {
	const {pay, form, money} = await open(t);
	const {url} = await pay();
	const answers = await Promise.all([1, 2, 3].map(() => form(url ?? '', {card: 'pm_card_visa'})));
	t.deepEqual(
		answers.map(({status}) => status),
		[303, 303, 303],
	);
	t.is(new Set(answers.map(({location}) => location)).size, 1);
	t.is(money().length, 1);
	t.regex(await (await fetch(url ?? '')).text(), /All done/);
});

test('a declined card shows the page again with the reason; another card pays the same intent', async (t) => {
	const {pay, form, read, stripe, money} = await open(t);
	const {id, url} = await pay();
	const declined = await form(url ?? '', {card: 'pm_card_visa_chargeDeclinedInsufficientFunds'});
	t.is(declined.status, 200);
	t.regex(declined.text, /insufficient funds/);
	const before = await read(id);
	t.like(before, {status: 'open', payment_status: 'unpaid', payment_intent: {status: 'requires_payment_method'}});
	t.is((await form(url ?? '', {card: 'pm_card_mastercard'})).status, 303);
	t.is((await stripe.paymentIntents.list()).data.length, 1);
	t.is(money().length, 1);
});

test('a card that is declined twice remembers it within a session', async (t) => {
	const {pay, form, money} = await open(t);
	const {url} = await pay();
	const statuses = [];
	for (let attempt = 0; attempt < 3; attempt += 1)
		statuses.push((await form(url ?? '', {card: 'pm_sim_decline_2'})).status);
	t.deepEqual(statuses, [200, 200, 303]);
	t.is(money().length, 1);
});

test('a card that asks leads through the challenge page; failing it leaves the session open', async (t) => {
	const {pay, form, read, money} = await open(t);
	const {id, url} = await pay();
	const asked = await form(url ?? '', {card: 'pm_card_authenticationRequired'});
	t.like(asked, {status: 303, location: `${url}/challenge`});
	t.regex(await (await fetch(asked.location ?? '')).text(), /name="challenge" value="pass"/);
	const failed = await form(asked.location ?? '', {challenge: 'fail'});
	t.is(failed.status, 200);
	t.regex(failed.text, /failed authentication/);
	t.like(await read(id), {status: 'open', payment_intent: {status: 'requires_payment_method'}});
	await form(url ?? '', {card: 'pm_card_authenticationRequired'});
	t.like(await form(url ?? '', {challenge: 'pass'}), {status: 303, location: `http://shop.example/i/tok?done=${id}`});
	t.like(await read(id), {status: 'complete', payment_status: 'paid'});
	t.is(money().length, 1);
});

test('cancelling goes back and leaves the session open', async (t) => {
	const {pay, form, read} = await open(t);
	const {id, url} = await pay();
	t.like(await form(url ?? '', {action: 'cancel', card: 'pm_card_visa'}), {
		status: 303,
		location: 'http://shop.example/i/tok',
	});
	t.like(await read(id), {status: 'open', payment_intent: null});
});

test('saving a card attaches it for charges without the payer', async (t) => {
	const {save, form, read, stripe, customer, standIn} = await open(t);
	const session = await save();
	t.like(session, {status: 'open', payment_status: 'no_payment_required', amount_total: null});
	t.is((await form(session.url ?? '', {card: 'pm_card_chargeCustomerFail'})).status, 303);
	const done = await read(session.id);
	t.like(done.setup_intent, {status: 'succeeded', usage: 'off_session', metadata: {c: '1'}});
	const [card] = (await stripe.paymentMethods.list({customer})).data;
	t.like(card, {card: {brand: 'visa', last4: '0341'}, customer});
	t.is(typeof done.setup_intent === 'object' ? done.setup_intent?.payment_method : '', card?.id);
	t.is(standIn.log().filter(({effect}) => effect === 'setup').length, 1);
});

test('a card that asks on setup is saved after the challenge and then charged off session', async (t) => {
	const {save, form, stripe, customer} = await open(t);
	const {url} = await save();
	t.is((await form(url ?? '', {card: 'pm_card_authenticationRequiredOnSetup'})).location, `${url}/challenge`);
	t.is((await form(`${url}/challenge`, {challenge: 'pass'})).location, 'http://shop.example/saved');
	const method = (await stripe.paymentMethods.list({customer})).data[0]?.id;
	const paid = await stripe.paymentIntents.create({
		amount: 500,
		currency: 'eur',
		customer,
		payment_method: method,
		off_session: true,
		confirm: true,
	});
	t.is(paid.status, 'succeeded');
});

test('a refused card is not saved', async (t) => {
	const {save, form, stripe, customer, read} = await open(t);
	const {id, url} = await save();
	t.regex((await form(url ?? '', {card: 'pm_card_visa_chargeDeclinedLostCard'})).text, /Your card was declined/);
	t.is((await stripe.paymentMethods.list({customer})).data.length, 0);
	t.like(await read(id), {
		status: 'open',
		setup_intent: {status: 'requires_payment_method', last_setup_error: {decline_code: 'lost_card'}},
	});
});

test('paying can keep the card, and makes a customer where there is none', async (t) => {
	const {pay, form, read, stripe} = await open(t);
	const {id, url} = await pay({
		customer: undefined,
		customer_email: 'bob@example.com',
		payment_intent_data: {setup_future_usage: 'off_session'},
	});
	await form(url ?? '', {card: 'pm_card_visa'});
	const {customer} = await read(id);
	t.is((await stripe.paymentMethods.list({customer: String(customer)})).data.length, 1);
	t.like(await stripe.customers.retrieve(String(customer)), {email: 'bob@example.com'});
});

test('a bank debit completes the session unpaid and pays it five days later', async (t) => {
	const {pay, form, read, clock, standIn} = await open(t);
	for (const [card, status] of [
		['pm_sim_processing', 'paid'],
		['pm_sim_processing_fail', 'unpaid'],
	] as const) {
		const {id, url} = await pay();
		t.is((await form(url ?? '', {card})).status, 303);
		t.like(await read(id), {status: 'complete', payment_status: 'unpaid', payment_intent: {status: 'processing'}});
		clock.advance(5 * 86_400);
		standIn.tick();
		t.is((await read(id)).payment_status, status);
	}
});

test('a session expires after a day or on demand, and its page says so', async (t) => {
	const {pay, form, read, stripe, clock, money} = await open(t);
	const byTime = await pay();
	await form(byTime.url ?? '', {card: 'pm_card_visa_chargeDeclined'});
	clock.advance(86_400);
	t.like(await read(byTime.id), {status: 'expired', url: null, payment_intent: {status: 'canceled'}});
	const onDemand = await pay();
	t.is((await stripe.checkout.sessions.expire(onDemand.id)).status, 'expired');
	const page = await fetch(onDemand.url ?? '');
	t.is(page.status, 410);
	t.regex(await page.text(), /expired/);
	t.is((await form(onDemand.url ?? '', {card: 'pm_card_visa'})).status, 410);
	t.regex((await refusalOf(stripe.checkout.sessions.expire(onDemand.id))).message, /status of expired/);
	t.is(money().length, 0);
});

test('the intent of an open session moves only through the session', async (t) => {
	const {pay, form, read, stripe} = await open(t);
	const {id, url} = await pay();
	await form(url ?? '', {card: 'pm_card_visa_chargeDeclined'});
	const intent = (await read(id)).payment_intent;
	const intentId = typeof intent === 'object' ? (intent?.id ?? '') : '';
	t.is((await refusalOf(stripe.paymentIntents.cancel(intentId))).code, 'payment_intent_unexpected_state');
	t.is(
		(await refusalOf(stripe.paymentIntents.confirm(intentId, {payment_method: 'pm_card_visa'}))).code,
		'payment_intent_unexpected_state',
	);
});

test('a session is refused when it does not fit together', async (t) => {
	const {pay, save} = await open(t);
	const line = (unit_amount: number, currency = 'eur') => ({
		quantity: 1,
		price_data: {currency, unit_amount, product_data: {name: 'x'}},
	});
	t.is((await refusalOf(pay({line_items: [line(49)]}))).code, 'amount_too_small');
	t.is((await refusalOf(pay({line_items: [line(100), line(100, 'usd')]}))).param, 'line_items');
	t.is((await refusalOf(pay({line_items: []}))).code, 'parameter_missing');
	t.is((await refusalOf(pay({success_url: 'nowhere'}))).code, 'url_invalid');
	t.is((await refusalOf(pay({success_url: undefined}))).param, 'success_url');
	t.is((await refusalOf(pay({customer: 'cus_nobody'}))).code, 'resource_missing');
	t.is((await refusalOf(pay({expires_at: Date.parse(start) / 1000 + 60}))).param, 'expires_at');
	t.is((await refusalOf(pay({mode: 'subscription'}))).param, 'mode');
	t.is((await refusalOf(pay({line_items: [{price: 'price_1'}]}))).code, 'resource_missing');
	t.is((await refusalOf(save({currency: undefined}))).param, 'currency');
	t.is((await refusalOf(save({line_items: [line(100)]}))).param, 'line_items');
	t.is((await save({currency: undefined, allowed_payment_method_types: ['card']})).status, 'open');
});

test('the page refuses what is not a test card, a kind not offered, and other methods', async (t) => {
	const {pay, form, money} = await open(t);
	const {url} = await pay({allowed_payment_method_types: ['card']});
	t.is((await form(url ?? '', {card: '4242424242424242'})).status, 400);
	t.is((await form(url ?? '', {})).status, 400);
	t.is((await form(url ?? '', {card: 'pm_sim_processing'})).status, 400);
	t.is((await fetch(url ?? '', {method: 'DELETE'})).status, 405);
	t.is((await fetch(`${url}x`)).status, 404);
	t.is(money().length, 0);
});

test('sessions are listed by customer and state, with their lines', async (t) => {
	const {pay, stripe, customer} = await open(t);
	const one = await pay();
	const two = await pay();
	await stripe.checkout.sessions.expire(one.id);
	t.deepEqual(
		(await stripe.checkout.sessions.list({customer, status: 'open'})).data.map(({id}) => id),
		[two.id],
	);
	t.is((await stripe.checkout.sessions.listLineItems(two.id)).data[0]?.amount_total, 11_900);
	t.is((await stripe.checkout.sessions.retrieve(one.id)).line_items, undefined);
});
