/** Also payments/core/card-payment.ts. */
import test from 'ava';
import {announced, cardPayment} from '../../../../functions/payments/core/card-payment.ts';
import {paidByCheckout} from '../../../../functions/payments/core/checkout.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {PaymentDocument} from '../../../../schemas/payment.ts';
import {declinedBy, intentOf, sentInvoice} from './intents.ts';
import {born, moment, sampleDraft, sampleInvoice} from './sample.ts';

const id = 'pay_0001';
const page = {sessionId: 'cs_1', url: 'https://x', amount: 10_000, expiresAt: born};
const paid = (invoice: InvoiceDocument, intent = intentOf(), earlier?: PaymentDocument) =>
	paidByCheckout(invoice, earlier, {id, intent, sessionId: 'cs_1'}, moment);

test('a payment by page settles the invoice, forgets the page and thanks the payer', (t) => {
	const outcome = paid({...sampleInvoice(), checkout: page});
	t.like(outcome?.invoice, {status: 'paid', checkout: null, paymentIds: [id], delivery: {state: 'queued'}});
	t.deepEqual(
		outcome?.invoice.pending.map(({kind}) => kind),
		['receipt'],
	);
	t.true(PaymentDocument.safeParse(outcome?.payment).success);
	t.like(outcome?.payment, {
		status: 'succeeded',
		attempt: null,
		actor: {type: 'payer'},
		provider: {via: 'checkout', on: 'acct_1'},
	});
});

test('provider money is never refused: what is beyond the due, and all of it on a void invoice, becomes credit (rule 18)', (t) => {
	t.is(paid(sampleInvoice(), intentOf({amount: 12_500}))?.toBalance, 2500);
	const gone = {...sampleInvoice(), status: 'void' as const, amountDue: 0, amountCredited: 10_000};
	t.like(paid(gone), {toBalance: 10_000, invoice: {status: 'void', amountDue: 0}});
});

test('a part leaves the rest due and a waiting charge in place; all of it takes the charge back', (t) => {
	const waiting = sampleInvoice({autoCharge: true}, {chargeAt: born});
	t.like(paid(waiting, intentOf({amount: 4000}))?.invoice, {
		status: 'open',
		amountDue: 6000,
		charge: {state: 'scheduled'},
	});
	t.like(paid(waiting)?.invoice, {status: 'paid', charge: {state: 'none'}});
});

test('a debit keeps everything off until it settles, then counts once; one that comes back is told', (t) => {
	const waiting = paid(sentInvoice({}, {state: 'failed'}), intentOf({status: 'processing', intentId: 'pi_page'}));
	t.deepEqual(
		waiting?.invoice.pending.map(({step, kind}) => [step, kind]),
		[['invoice.ask', 'debit']],
	);
	t.is(waiting?.payment.status, 'processing');
	const {invoice = sampleInvoice(), payment} = waiting ?? {};
	t.is(paid(invoice, intentOf({status: 'processing'}), payment), undefined);
	t.like(paid(invoice, intentOf(), payment), {invoice: {status: 'paid'}, payment: {status: 'succeeded', version: 2}});
	const failed = paid(invoice, declinedBy('insufficient_funds'), payment);
	t.like(failed, {
		invoice: {status: 'open', charge: {state: 'failed'}},
		payment: {status: 'failed', declineCode: 'insufficient_funds'},
	});
	t.deepEqual(
		failed?.invoice.pending.map(({kind}) => kind),
		['payment_failed'],
	);
});

test('drafts, old news and cards that the payer tried in vain change nothing', (t) => {
	t.is(paid(sampleDraft()), undefined);
	t.is(paid(sampleInvoice(), declinedBy('insufficient_funds')), undefined);
	const done = paid(sampleInvoice());
	t.is(done && paid(done.invoice, intentOf(), done.payment), undefined);
});

test('what is told of a payment again keeps its beginning, its refunds and what it still has to do', (t) => {
	const facts = {id, via: 'automatic' as const, attempt: 1, credited: 0, declineCode: null};
	const before = cardPayment(
		sampleInvoice({notify: true}),
		undefined,
		intentOf(),
		{...facts, status: 'failed'},
		{now: born, today: '2027-03-01'},
	);
	const after = cardPayment(sampleInvoice({notify: true}), before, intentOf(), {...facts, status: 'succeeded'}, moment);
	t.like(after, {createdAt: born, version: 2, status: 'succeeded'});
	t.deepEqual(
		after.pending.map(({kind}) => kind),
		['payment.failed', 'payment.succeeded'],
	);
	t.deepEqual(announced(before, false), before);
});
