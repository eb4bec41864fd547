import test from 'ava';
import {canReceive, manualPayment, received} from '../../../../functions/payments/core/manual.ts';
import {PaymentDocument} from '../../../../schemas/payment.ts';
import {sentInvoice} from './intents.ts';
import {moment, sampleInvoice} from './sample.ts';

const receipt = {paymentId: 'pay_0001', amount: 10_000, overpayment: 'refuse' as const};

test('money for an open invoice settles it and names the payment', (t) => {
	const settled = received(sampleInvoice(), receipt, moment);
	t.true(settled.ok);
	if (settled.ok) t.like(settled.value, {toBalance: 0, invoice: {status: 'paid', paymentIds: ['pay_0001']}});
});

test('more than is due is refused or becomes credit (rule 18)', (t) => {
	const refused = received(sampleInvoice(), {...receipt, amount: 10_001}, moment);
	t.is(refused.ok ? '' : refused.refusal.code, 'amount_exceeds_due');
	const kept = received(sampleInvoice(), {...receipt, amount: 10_001, overpayment: 'credit'}, moment);
	t.is(kept.ok ? kept.value.toBalance : 0, 1);
});

test('settled and void invoices take nothing, nor one with a charge under way', (t) => {
	const code = (invoice: ReturnType<typeof sampleInvoice>) => {
		const allowed = canReceive(invoice);
		return allowed.ok ? null : allowed.refusal.code;
	};
	t.is(code({...sampleInvoice(), status: 'paid'}), 'invoice_not_open');
	t.is(code({...sampleInvoice(), status: 'void'}), 'invoice_not_open');
	t.is(code(sentInvoice()), 'charge_in_flight');
	t.is(code({...sampleInvoice(), status: 'uncollectible'}), null);
});

test('a recorded payment is whole from the start; endpoints hear of it where there are any', (t) => {
	const facts = {
		id: 'pay_0001',
		amount: 10_000,
		method: 'transfer' as const,
		receivedOn: '2027-03-02',
		reference: null,
		allocations: [{invoiceId: 'inv_0001', amount: 10_000}],
		credited: 0,
		actor: {type: 'user' as const, id: 'u'},
	};
	const payment = manualPayment(sampleInvoice({notify: true}), facts, moment);
	t.true(PaymentDocument.safeParse(payment).success);
	t.like(payment, {status: 'succeeded', provider: null, pending: [{kind: 'payment.succeeded'}]});
	t.deepEqual(manualPayment(sampleInvoice(), facts, moment).pending, []);
});
