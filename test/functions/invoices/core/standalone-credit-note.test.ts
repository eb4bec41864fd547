import test from 'ava';
import {standaloneCreditNote} from '../../../../functions/invoices/core/standalone-credit-note.ts';
import {untouched} from '../../../../functions/invoices/core/untouched.ts';
import {CreditNoteDocument} from '../../../../schemas/invoice.ts';
import {contentOf, invoiceOf, lineOf} from '../../documents/printed.ts';

const now = '2026-12-01T08:00:00.000Z';
const facts = {
	id: 'crn_0001',
	number: 'CN-2026-0001',
	seriesId: 'ser_0002',
	sellerVersion: 4,
	issueDate: '2026-12-01',
	reason: 'Goodwill',
	notify: true,
	now,
};
const template = {id: 'tpl_0001', version: 1, epoch: 1, k: 3};
const draft = invoiceOf(
	{...untouched, template, runId: 'run_0001'},
	contentOf({cashRounding: 100, lines: [lineOf({quantity: '1', unitAmount: 8001})]}),
);

test('a note over no invoice carries its own content and totals, and all of it becomes the customer’s credit', (t) => {
	const note = standaloneCreditNote(draft, facts);
	t.like(note, {
		id: 'crn_0001',
		number: 'CN-2026-0001',
		seriesId: 'ser_0002',
		sellerVersion: 4,
		issueDate: '2026-12-01',
		reason: 'Goodwill',
		cause: 'standalone',
		invoiceId: null,
		invoiceNumber: null,
		invoiceIssueDate: null,
		credit: null,
		refundId: null,
		customerId: draft.customerId,
		accountId: draft.accountId,
		total: 9500,
		balanceAmount: 9500,
		createdAt: now,
	});
	t.deepEqual([note.content, note.totals], [draft.content, draft.totals]);
	t.deepEqual(CreditNoteDocument.parse(note), note);
});

test('it posts revenue, tax and rounding against the credit balance, no receivable (invariants 11, 12)', (t) => {
	const {postings, rounding} = standaloneCreditNote(draft, facts);
	t.is(rounding, -21);
	t.deepEqual(
		postings.map(({ledger, debit, credit}) => [ledger, debit - credit]),
		[
			['revenue', 8001],
			['tax', 1520],
			['rounding', -21],
			['customer_credit', -9500],
		],
	);
	t.is(
		postings.reduce((sum, {debit, credit}) => sum + debit - credit, 0),
		0,
	);
});

test('it says which period of which template and which run it comes from', (t) => {
	t.like(standaloneCreditNote(draft, facts), {template, runId: 'run_0001'});
	t.like(standaloneCreditNote({...draft, template: null, runId: null}, facts), {template: null, runId: null});
});

test('endpoints hear of it where the series says so, in the shard of its account', (t) => {
	t.deepEqual(standaloneCreditNote(draft, facts).pending, [
		{step: 'creditNote.notify', at: now, kind: 'invoice.credited'},
	]);
	t.deepEqual(standaloneCreditNote(draft, {...facts, notify: false}).pending, []);
	t.is(standaloneCreditNote({...draft, actShard: 'T:acc_0001'}, facts).actShard, 'T:acc_0001');
});
