import test from 'ava';
import fc from 'fast-check';
import {attemptPaymentId, recorded} from '../../../../functions/payments/core/outcome.ts';
import type {IntentState} from '../../../../functions/world.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {PaymentDocument} from '../../../../schemas/payment.ts';
import {declinedBy, intentOf, sentInvoice} from './intents.ts';
import {born} from './sample.ts';

const at = (now: string) => ({now, today: now.slice(0, 10)});
const now = at('2027-03-01T05:00:01.000Z');

/** The documents after the provider has said all of this, in this order. */
const after = (invoice: InvoiceDocument, said: readonly IntentState[]) => {
	let current = invoice;
	let payment: PaymentDocument | undefined;
	for (const intent of said) {
		const outcome = recorded(current, payment, intent, now);
		if (outcome === undefined) continue;
		current = outcome.invoice;
		payment = PaymentDocument.parse(outcome.payment);
	}
	return {invoice: current, payment};
};

test('a success settles the invoice, keeps the payment under the attempt’s one id and leaves nothing to charge', (t) => {
	const outcome = recorded(sentInvoice(), undefined, intentOf(), now);
	t.like(outcome?.invoice, {
		status: 'paid',
		amountPaid: 10_000,
		charge: {state: 'succeeded', chargeId: 'ch_1'},
		pending: [],
	});
	t.like(outcome?.payment, {status: 'succeeded', amount: 10_000, attempt: 1, method: 'card', receivedOn: '2027-03-01'});
	t.is(outcome?.payment.id, attemptPaymentId(sentInvoice()));
	t.deepEqual(outcome?.invoice.paymentIds, [attemptPaymentId(sentInvoice())]);
});

test('told again, or of another intent, it is no news (invariant 20, I24)', (t) => {
	const done = after(sentInvoice(), [intentOf()]);
	t.is(recorded(done.invoice, done.payment, intentOf(), now), undefined);
	t.is(recorded(done.invoice, done.payment, declinedBy('insufficient_funds'), now), undefined);
	t.is(recorded(sentInvoice(), undefined, intentOf({intentId: 'pi_other'}), now), undefined);
	t.is(recorded({...sentInvoice(), charge: null}, undefined, intentOf(), now), undefined);
	t.is(recorded(sentInvoice(), undefined, intentOf({status: 'requires_confirmation'}), now), undefined);
});

test('any order and any number of what was said of one history ends the same (invariant 19, I25)', (t) => {
	const histories: readonly (readonly IntentState[])[] = [
		[intentOf({status: 'processing'}), intentOf()],
		[intentOf({status: 'requires_confirmation', chargeId: null}), intentOf()],
	];
	for (const history of histories) {
		const expected = after(sentInvoice(), history);
		const last = history.at(-1) ?? intentOf();
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...history), {maxLength: 6}), (said) => {
				const {invoice, payment} = after(sentInvoice(), [...said, last, ...said]);
				t.like(invoice, {status: expected.invoice.status, amountPaid: 10_000, pending: []});
				t.deepEqual(invoice.postings, expected.invoice.postings);
				t.is(payment?.status, 'succeeded');
			}),
		);
	}
});

test('a soft decline is tried again on the calendar, at the template’s hour in its zone (rule 30, I29)', (t) => {
	const tries: string[] = [];
	let invoice = sentInvoice();
	let moment = now;
	for (let attempt = 1; attempt <= 6; attempt++) {
		const outcome = recorded(invoice, undefined, declinedBy('insufficient_funds', {chargeId: `ch_${attempt}`}), moment);
		const next = outcome?.invoice.charge?.nextAttemptAt;
		if (outcome === undefined || !next) break;
		t.deepEqual(outcome.invoice.pending, [{step: 'invoice.charge', at: next, kind: 'retry'}]);
		tries.push(next);
		moment = at(next);
		const charge = outcome.invoice.charge;
		invoice = {...outcome.invoice, charge: charge && {...charge, state: 'unknown', attempt: attempt + 1}};
	}
	t.deepEqual(tries, [
		'2027-03-02T05:00:00.000Z',
		'2027-03-04T05:00:00.000Z',
		'2027-03-06T05:00:00.000Z',
		'2027-03-08T05:00:00.000Z',
	]);
});

test('a day of the calendar that has passed is not made up for', (t) => {
	const late = recorded(sentInvoice(), undefined, declinedBy('insufficient_funds'), at('2027-03-05T12:00:00.000Z'));
	t.is(late?.invoice.charge?.nextAttemptAt, '2027-03-06T05:00:00.000Z');
	const tooLate = recorded(sentInvoice(), undefined, declinedBy('insufficient_funds'), at('2027-04-05T12:00:00.000Z'));
	t.is(tooLate?.invoice.charge?.nextAttemptAt, null);
});

test('the same charge told again is an earlier attempt, unless it is the debit that is waited for', (t) => {
	const second = sentInvoice({}, {attempt: 2, chargeId: 'ch_1'});
	t.is(recorded(second, undefined, declinedBy('insufficient_funds'), now), undefined);
	const debit = sentInvoice({}, {state: 'processing', chargeId: 'ch_1'});
	t.is(recorded(debit, undefined, declinedBy('insufficient_funds'), now)?.invoice.charge?.state, 'failed');
});

test('an invoice that is not charged by itself is not tried again either', (t) => {
	const outcome = recorded(sentInvoice({autoCharge: false}), undefined, declinedBy('insufficient_funds'), now);
	t.like(outcome?.invoice, {
		pending: [],
		charge: {state: 'failed', nextAttemptAt: null, lastDeclineCode: 'insufficient_funds'},
	});
});

test('what the issuer ends ends the card; what the bank asks the payer waits for the payer', (t) => {
	t.true(recorded(sentInvoice(), undefined, declinedBy('lost_card'), now)?.cardEnded);
	const waiting = recorded(sentInvoice(), undefined, intentOf({status: 'requires_action'}), now);
	t.like(waiting?.invoice, {charge: {state: 'action_required', nextAttemptAt: null}});
	t.false(waiting?.cardEnded);
	t.is(waiting?.payment.declineCode, 'authentication_required');
});

test('a canceled intent ends its cycle: the next attempt is a new one’s', (t) => {
	const outcome = recorded(sentInvoice(), undefined, intentOf({status: 'canceled', lastError: null}), now);
	t.like(outcome?.invoice.charge, {
		state: 'failed',
		cycle: 2,
		intentId: null,
		nextAttemptAt: null,
		lastDeclineCode: 'canceled',
	});
});

test('a decline that comes true after all becomes the payment it is', (t) => {
	const {invoice, payment} = after(sentInvoice(), [declinedBy('insufficient_funds'), intentOf({chargeId: 'ch_2'})]);
	t.like(invoice, {status: 'paid', pending: [], charge: {state: 'succeeded'}});
	t.like(payment, {status: 'succeeded', declineCode: null, version: 2});
});

test('money beyond what is due becomes credit; endpoints hear of every outcome', (t) => {
	const less = {...sentInvoice({notify: true}), amountDue: 9000, amountCredited: 1000};
	const outcome = recorded(less, undefined, intentOf(), now);
	t.is(outcome?.toBalance, 1000);
	t.is(outcome?.payment.credited, 1000);
	t.deepEqual(
		outcome?.payment.pending.map(({kind}) => kind),
		['payment.succeeded'],
	);
	const failed = recorded(sentInvoice({notify: true}), undefined, declinedBy('insufficient_funds'), now);
	t.deepEqual(
		failed?.payment.pending.map(({kind}) => kind),
		['payment.failed'],
	);
	t.true(failed?.invoice.pending.some(({kind}) => kind === 'invoice.payment_failed'));
});

test('a debit under way is asked about a day later; its outcome ends the asking', (t) => {
	const waiting = after(sentInvoice(), [intentOf({status: 'processing', methodType: 'bank_debit'})]);
	t.deepEqual(waiting.invoice.pending, [{step: 'invoice.ask', at: '2027-03-02T05:00:01.000Z', kind: 'debit'}]);
	t.like(waiting.payment, {status: 'processing', method: 'bank_debit', receivedOn: null});
	const done = recorded(waiting.invoice, waiting.payment, intentOf(), at('2027-03-06T05:00:00.000Z'));
	t.deepEqual(done?.invoice.pending, []);
	t.is(done?.payment.createdAt, waiting.payment?.createdAt);
});

test('who was mailed before is told at the first decline and at the last, not in between, and never of what is ours', (t) => {
	const mailed = {delivery: {state: 'sent' as const, sentAt: born, count: 1}};
	const mails = (invoice: InvoiceDocument, intent: IntentState) =>
		recorded(invoice, undefined, intent, now)?.invoice.pending.flatMap(({step, kind}) =>
			step === 'invoice.mail' ? [kind] : [],
		);
	t.deepEqual(mails({...sentInvoice(), ...mailed}, declinedBy('insufficient_funds')), ['payment_failed']);
	t.deepEqual(mails({...sentInvoice({}, {attempt: 2}), ...mailed}, declinedBy('insufficient_funds')), []);
	t.deepEqual(mails({...sentInvoice({}, {attempt: 2}), ...mailed}, declinedBy('expired_card')), ['payment_failed']);
	t.deepEqual(mails({...sentInvoice(), ...mailed}, intentOf({status: 'requires_action'})), ['payment_action']);
	t.deepEqual(mails({...sentInvoice(), ...mailed}, declinedBy('provider_refused')), []);
	t.deepEqual(mails(sentInvoice(), declinedBy('insufficient_funds')), [], 'the first mail says it itself');
});
