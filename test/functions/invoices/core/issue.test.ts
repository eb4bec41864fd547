import test from 'ava';
import {type Issue, issued, scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {untouched} from '../../../../functions/invoices/core/untouched.ts';
import {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {contentOf, invoiceOf, lineOf, vat19} from '../../documents/printed.ts';

const now = '2026-11-22T09:30:00.000Z';
const later = '2026-12-06T08:00:00.000Z';

const issue: Issue = {
	number: 'INV-2026-0007',
	issueDate: '2026-11-22',
	dueDate: '2026-12-06',
	now,
	mailAt: now,
	chargeAt: null,
	sellerVersion: 3,
	notify: true,
	reminders: [],
};

const draftOf = (fields: Parameters<typeof invoiceOf>[0] = {}, content = contentOf()): InvoiceDocument => ({
	...invoiceOf({...untouched, ...fields}, content),
	draft: {
		customerId: 'cus_4fKx9TqB',
		kind: 'invoice',
		lines: [],
		discounts: [],
		charges: [],
		taxInclusive: false,
		deductInvoiceIds: [],
		metadata: {},
	},
});

const stepsOf = ({pending}: InvoiceDocument) => pending.map(({step}) => step);

test('an issued invoice is open, numbered and dated, owes its total and is no draft any more (invariants 7, 14)', (t) => {
	const draft = draftOf();
	const invoice = issued(draft, issue);
	t.like(invoice, {
		status: 'open',
		draft: null,
		number: 'INV-2026-0007',
		issueDate: '2026-11-22',
		dueDate: '2026-12-06',
		sellerVersion: 3,
		total: 23_800,
		amountDue: 23_800,
		issuedAt: now,
		paidAt: null,
		notify: true,
		taxTotalAccount: null,
	});
	t.deepEqual(invoice.totals, draft.totals);
	t.deepEqual(InvoiceDocument.parse(invoice), invoice);
});

test('it is posted once, balanced: the receivable against revenue and tax (invariants 11, 12)', (t) => {
	const invoice = issued(
		draftOf({}, contentOf({cashRounding: 10, lines: [lineOf({quantity: '1', unitAmount: 101})]})),
		issue,
	);
	t.deepEqual(
		invoice.postings.map(({on, event, ledger, debit, credit}) => [on, event, ledger, debit - credit]),
		[
			['2026-11-22', 'issued', 'receivable', 120],
			['2026-11-22', 'issued', 'revenue', -101],
			['2026-11-22', 'issued', 'tax', -19],
		],
	);
	const rounded = issued(draftOf({}, contentOf({cashRounding: 100})), issue);
	t.is(
		rounded.postings.reduce((sum, {debit, credit}) => sum + debit - credit, 0),
		0,
	);
});

test('the difference of cash rounding has a ledger of its own (invariants 9, 11)', (t) => {
	const content = contentOf({cashRounding: 5, lines: [lineOf({quantity: '1', unitAmount: 103, taxRates: []})]});
	t.deepEqual(
		issued(draftOf({}, content), issue).postings.map(({ledger, debit, credit}) => [ledger, debit, credit]),
		[
			['receivable', 105, 0],
			['revenue', 0, 103],
			['rounding', 0, 2],
		],
	);
});

test('a total of zero is settled at once, uses no credit and is never charged (invariant 31)', (t) => {
	const free = draftOf({}, contentOf({lines: [lineOf({unitAmount: 0})]}));
	const invoice = issued(free, {...issue, chargeAt: now, useCredit: true});
	t.like(invoice, {status: 'paid', amountDue: 0, paidAt: now, charge: null});
	t.deepEqual(invoice.postings, []);
	t.deepEqual(
		invoice.pending.map(({step, kind}) => [step, kind]),
		[
			['invoice.mail', 'invoice'],
			['invoice.notify', 'invoice.issued'],
		],
	);
});

/** The day after the due date, at nine in Berlin. */
const look = {step: 'invoice.collect', at: '2026-12-07T08:00:00.000Z'} as const;

test('at the same instant credit comes before the charge, the charge before the mail, the mail before the event', (t) => {
	const invoice = issued(draftOf(), {...issue, chargeAt: now, useCredit: true});
	t.deepEqual(stepsOf(invoice), ['invoice.credit', 'invoice.charge', 'invoice.mail', 'invoice.notify', look.step]);
	t.is(invoice.nextActAt, now);
	t.deepEqual(invoice.charge, scheduledCharge(now));
	t.like(invoice.charge, {cycle: 1, state: 'scheduled', attempt: 0, nextAttemptAt: now});
});

test('the first look of collecting is the first reminder, else the day after the due date', (t) => {
	const invoice = issued(draftOf(), {...issue, reminders: [{offsetDays: 5}, {offsetDays: -3}, {offsetDays: -20}]});
	t.deepEqual(invoice.pending.at(-1), {step: 'invoice.collect', at: '2026-12-03T08:00:00.000Z'});
});

test('a charge on the due date waits behind the mail of today', (t) => {
	const invoice = issued(draftOf(), {...issue, chargeAt: later});
	t.deepEqual(
		invoice.pending.map(({step, at}) => [step, at]),
		[
			['invoice.mail', now],
			['invoice.notify', now],
			['invoice.charge', later],
			[look.step, look.at],
		],
	);
	t.is(invoice.charge?.nextAttemptAt, later);
});

test('without mail, charge and endpoints only collecting is left to do', (t) => {
	const invoice = issued(draftOf(), {...issue, mailAt: null, notify: false});
	t.deepEqual([invoice.pending, invoice.nextActAt, invoice.charge], [[look], look.at, null]);
	t.deepEqual(invoice.delivery, {state: 'none', sentAt: null, count: 0});
	t.is(issued(draftOf(), issue).delivery.state, 'queued');
});

test('what is waiting already comes first', (t) => {
	const draft = draftOf({pending: [{step: 'invoice.notify', at: now, kind: 'invoice.created'}], nextActAt: now});
	t.deepEqual(
		issued(draft, issue).pending.map(({kind}) => kind),
		['invoice.created', 'invoice', 'invoice.issued', undefined],
	);
});

test('number and due date are filled in wherever a text prints them', (t) => {
	const draft = draftOf({notes: 'No. {{number}}', terms: 'Due {{dueDate}}', locale: 'en-GB'});
	t.like(issued(draft, issue), {notes: 'No. INV-2026-0007', terms: 'Due 6 December 2026'});
});

const taxOf = (currency: string, tax: number, accountCurrency: string, exchangeRate: string | null) => {
	const content = contentOf({
		currency,
		cashRounding: 1,
		lines: [lineOf({quantity: '1', unitAmount: tax * 5, taxRates: [{...vat19, percent: '20'}]})],
	});
	return issued(draftOf({accountCurrency, exchangeRate}, content), issue).taxTotalAccount;
};

const rates: readonly [string, number, string, string | null, number | null][] = [
	['USD', 1000, 'EUR', '0.9173', 917],
	['USD', 1000, 'EUR', '0.9175', 918],
	['EUR', 1900, 'JPY', '162.5', 3088],
	['EUR', 1900, 'JPY', '162', 3078],
	['JPY', 3088, 'EUR', '0.0061538462', 1900],
	['KWD', 1000, 'EUR', '2.95', 295],
	['KWD', 1, 'EUR', '2.95', 0],
	['EUR', 295, 'KWD', '0.3389830508', 1000],
	['JPY', 1000, 'KWD', '0.0021', 2100],
	['KWD', 1000, 'JPY', '510.1234567891', 510],
	['EUR', 100_000_000_000, 'USD', '1.0833333333', 108_333_333_330],
	['USD', 1000, 'EUR', null, null],
];
for (const [from, tax, to, rate, expected] of rates) {
	test(`the tax of ${tax} ${from} at ${rate ?? 'no rate'} is frozen as ${expected ?? 'nothing'} in minor units of ${to}`, (t) => {
		t.is(taxOf(from, tax, to, rate), expected);
	});
}

test('a charge of a later cycle starts from nothing', (t) => {
	t.like(scheduledCharge(later, 4), {cycle: 4, attempt: 0, intentId: null, chargeId: null, lastDeclineCode: null});
});
