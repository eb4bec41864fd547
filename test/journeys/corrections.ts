/** What happens to an invoice by hand: money by transfer, too much of it, a mistake taken back, a bad debt. */
import type {ExecutionContext} from 'ava';
import {type Business, openBusiness, standardRate} from './business.ts';
import type {Platform} from './platform.ts';

/** Numbers stay without gap through all of it, and everything adds up. */
export const byHand = async (t: ExecutionContext, platform: Platform): Promise<void> => {
	const business = await openBusiness(platform, 'hand@sonnenschein.example');
	const rate = await standardRate(business);
	const customer = await business.post('/customers', {name: 'Hand', email: 'hand-customer@example.org'});
	const today = (await business.post('/invoices/preview', {customerId: customer.id, lines: lines(rate)})).issueDate;
	const draft = async () => (await business.post('/invoices', {customerId: customer.id, lines: lines(rate)})).id;
	const issue = async () => business.post(`/invoices/${await draft()}/finalize`);
	const year = ((await issue()).issueDate ?? today).slice(0, 4);
	const numbered = (nth: number) => `INV-${year}-${String(nth).padStart(4, '0')}`;

	await paidInParts(t, business, await issue());
	await voided(t, business, await issue());
	await corrected(t, business, await issue());
	await writtenOff(t, business, await issue());
	await creditedInPart(t, business, await issue());
	await business.call(`/invoices/${await draft()}`, {method: 'DELETE'});
	t.is((await issue()).number, numbered(7), 'neither drafts nor refusals used a number up');

	const notes = (await business.all('/credit-notes')).map(({number}) => number).sort();
	t.deepEqual(
		notes,
		[1, 2, 3].map((nth) => `CN-${year}-000${nth}`),
	);
	const numbers = (await business.all('/invoices')).flatMap(({number}) => number ?? []).sort();
	t.deepEqual(
		numbers,
		[1, 2, 3, 4, 5, 6, 7].map((nth) => numbered(nth)),
	);
};

const lines = (rate: string) => [{description: 'Work', quantity: 1, unitAmount: 10_000, taxRateIds: [rate]}];
type Issued = {readonly id: string; readonly number: string; readonly issueDate: string};

const paidInParts = async (t: ExecutionContext, {call, get, post}: Business, {id, issueDate}: Issued) => {
	const pay = (amount: number, more: object = {}) =>
		call(`/invoices/${id}/payments`, {json: {amount, method: 'transfer', receivedOn: issueDate, ...more}});
	t.is((await pay(5000)).status, 201);
	t.like(await get(`/invoices/${id}`), {status: 'open', partiallyPaid: true, amountPaid: 5000, amountDue: 6900});
	const tooMuch = await pay(7000);
	t.deepEqual([tooMuch.status, tooMuch.body.code], [409, 'amount_exceeds_due']);
	const refused = await call(`/invoices/${id}/void`, {json: {}});
	t.deepEqual([refused.status, refused.body.code], [409, 'invoice_has_payments']);
	t.is((await pay(7000, {overpayment: 'credit'})).status, 201);
	const paid = await get(`/invoices/${id}`);
	t.like(paid, {status: 'paid', partiallyPaid: false, amountDue: 0});
	t.deepEqual((await get(`/customers/${paid.customerId}`)).creditBalances, [{currency: 'EUR', amount: 100}]);
	const late = await pay(1);
	t.deepEqual([late.status, late.body.code], [409, 'invoice_not_open']);
	t.is((await post(`/invoices/${id}/duplicate`)).status, 'draft');
};

const voided = async (t: ExecutionContext, {call, get, all}: Business, {id, number}: Issued) => {
	const answer = await call(`/invoices/${id}/void`, {json: {reason: 'Typed twice'}});
	t.is(answer.status, 200);
	t.like(answer.body, {status: 'void', number, amountDue: 0, amountCredited: 11_900});
	const [note] = await all('/credit-notes');
	t.like(note, {invoiceId: id, total: 11_900});
	const again = await call(`/invoices/${id}/void`, {json: {}});
	t.deepEqual([again.status, again.body.code], [409, 'invoice_not_open']);
	t.is((await get(`/invoices/${id}`)).number, number, 'the number stays');
};

const corrected = async (t: ExecutionContext, {call, get, all}: Business, {id}: Issued) => {
	const answer = await call(`/invoices/${id}/correct`, {json: {}});
	t.is(answer.status, 201);
	t.like(answer.body, {status: 'draft', number: null, total: 11_900});
	t.not(answer.body.id, id);
	t.like(await get(`/invoices/${id}`), {amountCredited: 11_900, amountDue: 0});
	t.is((await all('/credit-notes')).filter(({invoiceId}) => invoiceId === id).length, 1);
};

const writtenOff = async (t: ExecutionContext, {call, get}: Business, {id, issueDate}: Issued) => {
	const answer = await call(`/invoices/${id}/write-off`, {json: {reason: 'Gone away'}});
	t.like(answer.body, {status: 'uncollectible', amountWrittenOff: 11_900, amountDue: 0});
	const money = {amount: 11_900, method: 'cash', receivedOn: issueDate};
	t.is((await call(`/invoices/${id}/payments`, {json: money})).status, 201, 'money after all');
	t.like(await get(`/invoices/${id}`), {status: 'paid', amountPaid: 11_900, amountWrittenOff: 0, amountDue: 0});
};

const creditedInPart = async (t: ExecutionContext, {call, get}: Business, {id}: Issued) => {
	const invoice = await get(`/invoices/${id}`);
	const one = {lines: [{lineId: invoice.lines[0].id, amount: 4000}], reason: 'Goodwill'};
	const note = await call(`/invoices/${id}/credit-notes`, {json: one});
	t.is(note.status, 201);
	t.like(note.body, {subtotal: 4000, taxTotal: 760, total: 4760});
	t.like(await get(`/invoices/${id}`), {status: 'open', amountCredited: 4760, amountDue: 7140});
	const beyond = await call(`/invoices/${id}/credit-notes`, {
		json: {...one, lines: [{lineId: invoice.lines[0].id, amount: 6001}]},
	});
	t.deepEqual([beyond.status, beyond.body.code], [409, 'credit_exceeds_invoice']);
};
