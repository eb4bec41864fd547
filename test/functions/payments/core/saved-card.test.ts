/** Also payments/core/rearm.ts and payments/core/present.ts. */
import test from 'ava';
import {cardPayment} from '../../../../functions/payments/core/card-payment.ts';
import {presentPayment, presentRefund} from '../../../../functions/payments/core/present.ts';
import {isWaitingForCard, rearmed} from '../../../../functions/payments/core/rearm.ts';
import {withRefund} from '../../../../functions/payments/core/refund.ts';
import {
	isExpired,
	isNewer,
	withCard,
	withEndedCard,
	withoutCard,
} from '../../../../functions/payments/core/saved-card.ts';
import {Payment, Refund} from '../../../../schemas/payment.ts';
import {intentOf, sentInvoice} from './intents.ts';
import {born, moment, sampleCustomer, sampleInvoice} from './sample.ts';

const card = {brand: 'mastercard', last4: '4444', expMonth: 2, expYear: 2027};
const saved = {paymentMethodId: 'pm_2', card, sessionId: 'cs_2', agreedAt: born, now: born};

test('a saved card replaces the one before; who agreed, when and to which text is kept', (t) => {
	const customer = withCard(sampleCustomer(), saved);
	t.like(customer, {
		stripe: {paymentMethodId: 'pm_2', customerId: 'cus_stripe'},
		card: {brand: 'mastercard', status: 'expired'},
	});
	t.like(customer.consent, {at: born, sessionId: 'cs_2'});
	t.like(withoutCard(customer, born), {card: null, stripe: {paymentMethodId: null}});
});

test('a card is good until the end of its month', (t) => {
	t.false(isExpired(card, '2027-02-28T23:59:59.999Z'));
	t.true(isExpired(card, '2027-03-01T00:00:00.000Z'));
});

test('the page opened last counts; of one second, the one we remember opening', (t) => {
	const consent = {at: born, textVersion: 'x', sessionId: 'cs_1'};
	const before = {consent, stripe: {...sampleCustomer().stripe, setupSessionId: 'cs_2'}};
	t.true(isNewer({...before, consent: null}, saved));
	t.true(isNewer(before, {...saved, agreedAt: moment.now}));
	t.false(isNewer(before, {...saved, agreedAt: '2027-02-01T00:00:00.000Z'}));
	t.true(isNewer(before, saved), 'remembered');
	t.false(isNewer({...before, consent: {...consent, sessionId: 'cs_2'}}, {...saved, sessionId: 'cs_9'}));
	t.false(isNewer(before, {...saved, sessionId: 'cs_1'}), 'told twice');
});

test('only the card that was declined for good is ended', (t) => {
	t.is(withEndedCard(sampleCustomer(), 'pm_1', born).card?.status, 'invalid');
	t.is(withEndedCard(sampleCustomer(), 'pm_0', born).card?.status, 'valid');
});

test('a new card charges what failed on another one, once: what failed on this one goes by its calendar', (t) => {
	const failed = sentInvoice({}, {state: 'failed'});
	t.true(isWaitingForCard(failed, 'pm_2'));
	t.false(isWaitingForCard(failed, 'pm_1'));
	t.false(isWaitingForCard({...failed, autoCharge: false}, 'pm_2'));
	t.false(isWaitingForCard({...failed, status: 'paid'}, 'pm_2'));
	t.false(isWaitingForCard(sentInvoice(), 'pm_2'), 'under way');
	const again = rearmed(failed, moment.now);
	t.like(again, {
		charge: {state: 'scheduled', firstTriedAt: null, attempt: 1},
		pending: [{step: 'invoice.charge', kind: 'new_card'}],
	});
	t.is(again.pending.length, 1);
});

test('payments and refunds are answered as the contract says, without any id of the provider', (t) => {
	const facts = {
		id: 'pay_0001',
		status: 'succeeded' as const,
		via: 'automatic' as const,
		attempt: 1,
		credited: 0,
		declineCode: null,
	};
	const payment = withRefund(cardPayment(sampleInvoice(), undefined, intentOf(), facts, moment), {
		id: 'ref_0001',
		reason: null,
		wantsCreditNote: true,
		shares: [{invoiceId: 'inv_0001', amount: 5}],
		now: born,
	});
	const shown = presentPayment(payment);
	t.true(Payment.safeParse(shown).success);
	t.deepEqual(shown.card, {brand: 'visa', last4: '4242'});
	t.notRegex(JSON.stringify([shown, presentRefund(payment, 'ref_0001')]), /pi_|pm_|ch_|acct_/);
	t.true(Refund.safeParse(presentRefund(payment, 'ref_0001')).success);
	t.is(presentRefund(payment, 'ref_none'), undefined);
});
