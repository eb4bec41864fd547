/**
 * Money back through the provider: payments/refund-payment.ts, payments/settle-refund.ts, payments/book-refund.ts,
 * payments/record-refund.ts, payments/credit-invoice.ts, and charging again: payments/charge-now.ts.
 */
import test from 'ava';
import {type Collecting, openCollecting} from './collecting.ts';
import {brokenBooks} from './ledger.ts';

let c: Collecting;
test.before(async () => {
	c = await openCollecting();
});
test.after.always(() => c.close());
test.afterEach.always(async (t) => {
	t.deepEqual(await brokenBooks(c), [], 'the books balance (invariants 9, 10, 11, 12, 13, 14)');
});

const later = async (days: number) => new Date(Date.parse(await c.now()) + days * 86_400_000).toISOString();
/** An invoice that a card has paid, and its payment. */
const paid = async (card = 'pm_card_visa', amount = 10_000) => {
	const customerId = await c.payer(card);
	const id = await c.billed(customerId, amount);
	await c.settle();
	const [payment] = (await c.get(`/payments?customerId=${customerId}`)).data;
	return {id, customerId, paymentId: payment.id as string, since: c.standIn.log().length};
};
const refund = (paymentId: string, json: object = {}, headers: {readonly [name: string]: string} = {}) =>
	c.call(`/payments/${paymentId}/refunds`, {json, headers});
const refundsAt = (since: number) => c.effects('refund', since).map(({amount}) => amount);
const creditOf = async (customerId: string): Promise<number> =>
	(await c.get(`/customers/${customerId}`)).creditBalances.find(({currency}: {currency: string}) => currency === 'EUR')
		?.amount ?? 0;

test.serial('a refund goes back through the provider once and issues a credit note (rule 17)', async (t) => {
	const {id, paymentId, since} = await paid();
	const answer = await refund(paymentId, {reason: 'returned'});
	t.is(answer.status, 201);
	t.like(answer.body, {paymentId, amount: 10_000, status: 'succeeded', reason: 'returned'});
	await c.settle('twice');
	t.deepEqual(refundsAt(since), [10_000]);
	const note = await c.get(`/credit-notes/${answer.body.creditNoteId}`);
	t.like(note, {invoiceId: id, total: 10_000, cause: 'refund', refundId: answer.body.id, balanceAmount: 0});
	t.like(await c.get(`/invoices/${id}`), {
		status: 'paid',
		amountPaid: 10_000,
		amountReturned: 10_000,
		amountCredited: 10_000,
		amountDue: 0,
	});
	t.is((await c.get(`/payments/${paymentId}`)).amountRefunded, 10_000);
	t.is((await refund(paymentId)).body.code, 'refund_exceeds_payment');
});

test.serial('refunds in parts sum to the payment and no further; their credit notes to the invoice', async (t) => {
	const {id, paymentId, since} = await paid();
	for (const amount of [3333, 3333]) t.is((await refund(paymentId, {amount})).status, 201);
	t.is((await refund(paymentId, {amount: 3335})).body.code, 'refund_exceeds_payment');
	t.is((await refund(paymentId)).body.amount, 3334);
	t.deepEqual(refundsAt(since), [3333, 3333, 3334]);
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountCredited: 10_000, amountReturned: 10_000});
});

test.serial(
	'without a credit note the invoice is owed again; nothing charges it by itself, a person may, on a new intent',
	async (t) => {
		const {id, paymentId, since} = await paid();
		const before = await c.stored(id);
		await refund(paymentId, {creditNote: false});
		t.like(await c.get(`/invoices/${id}`), {
			status: 'open',
			amountDue: 10_000,
			payment: {state: 'none', nextAttemptAt: null},
		});
		await c.goTo(await later(10));
		t.is(c.effects('charge', since).length, 0, 'no automatic charge follows a refund (invariant 14)');
		t.like(await c.made(`/invoices/${id}/charge`), {status: 'paid', amountPaid: 20_000, amountReturned: 10_000});
		const after = await c.stored(id);
		t.is(after.charge?.cycle, 2);
		t.not(after.charge?.intentId, before.charge?.intentId);
		t.is(c.effects('charge', since).length, 1);
		await c.settle('twice');
		t.is(after.version, (await c.stored(id)).version, 'old news of the first intent is none');
	},
);

test.serial('a refund that takes days is pending, then done; asked about where no webhook comes', async (t) => {
	for (const webhooks of ['once', 'none'] as const) {
		const {id, paymentId} = await paid('pm_card_pendingRefund');
		const asked = await refund(paymentId);
		t.is(asked.body.status, 'pending');
		t.like(await c.get(`/invoices/${id}`), {amountReturned: 10_000, amountCredited: 10_000});
		for (let turn = 0; turn < 8; turn++) await c.goTo(await later(1), webhooks);
		const stored = (await c.payments()).find((payment) => payment.id === paymentId);
		t.like(stored?.refunds[0], {status: 'succeeded'});
		t.is(stored?.pending.length, 1, 'asked about once more when a month is over');
		await c.goTo(await later(30), webhooks);
		t.deepEqual((await c.payments()).find((payment) => payment.id === paymentId)?.pending, []);
		c.newEvents();
	}
});

for (const [creditNote, webhooks] of [
	[true, 'twice'],
	[false, 'twice'],
	[false, 'none'],
] as const) {
	test.serial(
		`a refund that fails days later comes back: ${creditNote ? 'it becomes credit' : 'the invoice is paid again'}, told ${webhooks === 'none' ? 'by nobody' : webhooks}`,
		async (t) => {
			const {id, customerId, paymentId} = await paid('pm_card_refundFail');
			t.is((await refund(paymentId, {creditNote})).body.status, 'succeeded');
			for (let turn = 0; turn < 8; turn++) await c.goTo(await later(1), webhooks);
			const stored = (await c.payments()).find((payment) => payment.id === paymentId);
			t.like(stored, {amountRefunded: 0});
			t.is(stored?.refunds[0]?.status, 'failed');
			t.is((await c.get(`/invoices/${id}`)).status, 'paid');
			t.is(await creditOf(customerId), creditNote ? 10_000 : 0);
		},
	);
}

test.serial('what the provider refuses is a failed refund and changes no books', async (t) => {
	const {id, paymentId, since} = await paid();
	const stored = (await c.payments()).find((payment) => payment.id === paymentId);
	const {on = '', intentId = ''} = stored?.provider ?? {};
	await c.world.payments.refund(on, {key: 'by hand', intentId, amount: 10_000, currency: 'EUR', metadata: {}});
	t.like((await refund(paymentId)).body, {status: 'failed', creditNoteId: null});
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountReturned: 0, amountCredited: 0});
	t.is(refundsAt(since).length, 1);
});

test.serial('a refund whose answer was lost for two days is found, not made again', async (t) => {
	const {paymentId, since} = await paid();
	c.standIn.faults.add({match: {method: 'POST', path: '/v1/refunds'}, kind: 'error_500_after', times: 1});
	t.is((await refund(paymentId, {amount: 4000})).status, 503);
	c.newEvents();
	c.published.length = 0;
	await c.goTo(await later(2), 'none');
	t.deepEqual(refundsAt(since), [4000]);
	t.like(await c.get(`/payments/${paymentId}`), {amountRefunded: 4000});
	c.newEvents();
});

test.serial('under one key a refund is made once, at once or after an outage', async (t) => {
	const {paymentId, since} = await paid();
	const headers = {'idempotency-key': `refund ${paymentId}`};
	c.standIn.faults.add({match: {method: 'POST', path: '/v1/refunds'}, kind: 'error_500_before', times: 1});
	t.is((await refund(paymentId, {amount: 2500}, headers)).status, 503);
	const [one, two] = await Promise.all([1, 2].map(() => refund(paymentId, {amount: 2500}, headers)));
	t.is(one?.status, 201);
	t.deepEqual(one?.body, two?.body);
	t.is((await refund(paymentId, {amount: 2500}, headers)).headers.get('idempotent-replayed'), 'true');
	await c.settle();
	t.deepEqual(refundsAt(since), [2500]);
});

test.serial('a credit note is refused before money moves where it could not be issued', async (t) => {
	const {id, paymentId, since} = await paid();
	await c.made(`/invoices/${id}/credit-notes`, {reason: 'goodwill'});
	t.is((await refund(paymentId)).body.code, 'credit_exceeds_invoice');
	t.deepEqual(refundsAt(since), []);
	t.is((await refund(paymentId, {creditNote: false})).status, 201);
});

test.serial('a credit note may send the money back instead of to the credit balance, in one commit', async (t) => {
	const {id, customerId, since} = await paid();
	const lines = (await c.get(`/invoices/${id}`)).lines.map(({id: lineId}: {id: string}) => ({lineId, amount: 4000}));
	const note = await c.made(`/invoices/${id}/credit-notes`, {lines, reason: 'half', refund: {}});
	t.like(note, {total: 4000, balanceAmount: 0, cause: 'credit'});
	t.regex(note.refundId, /^ref_/);
	t.deepEqual(refundsAt(since), [4000]);
	t.is(await creditOf(customerId), 0);
	await c.settle('twice');
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountReturned: 4000, amountCredited: 4000});
	const other = await paid();
	const theirs = {reason: 'x', refund: {paymentId: other.paymentId}};
	t.is((await c.call(`/invoices/${id}/credit-notes`, {json: theirs})).body.code, 'payment_not_refundable');
	const open = await c.issued(customerId);
	const nothing = await c.made(`/invoices/${open.id}/credit-notes`, {reason: 'never paid', refund: {}});
	t.like(nothing, {refundId: null, balanceAmount: 0});
});

test.serial('a credit note’s refund that the provider refuses becomes credit after all', async (t) => {
	const {id, customerId, paymentId} = await paid();
	const stored = (await c.payments()).find((payment) => payment.id === paymentId);
	const {on = '', intentId = ''} = stored?.provider ?? {};
	await c.world.payments.refund(on, {key: `by hand ${id}`, intentId, amount: 10_000, currency: 'EUR', metadata: {}});
	await c.made(`/invoices/${id}/credit-notes`, {reason: 'returned', refund: {}});
	t.is(await creditOf(customerId), 10_000);
	t.is((await c.payments()).find((payment) => payment.id === paymentId)?.refunds[0]?.status, 'failed');
});

test.serial('a person may charge any open invoice: paid at once, or declined without a calendar', async (t) => {
	const good = await c.issued(await c.payer('pm_card_visa'));
	t.like(await c.made(`/invoices/${good.id}/charge`), {status: 'paid', payment: {state: 'succeeded', attempts: 1}});
	t.is((await c.call(`/invoices/${good.id}/charge`, {json: {}})).body.code, 'invoice_not_open');
	const bad = await c.issued(await c.payer('pm_sim_decline_1'));
	const declined = await c.call(`/invoices/${bad.id}/charge`, {json: {}});
	t.is(declined.status, 200);
	t.like(declined.body, {payment: {state: 'failed', lastDeclineCode: 'insufficient_funds', nextAttemptAt: null}});
	await c.goTo(await later(8));
	t.like(await c.get(`/invoices/${bad.id}`), {status: 'open', payment: {attempts: 1}});
	t.like(await c.made(`/invoices/${bad.id}/charge`), {status: 'paid', payment: {attempts: 2}});
	const none = await c.issued((await c.customer()).id);
	t.is((await c.call(`/invoices/${none.id}/charge`, {json: {}})).body.code, 'no_card');
});

test.serial('charges asked at once, with one key or with many, take the money once (invariants 15, 16)', async (t) => {
	const invoice = await c.issued(await c.payer('pm_card_visa'));
	const since = c.standIn.log().length;
	const charge = (key: string) =>
		c.call(`/invoices/${invoice.id}/charge`, {json: {}, headers: {'idempotency-key': key}});
	const answers = await Promise.all(['a', 'a', 'b', 'c'].map(charge));
	t.is(c.effects('charge', since).length, 1);
	const [one, two, ...others] = answers;
	if (one?.status === 200) t.deepEqual(one.body, two?.body);
	t.true(
		[one, two, ...others].every((answer) => answer?.status === 200 || answer?.status === 409),
		answers.map(({text}) => text).join(),
	);
	await c.settle();
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'paid', amountPaid: 10_000});
	t.true(answers.some(({status, body}) => status === 200 && body.status === 'paid'));
});

test.serial('what became the customer’s credit goes back from there, unless it was used', async (t) => {
	const {id, customerId, paymentId, since} = await paid();
	await c.made(`/invoices/${id}/credit-notes`, {reason: 'goodwill'});
	t.is(await creditOf(customerId), 10_000);
	t.is((await refund(paymentId, {creditNote: false, amount: 4000})).status, 201);
	t.is(await creditOf(customerId), 6000);
	t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountDue: 0, amountReturned: 10_000});
	const next = await c.issued(customerId, 1000);
	await c.made(`/invoices/${next.id}/apply-credit`);
	t.is((await refund(paymentId, {creditNote: false, amount: 6000})).body.code, 'refund_exceeds_payment');
	t.is((await refund(paymentId, {creditNote: false, amount: 5000})).status, 201);
	t.deepEqual(refundsAt(since), [4000, 5000]);
});
