/** What people record and take back: payments/receive-payment.ts, payments/reverse-payment.ts, payments/answer.ts, and the routes of payments. */
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

const receivedOn = '2027-03-01';
const transfer = (amount: number, more: object = {}) => ({amount, method: 'transfer', receivedOn, ...more});
const open = async (amount = 10_000) => c.issued((await c.customer()).id, amount);
const record = (invoice: {readonly id: string}, json: object, headers: {readonly [name: string]: string} = {}) =>
	c.call(`/invoices/${invoice.id}/payments`, {json, headers});
const creditOf = async (customerId: string) => (await c.get(`/customers/${customerId}`)).creditBalances;

test.serial('a transfer in two parts settles an invoice; each is a payment with a place of its own', async (t) => {
	const invoice = await open();
	const first = await record(invoice, transfer(4000, {reference: 'part one'}));
	t.is(first.status, 201);
	t.like(first.body, {
		amount: 4000,
		method: 'transfer',
		status: 'succeeded',
		receivedOn,
		reference: 'part one',
		card: null,
	});
	t.deepEqual((await c.apiFetch(first.headers.get('location') ?? '', {token: c.token})).body, first.body);
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'open', partiallyPaid: true, amountDue: 6000});
	await record(invoice, transfer(6000));
	const paid = await c.get(`/invoices/${invoice.id}`);
	t.like(paid, {status: 'paid', amountPaid: 10_000, amountDue: 0, partiallyPaid: false});
	t.truthy(paid.paidAt);
	t.is((await record(invoice, transfer(1))).body.code, 'invoice_not_open');
});

test.serial(
	'an overpayment is refused unless it may become credit, which the next invoice can use (rule 18)',
	async (t) => {
		const invoice = await open();
		t.is((await record(invoice, transfer(10_001))).body.code, 'amount_exceeds_due');
		t.is((await record(invoice, transfer(12_500, {overpayment: 'credit'}))).status, 201);
		t.like(await c.get(`/invoices/${invoice.id}`), {status: 'paid', amountPaid: 12_500, amountReturned: 2500});
		t.deepEqual(await creditOf(invoice.customerId), [{currency: 'EUR', amount: 2500}]);
		const next = await c.issued(invoice.customerId, 4000);
		t.is((await c.call(`/invoices/${next.id}/apply-credit`, {json: {amount: 2501}})).body.code, 'amount_exceeds_due');
		t.like(await c.made(`/invoices/${next.id}/apply-credit`, {amount: 500}), {amountDue: 3500});
		t.like(await c.made(`/invoices/${next.id}/apply-credit`), {amountDue: 1500, partiallyPaid: true});
		t.like(await c.made(`/invoices/${next.id}/apply-credit`), {amountDue: 1500}, 'nothing left is no error');
		const kept = (await creditOf(invoice.customerId)).filter(({amount}: {amount: number}) => amount !== 0);
		t.deepEqual(kept, []);
	},
);

test.serial('who allows it has credit applied as invoices are issued', async (t) => {
	const {id} = await c.customer({autoApplyCredit: true});
	await c.made('/credit-notes', {customerId: id, lines: [c.line(3000)], reason: 'goodwill'});
	const invoice = await c.issued(id, 2000);
	t.like(invoice, {status: 'paid', amountPaid: 2000, amountDue: 0});
	t.like(await c.issued(id, 2500), {status: 'open', amountDue: 1500});
});

test.serial('one transfer settles several invoices, or none of them', async (t) => {
	const {id: customerId} = await c.customer();
	const [one, two] = [await c.issued(customerId, 5000), await c.issued(customerId, 7000)];
	const stranger = await open();
	const allocations = [
		{invoiceId: one.id, amount: 5000},
		{invoiceId: two.id, amount: 3000},
	];
	const body = {customerId, amount: 8000, method: 'transfer', receivedOn, allocations};
	const wrong = [
		{...body, amount: 8001},
		{...body, allocations: [allocations[0], allocations[0]], amount: 10_000},
		{...body, allocations: [{invoiceId: stranger.id, amount: 8000}]},
		{...body, allocations: [{invoiceId: 'inv_nothing', amount: 8000}]},
		{...body, currency: 'USD'},
		{...body, allocations: []},
	];
	for (const json of wrong) t.is((await c.call('/payments', {json})).status, 422, JSON.stringify(json));
	const tooMuch = {
		...body,
		amount: 12_001,
		allocations: [
			{invoiceId: one.id, amount: 5001},
			{invoiceId: two.id, amount: 7000},
		],
	};
	t.is((await c.call('/payments', {json: tooMuch})).body.code, 'amount_exceeds_due');
	t.like(await c.get(`/invoices/${two.id}`), {amountPaid: 0});
	const payment = await c.made('/payments', body);
	t.deepEqual(payment.allocations, allocations);
	t.like(await c.get(`/invoices/${one.id}`), {status: 'paid'});
	t.like(await c.get(`/invoices/${two.id}`), {amountDue: 4000});

	const half = await c.made(`/payments/${payment.id}/refunds`, {amount: 6000, creditNote: false});
	t.like(half, {status: 'succeeded', amount: 6000, creditNoteId: null});
	t.like(await c.get(`/invoices/${one.id}`), {status: 'open', amountDue: 5000, payment: {state: 'none'}});
	t.like(await c.get(`/invoices/${two.id}`), {amountDue: 5000});
	const rest = await c.made(`/payments/${payment.id}/refunds`, {reason: 'all of it'});
	t.like(rest, {amount: 2000});
	t.like(await c.get(`/invoices/${two.id}`), {amountDue: 5000, amountCredited: 2000});
	t.is((await c.call(`/payments/${payment.id}/refunds`, {json: {}})).body.code, 'refund_exceeds_payment');
	t.is((await c.call(`/payments/${payment.id}/reverse`, {json: {}})).body.code, 'payment_not_reversible');
});

test.serial(
	'a refund with credit notes over two invoices issues one for each, numbered one after the other',
	async (t) => {
		const {id: customerId} = await c.customer();
		const [one, two] = [await c.issued(customerId, 5000), await c.issued(customerId, 7000)];
		const allocations = [
			{invoiceId: one.id, amount: 5000},
			{invoiceId: two.id, amount: 7000},
		];
		const payment = await c.made('/payments', {customerId, amount: 12_000, method: 'cash', receivedOn, allocations});
		const refund = await c.made(`/payments/${payment.id}/refunds`, {reason: 'returned'});
		const notes = (await c.get(`/credit-notes?customerId=${customerId}`)).data;
		t.deepEqual(
			notes
				.map(({invoiceId, total, refundId}: {invoiceId: string; total: number; refundId: string}) => [
					invoiceId,
					total,
					refundId,
				])
				.sort(),
			[
				[one.id, 5000, refund.id],
				[two.id, 7000, refund.id],
			].sort(),
		);
		const numbers = notes.map(({number}: {number: string}) => Number(number.slice(-4))).sort();
		t.is(numbers[1] - numbers[0], 1);
		for (const {id} of [one, two]) t.like(await c.get(`/invoices/${id}`), {status: 'paid', amountDue: 0});
	},
);

test.serial('a bounced cheque opens its invoice again, once, and takes the overpaid credit along', async (t) => {
	const invoice = await open();
	const payment = (await record(invoice, {...transfer(11_000), method: 'cheque', overpayment: 'credit'})).body;
	t.like(await c.made(`/payments/${payment.id}/reverse`), {status: 'reversed'});
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'open', amountDue: 10_000, paidAt: null});
	t.is((await c.call(`/payments/${payment.id}/reverse`, {json: {}})).body.code, 'payment_not_reversible');
	const again = (await record(invoice, {...transfer(11_000), overpayment: 'credit'})).body;
	const next = await c.issued(invoice.customerId, 1000);
	await c.made(`/invoices/${next.id}/apply-credit`);
	t.is(
		(await c.call(`/payments/${again.id}/reverse`, {json: {}})).body.code,
		'payment_not_reversible',
		'the credit is spent',
	);
	t.is((await c.call(`/payments/${payment.id}/refunds`, {json: {}})).body.code, 'payment_not_refundable');
	t.like((await c.call(`/payments/${payment.id}/refunds`, {json: {amount: 'x'}})).body, {
		code: 'payment_not_refundable',
	});
});

test.serial('money on an invoice written off reverses the write-off first (rule 16)', async (t) => {
	const invoice = await open();
	t.like(await c.made(`/invoices/${invoice.id}/write-off`, {amount: 4000, reason: 'part'}), {
		status: 'open',
		amountDue: 6000,
	});
	t.like(await c.made(`/invoices/${invoice.id}/write-off`, {reason: 'gone'}), {status: 'uncollectible', amountDue: 0});
	t.is((await record(invoice, transfer(10_001))).body.code, 'amount_exceeds_due');
	await record(invoice, transfer(2500));
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'uncollectible', amountWrittenOff: 7500});
	await record(invoice, transfer(7500));
	t.like(await c.get(`/invoices/${invoice.id}`), {status: 'paid', amountWrittenOff: 0});
});

test.serial('ten transfers at once of what is due once: one is taken (invariant 13)', async (t) => {
	const invoice = await open();
	const answers = await Promise.all(Array.from({length: 10}, () => record(invoice, transfer(10_000))));
	t.is(answers.filter(({status}) => status === 201).length, 1);
	t.true(answers.every(({status, body}) => status === 201 || body.code === 'invoice_not_open'));
	t.is((await c.get(`/invoices/${invoice.id}`)).amountPaid, 10_000);
});

test.serial('under one key a payment is recorded once, its answer repeated; another body is refused', async (t) => {
	const invoice = await open();
	const headers = {'idempotency-key': `key ${invoice.id}`};
	const [one, two] = await Promise.all([
		record(invoice, transfer(3000), headers),
		record(invoice, transfer(3000), headers),
	]);
	t.deepEqual(one?.body, two?.body);
	t.is((await record(invoice, transfer(3000), headers)).headers.get('idempotent-replayed'), 'true');
	t.is((await record(invoice, transfer(3001), headers)).body.code, 'idempotency_key_reused');
	t.is((await c.get(`/invoices/${invoice.id}`)).amountPaid, 3000);
});

test.serial('state comes before shape: 409 and 404 whatever the body says', async (t) => {
	const invoice = await open();
	await record(invoice, transfer(10_000));
	const [payment] = (await c.get(`/payments?customerId=${invoice.customerId}`)).data;
	await c.made(`/payments/${payment.id}/reverse`);
	await c.made(`/invoices/${invoice.id}/void`);
	const bad = {amount: 'many', unknown: true};
	for (const [path, code] of [
		[`/invoices/${invoice.id}/payments`, 'invoice_not_open'],
		[`/invoices/${invoice.id}/charge`, 'invoice_not_open'],
		[`/invoices/${invoice.id}/credit-notes`, 'invoice_not_open'],
		[`/payments/${payment.id}/reverse`, 'payment_not_reversible'],
		[`/payments/${payment.id}/refunds`, 'payment_not_refundable'],
		['/invoices/inv_nothing/payments', 'not_found'],
		['/invoices/inv_nothing/charge', 'not_found'],
		['/payments/pay_nothing/refunds', 'not_found'],
		['/customers/cus_nothing/card-setup', 'not_found'],
	] as const)
		t.is((await c.call(path, {json: bad})).body.code, code, path);
	const {id} = await open();
	t.is((await c.call(`/invoices/${id}/payments`, {json: bad})).status, 422);
	const archived = await c.customer();
	t.is((await c.call(`/customers/${archived.id}`, {method: 'DELETE'})).status, 204);
	t.is((await c.call(`/customers/${archived.id}/card-setup`, {json: bad})).body.code, 'customer_archived');
});

test.serial('payments are listed newest first by customer and status, through cursors', async (t) => {
	const invoice = await open(30_000);
	for (const amount of [1000, 2000, 3000, 4000]) await record(invoice, transfer(amount));
	const amounts: number[] = [];
	for (let cursor: string | null = ''; cursor !== null; ) {
		const page: {data: {amount: number}[]; nextCursor: string | null} = await c.get(
			`/payments?customerId=${invoice.customerId}&status=succeeded&limit=3&cursor=${cursor}`,
		);
		amounts.push(...page.data.map(({amount}) => amount));
		cursor = page.nextCursor;
	}
	t.deepEqual(amounts, [4000, 3000, 2000, 1000]);
	t.deepEqual((await c.get(`/payments?customerId=${invoice.customerId}&status=failed`)).data, []);
	t.is((await c.call('/payments?status=lost')).status, 422);
});

test.serial('viewers read payments and move no money; other accounts see nothing', async (t) => {
	const invoice = await open();
	const payment = (await record(invoice, transfer(500))).body;
	const viewer = await c.signIn('viewer@example.com');
	const invited = await c.made('/members', {email: 'viewer@example.com', role: 'viewer'});
	t.truthy(invited.id);
	const stranger = await c.business('stranger@example.com');
	const paths: readonly (readonly [string, object])[] = [
		[`/invoices/${invoice.id}/payments`, transfer(1)],
		[`/invoices/${invoice.id}/charge`, {}],
		[`/invoices/${invoice.id}/credit-notes`, {reason: 'x'}],
		[`/payments/${payment.id}/reverse`, {}],
		[`/payments/${payment.id}/refunds`, {}],
	];
	for (const [path, json] of paths) {
		t.is((await c.apiFetch(`/accounts/${c.accountId}${path}`, {token: stranger.token, json})).status, 404, path);
		t.is((await stranger.call(path, {json})).status, 404, path);
		t.is((await c.apiFetch(`/accounts/${c.accountId}${path}`, {json})).status, 401, path);
	}
	t.is((await stranger.call(`/payments/${payment.id}`)).status, 404);
	t.deepEqual((await stranger.call('/payments')).body.data, []);
	t.is((await c.apiFetch(`/accounts/${c.accountId}/payments`, {token: viewer})).status, 404, 'not accepted yet');
});
