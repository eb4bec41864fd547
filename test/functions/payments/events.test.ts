/** What endpoints hear of invoices and payments: every event of the contract, once, where somebody listens. */
import test from 'ava';
import {type Collecting, openCollecting} from './collecting.ts';

let c: Collecting;
test.before(async () => {
	c = await openCollecting();
	await c.made('/webhook-endpoints', {url: 'https://hooks.example.com/a', events: []});
});
test.after.always(() => c.close());

const kinds = (pending: readonly {readonly kind?: string | undefined; readonly step: string}[]) =>
	pending.flatMap(({step, kind}) => (step.endsWith('.notify') ? [kind] : []));
const told = async (id: string) => kinds((await c.stored(id)).pending);
const paymentsOf = async (id: string) =>
	(await c.payments()).filter(({allocations}) => allocations[0]?.invoiceId === id).map(({pending}) => kinds(pending));
const transfer = (amount: number) => ({amount, method: 'transfer', receivedOn: '2027-03-01'});

test.serial('a draft is told as created, also once it was edited, then as issued and paid', async (t) => {
	const {id: customerId} = await c.customer();
	const draft = await c.made('/invoices', {customerId, lines: [c.line(100)]});
	t.deepEqual(await told(draft.id), ['invoice.created']);
	await c.call(`/invoices/${draft.id}`, {method: 'PATCH', json: {notes: 'x'}});
	t.deepEqual(await told(draft.id), ['invoice.created']);
	await c.made(`/invoices/${draft.id}/finalize`);
	t.deepEqual(await told(draft.id), ['invoice.created', 'invoice.issued']);
	const payment = await c.made(`/invoices/${draft.id}/payments`, transfer(100));
	t.deepEqual(await told(draft.id), ['invoice.created', 'invoice.issued', 'invoice.paid']);
	t.deepEqual(await paymentsOf(draft.id), [['payment.succeeded']]);
	await c.made(`/payments/${payment.id}/refunds`, {amount: 40});
	t.deepEqual(await paymentsOf(draft.id), [['payment.succeeded', 'payment.refunded']]);
	t.true((await told(draft.id)).includes('invoice.credited'));
});

const ends: readonly (readonly [string, object, string])[] = [
	['void', {}, 'invoice.voided'],
	['write-off', {reason: 'gone'}, 'invoice.written_off'],
	['correct', {}, 'invoice.corrected'],
	['credit-notes', {reason: 'returned'}, 'invoice.credited'],
];
for (const [act, json, event] of ends) {
	test.serial(`${act} tells ${event}, and never invoice.paid`, async (t) => {
		const invoice = await c.issued((await c.customer()).id);
		await c.made(`/invoices/${invoice.id}/${act}`, json);
		const events = await told(invoice.id);
		t.true(events.includes(event), events.join());
		t.false(events.includes('invoice.paid'));
	});
}

test.serial('charges tell how they went, of invoice and payment; a reversed payment has failed', async (t) => {
	const declined = await c.issued(await c.payer('pm_sim_decline_1'));
	await c.made(`/invoices/${declined.id}/charge`);
	t.true((await told(declined.id)).includes('invoice.payment_failed'));
	t.deepEqual(await paymentsOf(declined.id), [['payment.failed']]);
	const {id: customerId} = await c.customer();
	const {url} = await c.made(`/customers/${customerId}/card-setup`);
	await c.pay(url, {card: 'pm_card_authenticationRequired'});
	await c.pay(url, {challenge: 'pass'});
	await c.settle();
	const customer = (await c.customers()).find(({id}) => id === customerId);
	t.true(JSON.stringify(customer?.pending).includes('customer.card_updated'));
	const asked = await c.issued(customerId);
	await c.made(`/invoices/${asked.id}/charge`);
	t.true((await told(asked.id)).includes('invoice.action_required'));
	const cheque = await c.issued((await c.customer()).id);
	const payment = await c.made(`/invoices/${cheque.id}/payments`, {...transfer(10_000), method: 'cheque'});
	await c.made(`/payments/${payment.id}/reverse`);
	t.deepEqual(await paymentsOf(cheque.id), [['payment.succeeded', 'payment.failed']]);
});

test.serial('nothing is told where nobody listens', async (t) => {
	const quiet = await openCollecting();
	const invoice = await quiet.issued((await quiet.customer()).id);
	await quiet.made(`/invoices/${invoice.id}/payments`, transfer(10_000));
	t.deepEqual((await quiet.stored(invoice.id)).pending, []);
	t.deepEqual(
		(await quiet.payments()).flatMap(({pending}) => pending),
		[],
	);
	await quiet.close();
});
