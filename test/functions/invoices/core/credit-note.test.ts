import test from 'ava';
import {credit} from '../../../../functions/invoices/core/credit.ts';
import {type CreditNoteFacts, creditableOf, creditNoteOf} from '../../../../functions/invoices/core/credit-note.ts';
import {issuePostings} from '../../../../functions/invoices/core/postings.ts';
import {CreditNoteDocument, type InvoiceDocument, type Posting} from '../../../../schemas/invoice.ts';
import type {CreditSelection} from '../../../../schemas/lines.ts';
import {contentOf, invoiceOf, lineOf, vat7} from '../../documents/printed.ts';

const now = '2026-12-01T08:00:00.000Z';
const moment = {now, today: '2026-12-01'};
const facts: CreditNoteFacts = {
	id: 'crn_0001',
	number: 'CN-2026-0001',
	seriesId: 'ser_0002',
	sellerVersion: 4,
	issueDate: '2026-12-01',
	cause: 'credit',
	reason: 'Broken',
	refundId: null,
	balanceAmount: 0,
};

const content = contentOf({
	cashRounding: 100,
	lines: [lineOf({quantity: '3', unitAmount: 3333}), lineOf({id: 'lin_0002', taxRates: [vat7], unitAmount: 1001})],
	discounts: [{percent: '7'}],
	charges: [{id: 'lin_0500', description: 'Freight', amount: 777, taxRates: [vat7]}],
});
const invoice = invoiceOf({notify: true}, content);

const creditOf = (of: InvoiceDocument, selection: readonly CreditSelection[] | null = null) => {
	const computed = credit(creditableOf(of), [], selection);
	if (!computed.ok) throw new Error(computed.refusal.code);
	return computed.value;
};
const sum = (postings: readonly Posting[]) => postings.reduce((all, {debit, credit}) => all + debit - credit, 0);

test('a note names the invoice, carries its own number and is a document that its schema allows (invariant 37)', (t) => {
	const note = creditNoteOf(invoice, creditOf(invoice), facts, moment);
	t.like(note, {
		...facts,
		accountId: invoice.accountId,
		customerId: invoice.customerId,
		invoiceId: invoice.id,
		invoiceNumber: invoice.number,
		invoiceIssueDate: invoice.issueDate,
		currency: invoice.currency,
		party: invoice.party,
		locale: invoice.locale,
		content: null,
		totals: null,
		template: null,
		runId: null,
		version: 1,
		createdAt: now,
	});
	t.deepEqual(CreditNoteDocument.parse(note), note);
});

test('the note of everything takes back what the invoice posted, ledger by ledger (invariants 11, 12)', (t) => {
	const note = creditNoteOf(invoice, creditOf(invoice), facts, moment);
	t.is(sum(note.postings), 0);
	t.not(note.rounding, 0);
	const all = [...issuePostings('2026-11-22', invoice.totals), ...note.postings];
	for (const {ledger} of all) t.is(sum(all.filter((posting) => posting.ledger === ledger)), 0);
	t.true(note.postings.every(({on, event}) => on === '2026-12-01' && event === 'credited'));
});

test('the note of a part balances too, and its sums are those of what it credits (invariant 11)', (t) => {
	const part = creditOf(invoice, [{lineId: 'lin_0001', quantity: '1'}]);
	const note = creditNoteOf(invoice, part, facts, moment);
	t.is(sum(note.postings), 0);
	t.like(note, {credit: part, subtotal: part.subtotal, taxTotal: part.taxTotal, total: part.total, discountTotal: 0});
	t.deepEqual(note.taxes, part.taxes);
});

test('what goes to the balance is said, but the receivable is credited whole: the invoice posts the rest', (t) => {
	const note = creditNoteOf(invoice, creditOf(invoice), {...facts, balanceAmount: 500}, moment);
	t.is(note.balanceAmount, 500);
	const receivable = note.postings.filter(({ledger}) => ledger === 'receivable');
	t.deepEqual(
		receivable.map(({credit}) => credit),
		[invoice.total],
	);
	t.false(note.postings.some(({ledger}) => ledger === 'customer_credit'));
});

test('endpoints hear of the note where the invoice’s do', (t) => {
	const whole = creditOf(invoice);
	t.deepEqual(creditNoteOf(invoice, whole, facts, moment).pending, [
		{step: 'creditNote.notify', at: now, kind: 'invoice.credited'},
	]);
	const silent = creditNoteOf({...invoice, notify: false}, whole, facts, moment);
	t.deepEqual([silent.pending, silent.nextActAt, silent.notify], [[], null, false]);
	t.is(creditNoteOf({...invoice, actShard: 'T:acc_0001'}, whole, facts, moment).actShard, 'T:acc_0001');
});

test('an invoice is creditable line by line with its quantities and rates (invariant 10)', (t) => {
	const creditable = creditableOf(invoice);
	t.deepEqual(
		creditable.lines.map(({id, quantity, taxRates}) => [id, quantity, taxRates.map((rate) => rate.id)]),
		[
			['lin_0001', '3', ['tax_0019']],
			['lin_0002', '2.5', ['tax_0007']],
		],
	);
	t.deepEqual(
		creditable.charges.map(({id, taxRates}) => [id, taxRates.map((rate) => rate.id)]),
		[['lin_0500', ['tax_0007']]],
	);
	t.like(creditable, {total: invoice.total, rounding: invoice.totals.rounding, taxes: invoice.totals.taxes});
});
