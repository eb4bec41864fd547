/**
 * Drafts through the API: invoices/create-invoice.ts, invoices/change-invoice.ts, invoices/patch-invoice.ts,
 * invoices/delete-draft.ts, invoices/duplicate-invoice.ts, invoices/draft-facts.ts, invoices/answer.ts, invoices/command.ts,
 * invoices/refused-by-state.ts, invoices/core/compose.ts, invoices/core/as-input.ts, invoices/core/deduct.ts,
 * invoices/core/untouched.ts.
 */
import test from 'ava';
import {type Invoicing, openInvoicing} from './invoicing.ts';

let w: Invoicing;
test.before(async () => {
	w = await openInvoicing();
});
test.after.always(() => w.close());

const patch = (id: string, json: object, headers: {readonly [name: string]: string} = {}) =>
	w.call(`/invoices/${id}`, {method: 'PATCH', json, headers});

test('a draft is created with everything computed and no number, and read as it was answered', async (t) => {
	const answer = await w.call('/invoices', {
		json: {
			customerId: w.customer.id,
			lines: [w.line(8000, {quantity: '2.5', unit: 'HUR', taxRateIds: [w.vat.id]})],
			notes: 'Thank you',
			metadata: {project: 'a'},
		},
	});
	t.is(answer.status, 201);
	t.like(answer.body, {
		status: 'draft',
		kind: 'invoice',
		number: null,
		issueDate: null,
		dueDate: '2027-03-15',
		currency: 'EUR',
		subtotal: 20_000,
		taxTotal: 3800,
		total: 23_800,
		amountDue: 23_800,
		hostedUrl: null,
		overdue: false,
		documents: [],
		payment: {state: 'none'},
		delivery: {state: 'none'},
	});
	const read = await w.apiFetch(answer.headers.get('location') ?? '', {token: w.token});
	t.deepEqual(read.body, answer.body);
	t.is(read.headers.get('etag'), answer.headers.get('etag'));
});

test('a preview answers what creating would, keeps nothing and has no id', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Previewed'});
	const json = {
		customerId,
		lines: [w.line(105, {taxRateIds: [w.vat.id]}), w.line(333, {quantity: '1.5', discounts: [{percent: '7.5'}]})],
		discounts: [{amount: 20}],
		charges: [{description: 'Freight', percent: '3', taxRateIds: [w.vat.id]}],
	};
	const previewed = (await w.call('/invoices/preview', {json})).body;
	t.is(previewed.id, null);
	t.deepEqual((await w.get(`/invoices?customerId=${customerId}`)).data, []);
	const created = await w.made('/invoices', json);
	for (const field of ['subtotal', 'discountTotal', 'chargeTotal', 'taxTotal', 'rounding', 'total', 'taxes'])
		t.deepEqual(previewed[field], created[field], field);
	const nets = ({lines}: {lines: {net: number; tax: number; gross: number}[]}) =>
		lines.map(({net, tax, gross}) => [net, tax, gross]);
	t.deepEqual(nets(previewed), nets(created));
});

test('a merge patch changes what it names, null takes away, and everything is computed anew', async (t) => {
	const {id} = await w.draft({notes: 'old', purchaseOrder: 'PO 1', metadata: {a: '1', b: '2'}});
	const changed = await patch(id, {
		notes: null,
		metadata: {a: null, c: '3'},
		lines: [w.line(500, {taxRateIds: [w.vat.id]})],
	});
	t.is(changed.status, 200);
	t.like(changed.body, {notes: null, purchaseOrder: 'PO 1', metadata: {b: '2', c: '3'}, total: 595, status: 'draft'});
	t.is((await patch(id, {unknown: 1})).status, 422);
	t.is((await patch(id, {lines: null})).status, 422);
	t.is((await patch(id, {customerId: 'cus_nobody'})).body.errors[0].code, 'unknown_customer');
	t.is((await w.get(`/invoices/${id}`)).total, 595);
});

test('of two people who edit one version one is told; deleting asks for the version too', async (t) => {
	const made = await w.call('/invoices', {json: {customerId: w.customer.id, lines: [w.line(1)]}});
	const path = `/invoices/${made.body.id}`;
	const headers = {'if-match': made.headers.get('etag') ?? ''};
	const both = await Promise.all(['x', 'y'].map((notes) => patch(made.body.id, {notes}, headers)));
	t.deepEqual(both.map(({status}) => status).sort(), [200, 412]);
	t.is((await w.call(path, {method: 'DELETE', headers})).body.code, 'version_mismatch');
	t.is((await w.call(path, {method: 'DELETE'})).status, 204);
	t.is((await w.call(path)).status, 404);
	t.is((await w.call(path, {method: 'DELETE'})).status, 404);
});

test('under one key one draft is made', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Keyed'});
	const json = {customerId, lines: [w.line(77)]};
	const headers = {'idempotency-key': 'one draft'};
	const answers = await Promise.all([1, 2, 3].map(() => w.call('/invoices', {json, headers})));
	t.deepEqual(new Set(answers.map(({status}) => status)), new Set([201]));
	t.is(new Set(answers.map(({body}) => body.id)).size, 1);
	t.is((await w.get(`/invoices?customerId=${customerId}`)).data.length, 1);
	t.is(await w.refusal('/invoices', {...json, notes: 'other'}, {headers}), 'idempotency_key_reused');
});

const wrong: readonly (readonly [string, object, string])[] = [
	['an unknown customer', {customerId: 'cus_nobody'}, 'customerId'],
	['an unknown series', {seriesId: 'ser_nothing'}, 'seriesId'],
	[
		'an unknown tax rate',
		{lines: [{description: 'x', quantity: 1, unitAmount: 1, taxRateIds: ['tax_nothing']}]},
		'lines.0.taxRateIds',
	],
	['a deduction of nothing', {deductInvoiceIds: ['inv_nothing']}, 'deductInvoiceIds'],
	['a due date before the issue date', {issueDate: '2027-03-01', dueDate: '2027-02-28'}, 'dueDate'],
	['no lines', {lines: []}, 'lines'],
	['an unknown field', {total: 5}, 'total'],
];
for (const [what, fields, path] of wrong) {
	test(`${what} is refused by its field`, async (t) => {
		const {status, body} = await w.call('/invoices', {
			json: {customerId: w.customer.id, lines: [w.line(1)], ...fields},
		});
		t.is(status, 422);
		t.is(body.code, 'invalid_request');
		t.is(body.errors[0].path, path);
	});
}

test('an archived customer gets no draft, a fixed discount on nothing cannot be spread', async (t) => {
	const {id} = await w.made('/customers', {name: 'Gone'});
	const draft = await w.made('/invoices', {customerId: id, lines: [w.line(5)]});
	await w.call(`/customers/${id}`, {method: 'DELETE'});
	t.is(await w.refusal('/invoices', {customerId: id, lines: [w.line(1)]}), 'customer_archived');
	t.is(await w.refusal(`/invoices/${draft.id}/finalize`), 'customer_archived');
	t.is(await w.refusal(`/invoices/${draft.id}/duplicate`), 'customer_archived');
	const nothing = {customerId: w.customer.id, lines: [w.line(0)], discounts: [{amount: 1}]};
	t.is(await w.refusal('/invoices', nothing), 'discount_not_spreadable');
	t.is(await w.refusal('/invoices/preview', nothing), 'discount_not_spreadable');
});

test('a customer’s currency, terms and language are the draft’s unless it says otherwise; a draft keeps its currency', async (t) => {
	const {id: customerId} = await w.made('/customers', {
		name: 'Abroad',
		currency: 'USD',
		locale: 'fr',
		paymentTerms: {days: 30, from: 'endOfMonth'},
	});
	const draft = await w.made('/invoices', {customerId, lines: [w.line(1000)]});
	t.like(draft, {currency: 'USD', dueDate: '2027-04-30', paymentTerms: {days: 30, from: 'endOfMonth'}});
	t.like(await w.made('/invoices', {customerId, lines: [w.line(1)], currency: 'CHF', paymentTerms: {days: 0}}), {
		currency: 'CHF',
		dueDate: '2027-03-01',
	});
	await w.call(`/customers/${customerId}`, {method: 'PATCH', json: {currency: 'GBP', locale: 'nl'}});
	const issued = await w.made(`/invoices/${draft.id}/finalize`);
	t.is(issued.currency, 'USD', 'dollars do not become pounds');
	const stored = await w.world.db.get(`accounts/${w.accountId}/invoices/${draft.id}`);
	t.is(stored?.fields.locale, 'nl', 'the language is that of the day of issue');
});

test('an issued invoice is not edited: notes to oneself only, whatever else the patch says (I3)', async (t) => {
	const {id} = await w.issued();
	const before = await w.get(`/invoices/${id}`);
	const noted = await patch(id, {
		metadata: {a: '1'},
		internalNotes: 'call',
		remindersPausedUntil: '2027-04-01',
		promisedOn: '2027-03-20',
	});
	t.like(noted.body, {
		metadata: {a: '1'},
		internalNotes: 'call',
		remindersPausedUntil: '2027-04-01',
		promisedOn: '2027-03-20',
	});
	for (const json of [{notes: 'x'}, {lines: 'nonsense'}, {unknown: 1}, {metadata: {}, dueDate: null}])
		t.is((await patch(id, json)).body.code, 'invoice_not_draft', JSON.stringify(json));
	t.is((await patch(id, {promisedOn: 'soon'})).status, 422);
	t.is((await w.call(`/invoices/${id}`, {method: 'DELETE'})).body.code, 'invoice_not_draft');
	t.is(await w.refusal(`/invoices/${id}/finalize`, {issueDate: 'never'}), 'invoice_not_draft');
	const after = await w.get(`/invoices/${id}`);
	for (const field of ['lines', 'taxes', 'total', 'number', 'issueDate', 'dueDate', 'customerId', 'notes'])
		t.deepEqual(after[field], before[field], `${field} (invariant 8)`);
});

test('a copy is a new draft with dates and number of its own', async (t) => {
	const original = await w.issued({
		lines: [w.line(1234, {taxRateIds: [w.vat.id]})],
		notes: 'thanks',
		purchaseOrder: 'PO 7',
	});
	const answer = await w.call(`/invoices/${original.id}/duplicate`, {json: {}});
	t.is(answer.status, 201);
	t.like(answer.body, {
		status: 'draft',
		number: null,
		issueDate: null,
		total: original.total,
		notes: 'thanks',
		purchaseOrder: 'PO 7',
	});
	t.not(answer.body.id, original.id);
	t.is(await w.refusal('/invoices/inv_nothing/duplicate', {x: 1}), 'not_found');
});

test('a replaced tax rate applies from its date on, by the tax point of each document (rule 28)', async (t) => {
	const rate = await w.made('/tax-rates', {name: 'VAT', percent: '7', category: 'S'});
	const before = await w.made('/invoices', {
		customerId: w.customer.id,
		lines: [w.line(10_000, {taxRateIds: [rate.id]})],
	});
	await w.made(`/tax-rates/${rate.id}/replace`, {percent: '9', from: '2027-03-01'});
	const totalOf = async (fields: object) =>
		(
			await w.made('/invoices/preview', {
				customerId: w.customer.id,
				lines: [w.line(10_000, {taxRateIds: [rate.id]})],
				...fields,
			})
		).taxTotal;
	t.is(await totalOf({}), 900);
	t.is(await totalOf({issueDate: '2027-02-28'}), 700);
	t.is(await totalOf({supplyDate: '2027-02-28'}), 700);
	t.is(await totalOf({period: {start: '2027-02-01', end: '2027-02-28'}}), 700);
	t.is(await totalOf({period: {start: '2027-02-15', end: '2027-03-14'}}), 900);
	t.is((await w.made(`/invoices/${before.id}/finalize`)).taxTotal, 900, 'a draft is taxed as of its issue');
});

test('a final invoice takes off what was paid in advance, at the rates it was billed with (rule 19)', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'Builder'});
	const lines = [w.line(10_000, {taxRateIds: [w.vat.id]}), w.line(5000)];
	const advance = await w.made('/invoices', {customerId, kind: 'prepayment', lines});
	t.is(advance.kind, 'prepayment');
	const deducting = {
		customerId,
		lines: [w.line(40_000, {taxRateIds: [w.vat.id]}), w.line(9000)],
		deductInvoiceIds: [advance.id],
	};
	t.is((await w.call('/invoices', {json: deducting})).status, 422, 'not issued yet');
	const issued = await w.made(`/invoices/${advance.id}/finalize`);
	t.is((await w.made('/invoices/preview', deducting)).total, 56_600, 'nothing is paid yet');
	await w.made(`/invoices/${advance.id}/payments`, {
		amount: issued.total,
		method: 'transfer',
		receivedOn: '2027-03-01',
	});
	const final = await w.made('/invoices', deducting);
	t.deepEqual(
		final.lines
			.slice(2)
			.map(({net, gross, description}: {net: number; gross: number; description: string}) => [description, net, gross]),
		[
			[issued.number, -10_000, -11_900],
			[issued.number, -5000, -5000],
		],
	);
	t.is(final.total, 56_600 - issued.total);
	t.deepEqual(
		final.taxes.map(({tax}: {tax: number}) => tax),
		[5700],
	);
	const other = await w.made('/customers', {name: 'Other'});
	t.is((await w.call('/invoices', {json: {...deducting, customerId: other.id}})).status, 422, 'not this customer’s');
	const copy = await w.made(`/invoices/${final.id}/duplicate`);
	t.is(copy.total, 56_600, 'a copy deducts nothing');
	const twin = await w.made('/invoices', deducting);
	const race = await Promise.all([final, twin].map(({id}) => w.call(`/invoices/${id}/finalize`, {json: {}})));
	t.deepEqual(race.map(({status}) => status).sort(), [200, 409]);
	t.is(race.find(({status}) => status === 409)?.body.code, 'prepayment_deducted');
	const [won, lost] = race[0]?.status === 200 ? [final, twin] : [twin, final];
	const {body: corrected} = await w.call(`/invoices/${won.id}/correct`, {json: {}});
	t.is(
		(await w.call(`/invoices/${corrected.id}/finalize`, {json: {}})).status,
		200,
		'its correction takes it off again',
	);
	t.is((await w.call(`/invoices/${lost.id}/finalize`, {json: {}})).status, 409);
	await w.made(`/invoices/${corrected.id}/void`);
	t.is((await w.call(`/invoices/${lost.id}/finalize`, {json: {}})).status, 200, 'a void one takes nothing off');
});

test('viewers look and change nothing; other accounts’ invoices are not there', async (t) => {
	const {id} = await w.draft();
	const stranger = await w.business('stranger@example.com');
	for (const [method, path, json] of [
		['GET', `/invoices/${id}`],
		['PATCH', `/invoices/${id}`, {notes: 'x'}],
		['DELETE', `/invoices/${id}`],
		['POST', `/invoices/${id}/finalize`, {}],
		['POST', `/invoices/${id}/send`, {}],
		['POST', `/invoices/${id}/remind`, {}],
		['POST', `/invoices/${id}/void`, {}],
		['POST', `/invoices/${id}/write-off`, {reason: 'x'}],
		['POST', `/invoices/${id}/correct`, {}],
		['POST', `/invoices/${id}/duplicate`, {}],
		['POST', `/invoices/${id}/apply-credit`, {}],
	] as const) {
		const answer = await stranger.call(path, {method, ...(json === undefined ? {} : {json})});
		t.is(answer.status, 404, `${method} ${path}`);
	}
	t.is((await stranger.call('/invoices', {json: {customerId: w.customer.id, lines: [w.line(1)]}})).status, 422);
	t.deepEqual((await stranger.call('/invoices')).body.data, []);
	t.is((await w.get(`/invoices/${id}`)).status, 'draft');
});

test('days so far off that others counted from them have no date are refused, not stumbled over', async (t) => {
	const lines = [w.line(1000)];
	for (const far of [{issueDate: '9999-12-31'}, {dueDate: '9999-12-31'}, {issueDate: '9900-01-01'}])
		for (const path of ['/invoices', '/invoices/preview'])
			t.is((await w.call(path, {json: {customerId: w.customer.id, lines, ...far}})).status, 422, JSON.stringify(far));
	const near = await w.call('/invoices', {json: {customerId: w.customer.id, lines, dueDate: '9899-12-31'}});
	t.is(near.status, 201);
	t.is((await w.call(`/invoices/${near.body.id}/finalize`, {json: {}})).status, 200);
	t.is((await patch(near.body.id, {promisedOn: '9999-12-31'})).status, 422);
});
