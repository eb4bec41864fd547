import test, {type ExecutionContext} from 'ava';
import {customerWith, openStandIn, refusalOf} from './stand-in.ts';

const dispute = async (t: ExecutionContext, card: string) => {
	const tools = await openStandIn(t);
	const {customer, method} = await customerWith(tools.stripe, card);
	const paid = await tools.stripe.paymentIntents.create({
		amount: 1_000,
		currency: 'eur',
		customer,
		payment_method: method,
		confirm: true,
		off_session: true,
	});
	const first = async () => (await tools.stripe.disputes.list({payment_intent: paid.id})).data[0];
	const money = () =>
		tools.standIn
			.log()
			.flatMap(({effect, amount}) => (effect?.startsWith('dispute') || effect === 'charge' ? [[effect, amount]] : []));
	return {...tools, paid, first, money};
};

test('a card payment is taken back after it succeeded, and the charge says so', async (t) => {
	const {stripe, paid, first, money, standIn} = await dispute(t, 'pm_card_createDispute');
	t.is(paid.status, 'succeeded');
	t.like(await first(), {status: 'needs_response', reason: 'fraudulent', amount: 1_000, charge: paid.latest_charge});
	t.true((await stripe.charges.retrieve(String(paid.latest_charge))).disputed);
	t.is((await refusalOf(stripe.refunds.create({payment_intent: paid.id}))).code, 'charge_disputed');
	t.deepEqual(money(), [
		['charge', 1_000],
		['dispute', 1_000],
	]);
	t.deepEqual(
		standIn
			.objects('event')
			.map(({object}) => object.type)
			.filter((type) => type.includes('dispute'))
			.sort(),
		['charge.dispute.created', 'charge.dispute.funds_withdrawn'],
	);
});

for (const [text, status] of [
	['winning_evidence', 'won'],
	['losing_evidence', 'lost'],
] as const) {
	test(`answered with ${text} a dispute is ${status}`, async (t) => {
		const {stripe, first, money} = await dispute(t, 'pm_card_createDispute');
		const id = (await first())?.id ?? '';
		t.is(
			(await stripe.disputes.update(id, {evidence: {customer_name: 'Ada'}, submit: false})).status,
			'needs_response',
		);
		t.is((await stripe.disputes.update(id, {evidence: {uncategorized_text: text}})).status, status);
		t.is((await refusalOf(stripe.disputes.close(id))).statusCode, 400);
		t.deepEqual(money().at(-1), [`dispute_${status}`, 1_000]);
	});
}

test('a dispute that nobody answers is lost, as is one that is accepted', async (t) => {
	const {first, clock, standIn} = await dispute(t, 'pm_card_createDisputeProductNotReceived');
	clock.advance(9 * 86_400);
	standIn.tick();
	t.like(await first(), {status: 'lost', reason: 'product_not_received'});
	const other = await dispute(t, 'pm_card_createDispute');
	t.is((await other.stripe.disputes.close((await other.first())?.id ?? '')).status, 'lost');
});

test('a bank debit that had been paid comes back for good', async (t) => {
	const {first, clock, standIn, money} = await dispute(t, 'pm_sim_debit_returned');
	clock.advance(5 * 86_400);
	standIn.tick();
	t.is(await first(), undefined);
	clock.advance(14 * 86_400);
	standIn.tick();
	t.like(await first(), {status: 'lost', reason: 'debit_not_authorized'});
	t.deepEqual(money(), [
		['charge', 1_000],
		['dispute', 1_000],
		['dispute_lost', 1_000],
	]);
	t.is(standIn.nextDueAt(), null);
});

test('what was refunded before is not taken back again', async (t) => {
	const {stripe, paid, first, clock, standIn} = await dispute(t, 'pm_sim_debit_returned');
	clock.advance(5 * 86_400);
	standIn.tick();
	await stripe.refunds.create({payment_intent: paid.id});
	clock.advance(14 * 86_400);
	standIn.tick();
	t.is(await first(), undefined);
	t.is(standIn.nextDueAt(), null);
});
