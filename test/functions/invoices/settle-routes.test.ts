/**
 * What ends an invoice without money: invoices/void-invoice.ts, invoices/write-off-invoice.ts, invoices/correct-invoice.ts,
 * invoices/credit-invoice.ts, invoices/credit-standalone.ts, invoices/issue-credit-note.ts, invoices/apply-credit.ts,
 * invoices/close-page.ts, invoices/core/lifecycle.ts, invoices/core/credit-note.ts, invoices/core/standalone-credit-note.ts,
 * invoices/core/present-credit-note.ts, invoices/core/outbox-beside.ts.
 */
import test from 'ava';
import {type Invoicing, openInvoicing} from './invoicing.ts';

let w: Invoicing;
test.before(async () => {
	w = await openInvoicing();
});
test.after.always(() => w.close());

const pay = (id: string, amount: number) =>
	w.made(`/invoices/${id}/payments`, {amount, method: 'transfer', receivedOn: '2027-03-01'});
const credit = (id: string, json: object) =>
	w.call(`/invoices/${id}/credit-notes`, {json: {reason: 'returned', ...json}});
const balanceOf = async (customerId: string): Promise<number> =>
	(await w.get(`/customers/${customerId}`)).creditBalances[0]?.amount ?? 0;

test('voiding issues a cancelling credit note of everything; both keep their numbers (rule 15)', async (t) => {
	const invoice = await w.issued({lines: [w.line(999, {taxRateIds: [w.vat.id]})]});
	t.is(await w.refusal('/invoices/inv_nothing/void'), 'not_found');
	const voided = await w.made(`/invoices/${invoice.id}/void`, {reason: 'Entered twice'});
	t.like(voided, {status: 'void', number: invoice.number, amountDue: 0, amountCredited: invoice.total, paidAt: null});
	const [note] = (await w.get(`/credit-notes?invoiceId=${invoice.id}`)).data;
	t.like(note, {
		cause: 'cancellation',
		reason: 'Entered twice',
		total: invoice.total,
		taxTotal: invoice.taxTotal,
		balanceAmount: 0,
	});
	t.deepEqual(await w.get(`/credit-notes/${note.id}`), note);
	for (const act of ['void', 'write-off', 'correct', 'remind', 'send', 'apply-credit', 'credit-notes', 'payments'])
		t.is(await w.refusal(`/invoices/${invoice.id}/${act}`, {x: 1}), 'invoice_not_open', act);
});

test('a draft, a paid and a credited invoice cannot be voided; one written off in part can, and nothing stays in the books', async (t) => {
	const draft = await w.draft();
	for (const act of ['void', 'write-off', 'correct', 'remind', 'apply-credit', 'credit-notes', 'payments', 'charge'])
		t.is(await w.refusal(`/invoices/${draft.id}/${act}`, {x: 1}), 'invoice_not_open', act);
	const paid = await w.issued();
	await pay(paid.id, 1);
	t.is(await w.refusal(`/invoices/${paid.id}/void`), 'invoice_has_payments');
	const credited = await w.issued();
	await credit(credited.id, {lines: [{lineId: credited.lines[0].id, amount: 1}]});
	t.is(await w.refusal(`/invoices/${credited.id}/void`), 'invoice_has_credit_notes');
	const part = await w.issued();
	await w.made(`/invoices/${part.id}/write-off`, {amount: 4000, reason: 'haggled'});
	t.like(await w.made(`/invoices/${part.id}/void`), {status: 'void', amountWrittenOff: 0, amountDue: 0});
});

test('only a write-off of everything makes an invoice uncollectible (rule 16)', async (t) => {
	const {id} = await w.issued();
	t.is(await w.refusal(`/invoices/${id}/write-off`, {amount: 10_001, reason: 'x'}), 'amount_exceeds_due');
	t.is((await w.call(`/invoices/${id}/write-off`, {json: {}})).status, 422, 'a reason is wanted');
	t.like(await w.made(`/invoices/${id}/write-off`, {amount: 1, reason: 'x'}), {status: 'open', amountDue: 9999});
	t.like(await w.made(`/invoices/${id}/write-off`, {reason: 'x'}), {
		status: 'uncollectible',
		amountWrittenOff: 10_000,
		paidAt: null,
	});
	t.is(await w.refusal(`/invoices/${id}/write-off`, {}), 'invoice_not_open');
});

test('correcting credits everything and opens a new draft in one commit (rule 13)', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Corrected'});
	const original = await w.issued({customerId, lines: [w.line(700, {taxRateIds: [w.vat.id]})], notes: 'n'});
	await pay(original.id, original.total);
	const answer = await w.call(`/invoices/${original.id}/correct`, {json: {}});
	t.is(answer.status, 201);
	t.like(answer.body, {status: 'draft', number: null, total: original.total, notes: 'n'});
	t.like(await w.get(`/invoices/${original.id}`), {status: 'paid', amountCredited: original.total, amountDue: 0});
	t.is(await balanceOf(customerId), original.total, 'what was paid is credit for the corrected one');
	t.is(await w.refusal(`/invoices/${original.id}/correct`), 'credit_exceeds_invoice');
	const stored = await w.world.db.get(`accounts/${w.accountId}/invoices/${answer.body.id}`);
	t.is(stored?.fields.corrects, original.id);
});

test('crediting in any steps sums to the invoice exactly, by quantity, by amount and what is left (rule 12)', async (t) => {
	const invoice = await w.issued({
		lines: [w.line(333, {quantity: '3', taxRateIds: [w.vat.id]}), w.line(1001, {taxRateIds: [w.vat.id]}), w.line(50)],
		discounts: [{percent: '7'}],
		charges: [{description: 'Freight', amount: 101, taxRateIds: [w.vat.id]}],
		cashRounding: 5,
	});
	const [first, second] = invoice.lines;
	const steps = [
		{lines: [{lineId: first.id, quantity: '1'}]},
		{
			lines: [
				{lineId: first.id, quantity: '1'},
				{lineId: second.id, amount: 500},
			],
		},
		{lines: [{chargeId: invoice.charges[0].id}]},
		{},
	];
	const notes = [];
	for (const step of steps) {
		const answer = await credit(invoice.id, step);
		t.is(answer.status, 201, answer.text);
		notes.push(answer.body);
	}
	for (const field of ['total', 'taxTotal', 'rounding'])
		t.is(
			notes.reduce((sum, note) => sum + note[field], 0),
			invoice[field],
			field,
		);
	t.like(await w.get(`/invoices/${invoice.id}`), {status: 'paid', amountDue: 0, amountCredited: invoice.total});
	t.is((await credit(invoice.id, {})).body.code, 'credit_exceeds_invoice');
	t.is(new Set(notes.map(({number}) => number)).size, steps.length);
});

test('more than is left of a line, and what is not of the invoice, are refused', async (t) => {
	const invoice = await w.issued({lines: [w.line(100, {quantity: '2'})]});
	const [line] = invoice.lines;
	t.is((await credit(invoice.id, {lines: [{lineId: line.id, quantity: '3'}]})).body.code, 'credit_exceeds_invoice');
	t.is((await credit(invoice.id, {lines: [{lineId: line.id, amount: 201}]})).body.code, 'credit_exceeds_invoice');
	for (const lines of [
		[{lineId: 'lin_other'}],
		[{lineId: line.id}, {lineId: line.id}],
		[{lineId: line.id, amount: -5}],
		[],
	])
		t.is((await credit(invoice.id, {lines})).status, 422, JSON.stringify(lines));
	t.is((await w.call(`/invoices/${invoice.id}/credit-notes`, {json: {}})).status, 422, 'a reason is wanted');
	t.is((await w.get(`/invoices/${invoice.id}`)).amountCredited, 0);
});

test('what a paid invoice no longer owes becomes the customer’s credit (rule 14)', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Credited'});
	const invoice = await w.issued({customerId});
	await pay(invoice.id, 7000);
	const note = (await credit(invoice.id, {lines: [{lineId: invoice.lines[0].id, amount: 5000}]})).body;
	t.like(note, {total: 5000, balanceAmount: 2000, invoiceId: invoice.id, refundId: null});
	t.like(await w.get(`/invoices/${invoice.id}`), {
		status: 'paid',
		amountPaid: 7000,
		amountReturned: 2000,
		amountDue: 0,
	});
	t.is(await balanceOf(customerId), 2000);
});

test('a credit note over nothing billed here becomes credit; it is dated, numbered and refused like an invoice', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Goodwill'});
	const json = {customerId, lines: [w.line(1000, {taxRateIds: [w.vat.id]})], reason: 'Goodwill'};
	const answer = await w.call('/credit-notes', {json, headers: {'idempotency-key': 'goodwill'}});
	t.is(answer.status, 201);
	t.like(answer.body, {
		cause: 'standalone',
		invoiceId: null,
		total: 1190,
		taxTotal: 190,
		balanceAmount: 1190,
		reason: 'Goodwill',
	});
	t.regex(answer.body.number, /^CN-2027-\d{4}$/);
	t.is((await w.call('/credit-notes', {json, headers: {'idempotency-key': 'goodwill'}})).body.id, answer.body.id);
	t.is(await balanceOf(customerId), 1190);
	t.is(await w.refusal('/credit-notes', {...json, lines: [w.line(-5)]}), 'total_negative');
	t.is(await w.refusal('/credit-notes', {...json, issueDate: '2027-03-02'}), 'invalid_request');
	t.is(
		await w.refusal('/credit-notes', {...json, issueDate: '2026-12-31', seriesId: 'ser_nothing'}),
		'invalid_request',
	);
	t.is(await w.refusal('/credit-notes', {...json, reason: ''}), 'invalid_request');
	t.is(
		await w.refusal('/credit-notes', {...json, lines: [w.line(0)], discounts: [{amount: 5}]}),
		'discount_not_spreadable',
	);
	await w.call(`/customers/${customerId}`, {method: 'DELETE'});
	t.is(await w.refusal('/credit-notes', json), 'customer_archived');
});

test('credit notes are found by customer and by invoice, through cursors, and not by strangers', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Notes'});
	const invoice = await w.issued({customerId, lines: [w.line(100, {quantity: '5'})]});
	const [line] = invoice.lines;
	for (let nth = 0; nth < 5; nth++) await credit(invoice.id, {lines: [{lineId: line.id, quantity: '1'}]});
	const numbers: string[] = [];
	for (let cursor: string | null = ''; cursor !== null; ) {
		const page: {data: {number: string}[]; nextCursor: string | null} = await w.get(
			`/credit-notes?customerId=${customerId}&invoiceId=${invoice.id}&limit=2&cursor=${cursor}`,
		);
		numbers.push(...page.data.map(({number}) => number));
		cursor = page.nextCursor;
	}
	t.is(numbers.length, 5);
	t.deepEqual(numbers, [...numbers].sort().reverse());
	const stranger = await w.business('notes-stranger@example.com');
	const [note] = (await w.get('/credit-notes?limit=1')).data;
	t.is((await stranger.call(`/credit-notes/${note.id}`)).status, 404);
	t.is((await w.call('/credit-notes/crn_nothing')).status, 404);
	t.is((await w.call('/credit-notes?status=x')).status, 422);
});

test('ten people void one invoice at once: one credit note (invariants 5, 21)', async (t) => {
	const invoice = await w.issued();
	const answers = await Promise.all(Array.from({length: 10}, () => w.call(`/invoices/${invoice.id}/void`, {json: {}})));
	t.is(answers.filter(({status}) => status === 200).length, 1);
	t.true(answers.every(({status, body}) => status === 200 || body.code === 'invoice_not_open'));
	t.is((await w.get(`/credit-notes?invoiceId=${invoice.id}`)).data.length, 1);
});

test('closed books and suspended accounts issue no credit notes', async (t) => {
	const other = await openInvoicing();
	const invoice = await other.issued();
	await other.call('', {method: 'PATCH', json: {booksClosedOn: '2027-04-01'}});
	for (const [act, json] of [
		['void', {}],
		['correct', {}],
		['credit-notes', {reason: 'x'}],
	] as const)
		t.is(await other.refusal(`/invoices/${invoice.id}/${act}`, json), 'period_closed', act);
	t.is((await other.get(`/invoices/${invoice.id}`)).status, 'open');
	await other.call('', {method: 'PATCH', json: {booksClosedOn: null}});
	const draft = await other.draft();
	for (const {id} of (await other.get('/series')).data) {
		const path = `accounts/${other.accountId}/series/${id}`;
		const stored = await other.world.db.get(path);
		if (stored === undefined) return t.fail();
		const fields = {...stored.fields, suspended: true};
		await other.world.db.commit([{op: 'update', path, version: stored.version, fields}]);
	}
	const standalone = {customerId: other.customer.id, lines: [other.line(5)], reason: 'x'};
	t.is(await other.refusal('/credit-notes', standalone), 'account_suspended');
	t.is(await other.refusal(`/invoices/${invoice.id}/void`), 'account_suspended');
	t.is(await other.refusal(`/invoices/${draft.id}/finalize`), 'account_suspended');
	t.is(await other.refusal(`/invoices/${draft.id}/send`), 'account_suspended');
	await other.close();
});
