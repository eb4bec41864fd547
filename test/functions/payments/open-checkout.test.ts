/**
 * Paying by link: payments/open-checkout.ts, payments/release-checkout.ts, payments/record-checkout.ts,
 * payments/ask-provider.ts and, from the other side, invoices/close-page.ts.
 */
import test from 'ava';
import {withoutLook} from '../../../functions/invoices/core/collect-times.ts';
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

const later = async (hours: number) => new Date(Date.parse(await c.now()) + hours * 3_600_000).toISOString();
const open = async (amount = 10_000) => c.issued((await c.customer()).id, amount);

test.serial('a payer pays by link, whole; told twice it counts once', async (t) => {
	const invoice = await open();
	const {status, body} = await c.page(invoice);
	t.is(status, 200);
	const answer = await c.pay(body.url, {card: 'pm_card_visa'});
	t.is(answer.headers.get('location'), `${invoice.hostedUrl}?paid=1`);
	t.is((await c.get(`/invoices/${invoice.id}`)).status, 'open', 'never believed from the success page');
	await c.settle('twice');
	t.like(await c.get(`/invoices/${invoice.id}`), {
		status: 'paid',
		amountPaid: 10_000,
		partiallyPaid: false,
		payment: {state: 'succeeded'},
	});
	const {data} = await c.get(`/payments?customerId=${invoice.customerId}`);
	t.is(data.length, 1);
	t.like(data[0], {method: 'card', status: 'succeeded', attempt: null, allocations: [{invoiceId: invoice.id}]});
	t.is((await c.page(invoice)).body.code, 'invoice_not_open');
});

test.serial('a payer pays in parts; the rest stays due', async (t) => {
	const invoice = await open();
	await c.pay((await c.page(invoice, 4000)).body.url, {card: 'pm_card_visa'});
	await c.settle();
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'open', partiallyPaid: true, amountDue: 6000});
	t.is((await c.page(invoice, 6001)).body.code, 'amount_exceeds_due');
	await c.pay((await c.page(invoice)).body.url, {card: 'pm_card_visa'});
	await c.settle('backwards');
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'paid', amountPaid: 10_000});
});

test.serial(
	'a form is answered 303; what is no amount is 422, a link of nobody 404, a settled invoice 409 whatever was typed',
	async (t) => {
		const invoice = await open();
		const token = invoice.hostedUrl.split('/').at(-1);
		const form = (amount: string, at = token) =>
			c.apiFetch(`/public/invoices/${at}/checkout`, {
				raw: new URLSearchParams({amount}).toString(),
				method: 'POST',
				headers: {'content-type': 'application/x-www-form-urlencoded'},
			});
		const answer = await form('');
		t.is(answer.status, 303);
		t.regex(answer.headers.get('location') ?? '', /\/c\/pay\/cs_/);
		for (const amount of ['0', '-5', '1.5', 'x', '00']) t.is((await form(amount)).status, 422, amount);
		const forged = `${token?.slice(0, -1)}${token?.endsWith('A') ? 'B' : 'A'}`;
		for (const link of [forged, 'nonsense', 'a-b-c']) t.is((await form('', link)).status, 404, link);
		await c.made(`/invoices/${invoice.id}/void`);
		t.is((await form('x')).body.code, 'invoice_not_open');
	},
);

test.serial('one page is open at a time: the same amount gets it again, another amount closes it', async (t) => {
	const invoice = await open();
	const [one, two] = await Promise.all([c.page(invoice), c.page(invoice)]);
	t.is(one.body.url, two.body.url, 'a double click opens one page');
	const part = await c.page(invoice, 500);
	t.not(part.body.url, one.body.url);
	t.is((await c.pay(one.body.url, {card: 'pm_card_visa'})).status, 410);
	await c.pay(part.body.url, {card: 'pm_card_visa'});
	await c.settle();
	t.is((await c.get(`/invoices/${invoice.id}`)).amountPaid, 500);
});

test.serial('a declined card on the page leaves everything as it was; the payer picks another', async (t) => {
	const invoice = await open();
	const {url} = (await c.page(invoice)).body;
	await c.pay(url, {card: 'pm_card_visa_chargeDeclined'});
	await c.settle();
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'open', amountPaid: 0, payment: {state: 'none'}});
	await c.pay(url, {card: 'pm_card_mastercard'});
	await c.settle();
	t.is((await c.get(`/invoices/${invoice.id}`)).status, 'paid');
});

const acts: readonly (readonly [string, object])[] = [
	['void', {}],
	['write-off', {reason: 'gone'}],
	['correct', {}],
	['payments', {amount: 10_000, method: 'transfer', receivedOn: '2027-03-01'}],
	['credit-notes', {reason: 'returned'}],
];
for (const [act, json] of acts) {
	test.serial(`${act} closes the open page first: nobody pays what is no longer owed`, async (t) => {
		const invoice = await open();
		const {url} = (await c.page(invoice)).body;
		const answer = await c.call(`/invoices/${invoice.id}/${act}`, {json});
		t.true(answer.status < 300, answer.text);
		t.is((await c.pay(url, {card: 'pm_card_visa'})).status, 410);
		t.is((await c.stored(invoice.id)).checkout, null);
		await c.settle();
		t.is((await c.stored(invoice.id)).pending.length, 0);
	});
	test.serial(
		`${act} is refused when the payer was faster, and the payment is booked though no webhook comes`,
		async (t) => {
			const invoice = await open();
			await c.pay((await c.page(invoice)).body.url, {card: 'pm_card_visa'});
			c.newEvents();
			t.is((await c.call(`/invoices/${invoice.id}/${act}`, {json})).body.code, 'charge_in_flight');
			await c.deliver();
			t.like(await c.get(`/invoices/${invoice.id}`), {status: 'paid', amountPaid: 10_000, amountCredited: 0});
		},
	);
}

test.serial('an act that is refused anyway leaves the page open', async (t) => {
	const invoice = await open();
	const {url} = (await c.page(invoice)).body;
	const transfer = {amount: 10_001, method: 'transfer', receivedOn: '2027-03-01'};
	t.is((await c.call(`/invoices/${invoice.id}/payments`, {json: transfer})).body.code, 'amount_exceeds_due');
	await c.pay(url, {card: 'pm_card_visa'});
	await c.settle();
	t.is((await c.get(`/invoices/${invoice.id}`)).status, 'paid');
});

test.serial(
	'a page of which nobody ever tells is looked up a day later: paid ones are booked, others forgotten',
	async (t) => {
		const [paid, left] = [await open(), await open()];
		await c.pay((await c.page(paid)).body.url, {card: 'pm_card_visa'});
		await c.page(left);
		c.newEvents();
		await c.goTo(await later(26), 'none');
		t.like(await c.get(`/invoices/${paid.id}`), {status: 'paid'});
		t.like(await c.get(`/invoices/${left.id}`), {status: 'open'});
		for (const {id} of [paid, left]) t.like(withoutLook(await c.stored(id)), {checkout: null, pending: []});
		await c.settle();
	},
);

test.serial(
	'of payer and automatic charge one pays: the page is closed first, and the payer who was faster counts',
	async (t) => {
		for (const isFaster of [true, false]) {
			const payer = await c.payer('pm_sim_decline_1');
			const id = await c.billed(payer);
			await c.settle();
			const invoice = await c.get(`/invoices/${id}`);
			t.is(invoice.payment.state, 'failed');
			const {url} = (await c.page(invoice)).body;
			if (isFaster) await c.pay(url, {card: 'pm_card_visa'});
			c.newEvents();
			await c.goTo(invoice.payment.nextAttemptAt, 'none');
			t.is((await c.pay(url, {card: 'pm_card_visa'})).status, isFaster ? 303 : 410);
			await c.settle();
			t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountPaid: 10_000});
			const kept = (await c.payments()).filter(
				({allocations, status}) => allocations[0]?.invoiceId === id && status === 'succeeded',
			);
			t.deepEqual(
				kept.map(({provider}) => provider?.via),
				[isFaster ? 'checkout' : 'automatic'],
			);
		}
	},
);

for (const webhooks of ['once', 'none'] as const) {
	test.serial(
		`a bank debit from the page keeps everything else off until it settles, webhooks ${webhooks}`,
		async (t) => {
			for (const card of ['pm_sim_processing', 'pm_sim_processing_fail']) {
				const payer = await c.payer('pm_sim_decline_1');
				const id = await c.billed(payer);
				await c.settle();
				const invoice = await c.get(`/invoices/${id}`);
				await c.pay((await c.page(invoice)).body.url, {card});
				if (webhooks === 'none') c.newEvents();
				// Without a webhook the automatic retry finds the payer's page done.
				await c.goTo(invoice.payment.nextAttemptAt, webhooks);
				t.like(await c.get(`/invoices/${id}`), {status: 'open', payment: {state: 'processing', nextAttemptAt: null}});
				t.is((await c.call(`/invoices/${id}/charge`, {json: {}})).body.code, 'charge_in_flight');
				t.is((await c.page(invoice)).body.code, 'charge_in_flight');
				for (let turn = 0; turn < 8; turn++) await c.goTo(await later(24), webhooks);
				const done = await c.get(`/invoices/${id}`);
				t.is(done.status, card === 'pm_sim_processing' ? 'paid' : 'open');
				t.is(done.payment.state, card === 'pm_sim_processing' ? 'succeeded' : 'failed');
				t.true((await c.payments()).every(({status}) => status !== 'processing'));
			}
			c.newEvents();
		},
	);
}

test.serial('a payer with an automatic invoice leaves the card while paying by link', async (t) => {
	const {id: customer} = await c.customer();
	await c.made(`/customers/${customer}/card-setup`);
	const id = await c.billed(customer);
	await c.settle();
	const invoice = await c.get(`/invoices/${id}`);
	await c.pay((await c.page(invoice)).body.url, {card: 'pm_card_mastercard'});
	await c.settle('twice');
	t.is((await c.get(`/invoices/${id}`)).status, 'paid');
	t.is((await c.get(`/customers/${customer}`)).card.brand, 'mastercard');
});

test.serial('an invoice written off is paid by link after all', async (t) => {
	const invoice = await open();
	await c.made(`/invoices/${invoice.id}/write-off`, {reason: 'gone'});
	await c.pay((await c.page(invoice)).body.url, {card: 'pm_card_visa'});
	await c.settle();
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'paid', amountWrittenOff: 0});
});

test.serial('a test account without a connection, and a currency no card has, are refused', async (t) => {
	const {id} = await c.customer();
	const dinar = await c.issued(id, 12_345, {currency: 'KWD', cashRounding: 1});
	t.is((await c.page(dinar)).body.code, 'payment_provider_refused');
});
