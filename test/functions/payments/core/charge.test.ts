import test from 'ava';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {
	attemptSent,
	chargeDropped,
	chargePutOff,
	confirmKey,
	createKey,
	type Dropped,
	droppedFor,
	isKeyAlive,
	nextCycle,
	nextMove,
	slotOf,
	updateKey,
	withNewCycle,
} from '../../../../functions/payments/core/charge.ts';
import type {CustomerDocument} from '../../../../schemas/customer.ts';
import type {ChargeSlot, InvoiceDocument} from '../../../../schemas/invoice.ts';
import {born, contentOf, sampleCustomer, sampleInvoice} from './sample.ts';

const due = sampleInvoice({autoCharge: true}, {chargeAt: born});
const slot = scheduledCharge(born);
const sent: ChargeSlot = {
	...slot,
	state: 'unknown',
	attempt: 1,
	intentId: 'pi_1',
	paymentMethodId: 'pm_1',
	sentAt: born,
	amount: 10_000,
};

test('keys name invoice, cycle and attempt, and nothing that changes by itself (invariant 17)', (t) => {
	t.is(createKey('inv_1', slot, 5, 'pm_1'), 'im:inv_1:1:create:5:pm_1');
	t.is(confirmKey('inv_1', sent), 'im:inv_1:1:confirm:1');
	t.is(updateKey({id: 'inv_1', version: 4}, slot, 7), 'im:inv_1:1:update:4:7');
	const keys = [1, 2, 3].flatMap((cycle) => [1, 2, 3].map((attempt) => confirmKey('inv_1', {cycle, attempt})));
	t.is(new Set(keys).size, keys.length, 'different attempts never share one');
});

test('a key lives for 23 hours', (t) => {
	t.true(isKeyAlive(born, '2027-03-02T03:59:59.999Z'));
	t.false(isKeyAlive(born, '2027-03-02T04:00:00.000Z'));
	t.false(isKeyAlive(null, born));
});

test('what is due is charged to the card there is now, all of it (invariant 32)', (t) => {
	t.deepEqual(nextMove(due, sampleCustomer()), {
		move: 'attempt',
		slot: due.charge,
		amount: 10_000,
		card: {on: 'acct_1', customerId: 'cus_stripe', paymentMethodId: 'pm_1'},
	});
});

const drops: readonly (readonly [string, InvoiceDocument, Partial<CustomerDocument>, Dropped])[] = [
	['a settled invoice', {...due, status: 'paid' as const, amountDue: 0}, {}, 'settled'],
	['a void invoice', {...due, status: 'void' as const, amountDue: 0}, {}, 'settled'],
	['an account without a connection', {...due, stripeOn: null}, {}, 'no_stripe_account'],
	['a customer without a card', due, {card: null}, 'no_card'],
	[
		'a card the issuer ended',
		due,
		{card: {brand: 'visa', last4: '1', expMonth: 1, expYear: 2030, status: 'invalid' as const}},
		'no_card',
	],
	['a card on another connected account', {...due, stripeOn: 'acct_2'}, {}, 'no_card'],
	['a customer who was archived', due, {archivedAt: born, archived: true}, 'customer_archived'],
	[
		'an amount no card can be charged',
		sampleInvoice({content: contentOf(1001, {currency: 'KWD'})}, {chargeAt: born}),
		{},
		'amount_not_chargeable',
	],
	['a debit under way', {...due, pending: [{step: 'invoice.ask' as const, at: born, kind: 'debit'}]}, {}, 'under_way'],
];
for (const [what, invoice, customer, why] of drops) {
	test(`${what} is not charged: ${why} (invariant 31, I10)`, (t) => {
		t.deepEqual(nextMove(invoice, sampleCustomer(customer)), {move: 'drop', why});
	});
}

test('while an outcome is unknown there is no new attempt, whatever else changed (invariant 18)', (t) => {
	for (const invoice of [due, {...due, status: 'paid' as const}, {...due, amountDue: 5}])
		for (const customer of [sampleCustomer(), sampleCustomer({card: null})])
			t.like(nextMove({...invoice, charge: sent}, customer), {
				move: 'resolve',
				intentId: 'pi_1',
				paymentMethodId: 'pm_1',
			});
});

test('an attempt is written down before it may move money', (t) => {
	const next = attemptSent(due, slot, {intentId: 'pi_1', amount: 10_000, paymentMethodId: 'pm_1', now: born});
	t.like(next.charge, {
		state: 'unknown',
		attempt: 1,
		intentId: 'pi_1',
		sentAt: born,
		firstTriedAt: born,
		nextAttemptAt: null,
	});
	t.is(next.pending[0]?.step, 'invoice.charge', 'the step stays until the outcome is known');
});

test('a new cycle begins only once the intent has succeeded; attempts go on counting', (t) => {
	t.is(slotOf({charge: sent, updatedAt: born}), sent);
	t.is(slotOf({charge: null, updatedAt: born}).cycle, 1);
	t.like(slotOf({charge: {...sent, state: 'succeeded'}, updatedAt: born}), {cycle: 2, intentId: null, attempt: 1});
	t.like(nextCycle(sent), {cycle: 2, state: 'none', intentId: null, firstTriedAt: null, attempt: 1});
	t.like(withNewCycle(due, sent, born).charge, {cycle: 2, state: 'scheduled'});
});

test('a dropped charge lets what waits behind it go and says why', (t) => {
	t.like(chargeDropped(due, 'no_card', born), {pending: [], charge: {state: 'failed', lastDeclineCode: 'no_card'}});
	t.like(chargeDropped(due, 'settled', born), {pending: [], charge: {state: 'none'}});
	t.like(chargeDropped({...due, charge: {...sent, state: 'succeeded'}}, 'settled', born), {
		charge: {state: 'succeeded'},
	});
	t.deepEqual(chargeDropped({...due, charge: sent}, 'under_way', born).charge, sent);
});

test('a charge that must wait comes again in an hour; what stands behind it goes first', (t) => {
	const mail = {step: 'invoice.mail' as const, at: born};
	const [step] = due.pending;
	const off = chargePutOff({...due, pending: [...due.pending, mail]}, '2027-03-01T09:00:00.000Z');
	t.deepEqual(off.pending, [mail, {...step, at: '2027-03-01T10:00:00.000Z'}]);
	t.like(off, {nextActAt: born, charge: {...due.charge, nextAttemptAt: '2027-03-01T10:00:00.000Z'}});
	t.is(chargePutOff({...due, pending: [mail]}, born).pending[0], mail, 'where none is due nothing changes');
});

test('the provider’s reasons that people can act on are told', (t) => {
	t.is(droppedFor('amount_too_small'), 'amount_too_small');
	t.is(droppedFor('resource_missing'), 'provider_refused');
});
