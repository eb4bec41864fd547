import test from 'ava';
import {sumsOf} from '../../../../functions/invoices/core/lifecycle.ts';
import {untouched as untouchedSums} from '../../../../functions/invoices/core/settlement.ts';
import {untouched} from '../../../../functions/invoices/core/untouched.ts';
import {invoiceOf} from '../../documents/printed.ts';

test('a new document is a draft without number, dates, postings or money (invariants 7, 14)', (t) => {
	t.like(untouched, {status: 'draft', number: null, issueDate: null, issuedAt: null, paidAt: null, charge: null});
	t.deepEqual([untouched.postings, untouched.creditNoteIds, untouched.paymentIds, untouched.files], [[], [], [], []]);
	const invoice = invoiceOf({...untouched});
	t.deepEqual(sumsOf(invoice), untouchedSums(invoice.total));
});

test('nobody is told of it and nothing is charged or mailed unless whoever makes it says so (invariant 15)', (t) => {
	t.like(untouched, {notify: false, autoCharge: false, delivery: {state: 'none', sentAt: null, count: 0}});
});
