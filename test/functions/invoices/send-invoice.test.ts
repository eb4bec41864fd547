/** Mailing and doing one thing to many: invoices/send-invoice.ts, invoices/bulk.ts, invoices/open-party.ts, invoices/core/upcoming.ts. */
import test from 'ava';
import {type Invoicing, openInvoicing} from './invoicing.ts';

let w: Invoicing;
test.before(async () => {
	w = await openInvoicing();
});
test.after.always(() => w.close());

const queued = (id: string) =>
	w.published.filter(({topic, message}) => topic === 'invoice.mail' && String(message.path).endsWith(id));

test('sending a draft issues it first; the mail is told to whoever mails', async (t) => {
	const draft = await w.draft();
	const sent = await w.made(`/invoices/${draft.id}/send`);
	t.like(sent, {status: 'open', delivery: {state: 'queued'}});
	t.regex(sent.number, /^INV-2027-/);
	t.deepEqual(sent.upcoming[0], {what: 'mail', at: sent.upcoming[0].at, why: 'invoice'});
	t.is(queued(draft.id).length, 1);
	const again = await w.made(`/invoices/${draft.id}/send`, {
		to: ['other@example.com'],
		subject: 'Once more',
		message: 'Dear',
	});
	t.is(again.number, sent.number);
});

test('what a person wrote along is sealed', async (t) => {
	const {id} = await w.issued();
	await w.made(`/invoices/${id}/send`, {to: ['canary@example.com'], message: 'canary words'});
	const stored = await w.world.db.get(`accounts/${w.accountId}/invoices/${id}`);
	t.regex(String(stored?.fields.letter), /^s1\./);
	t.false(JSON.stringify(stored).includes('canary'));
});

test('nobody to send to, a bad address and a void invoice are refused', async (t) => {
	const {id: customerId} = await w.made('/customers', {name: 'No mail'});
	const draft = await w.draft({customerId});
	t.is(await w.refusal(`/invoices/${draft.id}/send`), 'nothing_to_send');
	t.is((await w.get(`/invoices/${draft.id}`)).status, 'draft');
	t.is((await w.call(`/invoices/${draft.id}/send`, {json: {to: ['nonsense']}})).status, 422);
	t.is((await w.made(`/invoices/${draft.id}/send`, {to: ['a@example.com']})).status, 'open');
	t.is(await w.refusal(`/invoices/${draft.id}/remind`), 'nothing_to_send');
	t.is(await w.refusal('/invoices/inv_nothing/send', {to: 1}), 'not_found');
});

test('a reminder goes to open invoices only', async (t) => {
	const {id} = await w.issued();
	t.like(await w.made(`/invoices/${id}/remind`), {
		delivery: {state: 'queued'},
		upcoming: [{what: 'mail', why: 'reminder'}, {what: 'due'}],
	});
	await w.made(`/invoices/${id}/payments`, {amount: 10_000, method: 'cash', receivedOn: '2027-03-01'});
	t.is(await w.refusal(`/invoices/${id}/remind`, {x: 1}), 'invoice_not_open');
	t.is((await w.call(`/invoices/${id}/send`, {json: {}})).status, 200, 'a paid one may be sent again');
});

test('in bulk each is done or refused on its own, each with its number (rule 23)', async (t) => {
	const drafts = await Promise.all(Array.from({length: 4}, () => w.draft()));
	const negative = await w.draft({lines: [w.line(-5)]});
	const ids = [...drafts.map(({id}) => id), negative.id, 'inv_nothing', drafts[0].id];
	const headers = {'idempotency-key': 'bulk'};
	const {data} = await w.made('/invoices/bulk', {action: 'finalize', ids}, {headers});
	t.deepEqual(data, [
		...drafts.map(({id}) => ({id, ok: true, code: null})),
		{id: negative.id, ok: false, code: 'total_negative'},
		{id: 'inv_nothing', ok: false, code: 'not_found'},
	]);
	t.deepEqual((await w.made('/invoices/bulk', {action: 'finalize', ids}, {headers})).data, data);
	const numbers = (await Promise.all(drafts.map(({id}) => w.get(`/invoices/${id}`)))).map(({number}) => number);
	t.deepEqual(numbers, [...numbers].sort());
	const mailed = await w.made('/invoices/bulk', {action: 'send', ids: [drafts[0].id, negative.id]});
	t.deepEqual(
		mailed.data.map(({code}: {code: string}) => code),
		[null, 'total_negative'],
	);
	const reminded = await w.made('/invoices/bulk', {action: 'remind', ids: [drafts[1].id, negative.id]});
	t.deepEqual(
		reminded.data.map(({code}: {code: string}) => code),
		[null, 'invoice_not_open'],
	);
	const voided = await w.made('/invoices/bulk', {action: 'void', ids: [drafts[2].id, drafts[3].id, drafts[2].id]});
	t.true(voided.data.every(({ok}: {ok: boolean}) => ok));
	t.is((await w.get(`/credit-notes?invoiceId=${drafts[3].id}`)).data.length, 1);
	t.is((await w.call('/invoices/bulk', {json: {action: 'delete', ids}})).status, 422);
	t.is((await w.call('/invoices/bulk', {json: {action: 'send', ids: []}})).status, 422);
	t.is(
		(
			await w.call('/invoices/bulk', {
				json: {action: 'send', ids: Array.from({length: 101}, (_, nth) => `inv_${1000 + nth}`)},
			})
		).status,
		422,
	);
});
