/** Issuing: invoices/finalize-invoice.ts, invoices/warnings.ts, invoices/publish-steps.ts, invoices/hosted-link.ts, invoices/core/issue.ts. */
import test from 'ava';
import {InvoiceDocument} from '../../../schemas/invoice.ts';
import {openInvoicing} from './invoicing.ts';

const codes = ({warnings}: {warnings: {code: string}[]}) => warnings.map(({code}) => code);

test('worked example 8: numbers and dates in Auckland around New Year (invariants 5, 6, 7)', async (t) => {
	const w = await openInvoicing(
		{country: 'NZ', currency: 'NZD', timeZone: 'Pacific/Auckland'},
		'2026-12-31T10:30:00.000Z',
	);
	const series = (await w.get('/series')).data.find((one: {for: string}) => one.for === 'invoice');
	t.like(series, {pattern: 'INV-{YYYY}-{0000}', reset: 'year'});
	await w.call(`/series/${series.id}`, {method: 'PATCH', json: {next: 98}});
	const drafts = await Promise.all(Array.from({length: 5}, () => w.draft()));
	const finalize = async (nth: number, json: object = {}) =>
		(await w.call(`/invoices/${drafts[nth].id}/finalize`, {json})).body;
	t.like(await finalize(0), {number: 'INV-2026-0098', issueDate: '2026-12-31'});
	await w.clock.moveTo('2026-12-31T11:30:00.000Z');
	const second = await finalize(1);
	t.like(second, {number: 'INV-2027-0001', issueDate: '2027-01-01'});
	t.like(await finalize(2, {issueDate: '2026-12-31'}), {number: 'INV-2026-0099', issueDate: '2026-12-31'});
	t.is((await finalize(3, {issueDate: '2026-12-30'})).code, 'issue_date_before_last');
	const voided = await w.made(`/invoices/${second.id}/void`, {reason: 'twice'});
	t.like(voided, {status: 'void', number: 'INV-2027-0001', amountDue: 0});
	const [note] = (await w.get(`/credit-notes?invoiceId=${second.id}`)).data;
	t.like(note, {number: 'CN-2027-0001', total: second.total, cause: 'cancellation', invoiceNumber: 'INV-2027-0001'});
	t.like(await finalize(3), {number: 'INV-2027-0002'});
	await w.call(`/invoices/${drafts[4].id}`, {method: 'DELETE'});

	const many = await Promise.all(Array.from({length: 50}, () => w.draft()));
	const answers = await Promise.all(many.map(({id}) => w.call(`/invoices/${id}/finalize`, {json: {}})));
	t.deepEqual(new Set(answers.map(({status}) => status)), new Set([200]));
	t.deepEqual(
		answers.map(({body}) => body.number).sort(),
		Array.from({length: 50}, (_, nth) => `INV-2027-${String(nth + 3).padStart(4, '0')}`),
	);
	await w.call(`/series/${series.id}`, {method: 'PATCH', json: {next: 9999}});
	t.is((await w.issued()).number, 'INV-2027-9999');
	t.is((await w.issued()).number, 'INV-2027-10000');
	await w.close();
});

test('the issue date is the one given, else the draft’s, else today; neither in the future nor in closed books', async (t) => {
	const w = await openInvoicing();
	const future = await w.draft();
	const answer = await w.call(`/invoices/${future.id}/finalize`, {json: {issueDate: '2027-03-02'}});
	t.is(answer.status, 422);
	t.is(answer.body.errors[0].path, 'issueDate');
	await w.call('', {method: 'PATCH', json: {booksClosedOn: '2027-02-01'}});
	t.is(await w.refusal(`/invoices/${future.id}/finalize`, {issueDate: '2027-01-31'}), 'period_closed');
	t.like(await w.issued({issueDate: '2027-02-10', dueDate: '2027-02-20'}), {
		issueDate: '2027-02-10',
		dueDate: '2027-02-20',
		overdue: true,
	});
	const own = await w.draft({issueDate: '2027-02-11'});
	t.like(await w.made(`/invoices/${own.id}/finalize`, {issueDate: '2027-02-12'}), {
		issueDate: '2027-02-12',
		dueDate: '2027-02-26',
	});
	t.is((await w.made(`/invoices/${future.id}/finalize`)).issueDate, '2027-03-01');
	const late = await w.draft({issueDate: '2027-03-01', dueDate: '2027-03-01'});
	await w.clock.moveTo('2027-03-02T09:00:00.000Z');
	t.is(
		(await w.call(`/invoices/${late.id}/finalize`, {json: {issueDate: '2027-03-02'}})).status,
		422,
		'due before it is issued',
	);
	t.is(await w.refusal(`/invoices/${late.id}/finalize`, {issueDate: '2027-02-28'}), 'issue_date_before_last');
	t.is((await w.get(`/invoices/${late.id}`)).status, 'draft');
	await w.close();
});

test('an issued invoice is open, numbered, linked and posted; issuing it again is refused', async (t) => {
	const w = await openInvoicing();
	const draft = await w.draft({lines: [w.line(10_000, {taxRateIds: [w.vat.id]})]});
	const headers = {'idempotency-key': 'issue'};
	const [one, two] = await Promise.all([1, 2].map(() => w.call(`/invoices/${draft.id}/finalize`, {json: {}, headers})));
	t.deepEqual(one?.body, two?.body);
	const issued = one?.body;
	t.like(issued, {status: 'open', number: 'INV-2027-0001', total: 11_900, amountDue: 11_900});
	t.regex(issued.hostedUrl, /^http:\/\/localhost:5000\/i\/[\w-]+-[\w-]+-[\w-]{22}$/);
	t.truthy(issued.issuedAt);
	t.deepEqual(
		issued.upcoming.map(({what}: {what: string}) => what),
		['due'],
	);
	t.is(await w.refusal(`/invoices/${draft.id}/finalize`), 'invoice_not_draft');
	const stored = InvoiceDocument.parse((await w.world.db.get(`accounts/${w.accountId}/invoices/${draft.id}`))?.fields);
	t.deepEqual(
		stored.postings.map(({ledger, debit, credit}) => [ledger, debit, credit]),
		[
			['receivable', 11_900, 0],
			['revenue', 0, 10_000],
			['tax', 0, 1900],
		],
	);
	const activity = (await w.get('/activity')).data[0];
	t.like(activity, {action: 'invoice.issued'});
	await w.close();
});

test('nothing is issued to a customer who is archived at the same moment (invariant 27)', async (t) => {
	let meanwhile = async (): Promise<unknown> => undefined;
	const w = await openInvoicing({}, undefined, (world) => ({
		...world,
		db: {
			...world.db,
			commit: async (writes) => {
				const deed = meanwhile;
				meanwhile = async () => undefined;
				await deed();
				return world.db.commit(writes);
			},
		},
	}));
	const draft = await w.draft();
	meanwhile = () => w.call(`/customers/${w.customer.id}`, {method: 'DELETE'});
	t.is(await w.refusal(`/invoices/${draft.id}/finalize`), 'customer_archived');
	t.is((await w.get(`/invoices/${draft.id}`)).status, 'draft');
	await w.close();
});

test('nothing to pay is settled at once, a negative total is not issued (rule 10, invariant 31)', async (t) => {
	const w = await openInvoicing();
	const free = await w.issued({lines: [w.line(500), w.line(-500)]});
	t.like(free, {status: 'paid', total: 0, amountDue: 0, payment: {state: 'none'}});
	t.truthy(free.paidAt);
	const negative = await w.draft({lines: [w.line(-1)]});
	t.is(negative.total, -1);
	t.is(await w.refusal(`/invoices/${negative.id}/finalize`), 'total_negative');
	t.is(await w.refusal(`/invoices/${negative.id}/send`), 'total_negative');
	t.is((await w.issued()).number, 'INV-2027-0002', 'a refusal takes no number');
	await w.close();
});

test('warnings say what the tax office misses and stand in nobody’s way (rule 22)', async (t) => {
	const w = await openInvoicing();
	t.deepEqual(codes(await w.issued()), ['seller_tax_id_missing', 'seller_address_missing']);
	await w.call('', {
		method: 'PATCH',
		json: {
			taxIds: [{type: 'vat', value: 'DE123456789'}],
			address: {line1: 'Weg 1', city: 'Bonn', postalCode: '53111', country: 'DE'},
		},
	});
	t.deepEqual(codes(await w.issued()), []);
	const intra = await w.made('/tax-rates', {name: 'IC', percent: '0', category: 'K'});
	t.deepEqual(codes(await w.issued({lines: [w.line(100, {taxRateIds: [intra.id]})]})), [
		'buyer_tax_id_missing',
		'delivery_country_missing',
	]);
	t.deepEqual(codes(await w.issued({currency: 'USD'})), ['exchange_rate_missing']);
	await w.close();
});

test('a rate of exchange is frozen at issue with the tax in the account’s currency (rule 11)', async (t) => {
	const w = await openInvoicing();
	const lines = [w.line(10_000, {taxRateIds: [w.vat.id]})];
	t.like(await w.issued({lines, currency: 'USD', exchangeRate: '0.9215'}), {
		exchangeRate: '0.9215',
		taxTotal: 1900,
		taxTotalAccount: 1751,
	});
	t.like(await w.issued({lines, currency: 'JPY', exchangeRate: '0.0061'}), {taxTotal: 1900, taxTotalAccount: 1159});
	t.like(await w.issued({lines, currency: 'KWD', exchangeRate: '2.9'}), {taxTotal: 1900, taxTotalAccount: 551});
	t.like(await w.issued({lines, currency: 'USD'}), {exchangeRate: null, taxTotalAccount: null});
	await w.close();
});

test('a series of one’s own numbers on its own; resets by month begin anew', async (t) => {
	const w = await openInvoicing();
	const series = await w.made('/series', {for: 'invoice', pattern: 'M{YY}{MM}-{00}', reset: 'month', next: 7});
	t.is((await w.issued({seriesId: series.id})).number, 'M2703-07');
	t.is((await w.issued()).number, 'INV-2027-0001');
	await w.clock.moveTo('2027-04-02T09:00:00.000Z');
	t.is((await w.issued({seriesId: series.id})).number, 'M2704-01');
	const {id} = await w.made('/customers', {name: 'Own series', seriesId: series.id});
	t.is((await w.issued({customerId: id})).number, 'M2704-02');
	await w.close();
});

test('placeholders in texts are filled as it is issued', async (t) => {
	const w = await openInvoicing({locale: 'en'});
	const issued = await w.issued({notes: 'Pay {{number}} by {{dueDate}}'});
	t.regex(issued.notes, /INV-2027-0001/);
	t.notRegex(issued.notes, /\{\{/);
	await w.close();
});

test('a test account’s documents wait in the shard of its own clock', async (t) => {
	const w = await openInvoicing({mode: 'test'});
	const issued = await w.issued();
	const stored = await w.world.db.get(`accounts/${w.accountId}/invoices/${issued.id}`);
	t.is(stored?.fields.actShard, `T:${w.accountId}`);
	await w.close();
});
