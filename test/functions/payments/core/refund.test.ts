import test from 'ava';
import fc from 'fast-check';
import {move} from '../../../../functions/invoices/core/lifecycle.ts';
import {addHours} from '../../../../functions/kernel/calendar.ts';
import {manualPayment} from '../../../../functions/payments/core/manual.ts';
import {
	afterFailedRefund,
	afterRefund,
	heldBy,
	isBooked,
	refundable,
	refundableFor,
	refundShares,
	uncharged,
	withRefund,
	withRefundState,
} from '../../../../functions/payments/core/refund.ts';
import type {RefundState} from '../../../../functions/world.ts';
import type {PaymentDocument} from '../../../../schemas/payment.ts';
import {sentInvoice} from './intents.ts';
import {born, moment, sampleInvoice} from './sample.ts';

const payment = (amounts: readonly number[], fields: Partial<PaymentDocument> = {}): PaymentDocument => ({
	...manualPayment(
		sampleInvoice(),
		{
			id: 'pay_0001',
			amount: amounts.reduce((sum, amount) => sum + amount, 0),
			method: 'transfer',
			receivedOn: '2027-03-02',
			reference: null,
			allocations: amounts.map((amount, nth) => ({invoiceId: `inv_000${nth}`, amount})),
			credited: 0,
			actor: {type: 'user', id: 'u'},
		},
		moment,
	),
	...fields,
});
const provider = {on: 'acct_1', intentId: 'pi_1', chargeId: null, paymentMethodId: null, via: 'automatic' as const};
const refund = (of: PaymentDocument, amount: number | null) => {
	const shares = refundShares(of, amount);
	if (!shares.ok) return shares.refusal.code;
	return withRefund(of, {
		id: `ref_000${of.refunds.length}`,
		reason: null,
		wantsCreditNote: false,
		shares: shares.value,
		now: born,
	});
};

test('refunds in any steps never exceed the payment, nor any invoice’s part of it (invariant 13, I11)', (t) => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({min: 1, max: 5000}), {minLength: 1, maxLength: 5}),
			fc.array(fc.integer({min: 1, max: 4000}), {maxLength: 10}),
			(amounts, wanted) => {
				let current = payment(amounts);
				for (const amount of wanted) {
					const next = refund(current, amount);
					if (typeof next === 'string') t.true(amount > refundable(current));
					else current = next;
				}
				t.is(refundable(current), current.amount - current.refunds.reduce((sum, {amount}) => sum + amount, 0));
				for (const {invoiceId} of current.allocations) t.true(refundableFor(current, invoiceId) >= 0);
				for (const one of current.refunds)
					t.is(
						one.shares.reduce((sum, {amount}) => sum + amount, 0),
						one.amount,
					);
				const rest = refund(current, null);
				if (typeof rest !== 'string') t.is(refundable(rest), 0);
			},
		),
	);
});

test('a refund takes from the invoices in their order', (t) => {
	const first = refund(payment([5000, 3000]), 6000);
	t.deepEqual(typeof first === 'string' ? [] : first.refunds[0]?.shares, [
		{invoiceId: 'inv_0000', amount: 5000},
		{invoiceId: 'inv_0001', amount: 1000},
	]);
});

test('nothing goes back of a payment that did not succeed, nor what lives on as credit', (t) => {
	t.is(refund(payment([100], {status: 'reversed'}), null), 'payment_not_refundable');
	t.is(refund(payment([100], {credited: 30}), 71), 'refund_exceeds_payment');
	t.is(refundable(payment([100], {credited: 30})), 70);
});

test('card money waits for the provider, what people recorded is done', (t) => {
	const waiting = refund(payment([100], {provider}), null);
	const done = refund(payment([100]), null);
	if (typeof waiting === 'string' || typeof done === 'string') return t.fail();
	t.like(waiting.refunds[0], {status: 'pending', providerRefundId: null});
	t.deepEqual(waiting.pending, [{step: 'payment.refund', at: born, kind: 'ref_0000'}]);
	t.false(isBooked(waiting.refunds[0] ?? t.fail()));
	t.like(done.refunds[0], {status: 'succeeded'});
	t.deepEqual(done.pending, []);
});

test('one that is on its way is asked about a day later, one that succeeded after a week and a month, one that failed no more', (t) => {
	const waiting = refund(payment([100], {provider}), null);
	if (typeof waiting === 'string') return t.fail();
	const ask = (at: string) => [{step: 'payment.refund', at, kind: 'ref_0000'}];
	const said = (before: PaymentDocument, status: RefundState['status'], now: string) =>
		withRefundState(before, 'ref_0000', {providerRefundId: 're_1', status}, now);
	const taken = said(waiting, 'pending', moment.now);
	t.deepEqual(taken.pending, ask('2027-03-03T05:00:00.000Z'));
	const done = said(taken, 'succeeded', moment.now);
	t.true(isBooked(done.refunds[0] ?? t.fail()));
	const after = (days: number) => addHours(born, days * 24);
	t.deepEqual(done.pending, ask(after(7)));
	const looked = said(done, 'succeeded', after(8));
	t.deepEqual(looked.pending, ask(after(30)));
	t.deepEqual(said(looked, 'succeeded', after(30)).pending, []);
	const failed = said(looked, 'failed', after(30));
	t.deepEqual(failed.pending, []);
	t.is(refundable(failed), 100);
});

test('nothing charges an invoice by itself after a refund, it is collected again; a succeeded intent ends its cycle (invariant 14)', (t) => {
	const paid = {...move(sentInvoice({}, {state: 'succeeded'}), {paid: 10_000}, moment).invoice};
	const open = afterRefund(paid, {returned: 10_000, credited: 0, fromCredit: 0}, moment);
	t.like(open, {
		status: 'open',
		amountDue: 10_000,
		autoCharge: false,
		pending: [{step: 'invoice.collect', at: '2027-03-03T05:00:00.000Z'}],
		charge: {state: 'none', cycle: 2, intentId: null},
	});
	const noted = afterRefund(paid, {returned: 10_000, credited: 10_000, fromCredit: 0}, moment);
	t.like(noted, {status: 'paid', autoCharge: false, charge: {state: 'succeeded', cycle: 1}});
	t.like(uncharged(sentInvoice()), {autoCharge: false, charge: {state: 'unknown'}});
});

test('what an invoice no longer holds is taken from the customer’s credit, and the books balance', (t) => {
	const credited = move(move(sampleInvoice(), {paid: 10_000}, moment).invoice, {credited: 6000}, moment);
	t.is(credited.toBalance, 6000);
	t.is(heldBy(credited.invoice, 10_000), 4000);
	const back = afterRefund(credited.invoice, {returned: 4000, credited: 0, fromCredit: 6000}, moment);
	t.is(
		back.postings.reduce((sum, {debit, credit}) => sum + debit - credit, 0),
		0,
	);
	const failed = afterFailedRefund(back, {amount: 10_000, fromCredit: 6000}, moment);
	t.is(failed.toBalance, 6000);
	t.like(failed.invoice, {status: 'paid', amountDue: 0});
});
