import test from 'ava';
import {asInput} from '../../../../functions/invoices/core/as-input.ts';
import {InvoiceInput} from '../../../../schemas/invoice.ts';
import {contentOf, invoiceOf, lineOf, vat7, vat19} from '../../documents/printed.ts';

const content = contentOf({
	taxInclusive: true,
	cashRounding: 5,
	lines: [lineOf({taxRates: [vat19], discounts: [{percent: '10'}]}), lineOf({id: 'lin_0002', taxRates: []})],
	discounts: [{amount: 100, taxRateIds: ['tax_0019']}],
	charges: [{id: 'lin_0500', description: 'Freight', amount: 500, taxRates: [vat7]}],
});

const invoice = invoiceOf(
	{
		exchangeRate: '0.9',
		supplyDate: '2026-11-20',
		period: {start: '2026-11-01', end: '2026-11-30'},
		purchaseOrder: 'PO 7',
		buyerReference: '04011000-12345-34',
		deductInvoiceIds: ['inv_0002'],
		notes: 'Danke',
		terms: 'Netto',
		internalNotes: 'call them',
		metadata: {project: 'x'},
		number: 'INV-1',
		amountPaid: 1,
	},
	content,
);

test('an issued invoice reads as what a person would have entered, rates by their ids', (t) => {
	const input = asInput(invoice);
	t.like(input, {
		customerId: invoice.customerId,
		kind: 'invoice',
		currency: 'EUR',
		exchangeRate: '0.9',
		paymentTerms: {days: 14, from: 'issue'},
		supplyDate: '2026-11-20',
		period: {start: '2026-11-01', end: '2026-11-30'},
		cashRounding: 5,
		taxInclusive: true,
		seriesId: invoice.seriesId,
		purchaseOrder: 'PO 7',
		buyerReference: '04011000-12345-34',
		deductInvoiceIds: ['inv_0002'],
		notes: 'Danke',
		terms: 'Netto',
		metadata: {project: 'x'},
		discounts: content.discounts,
	});
	t.deepEqual(
		input.lines.map(({taxRateIds}) => taxRateIds),
		[['tax_0019'], []],
	);
	t.like(input.charges[0], {description: 'Freight', amount: 500, taxRateIds: ['tax_0007']});
});

test('the copy is accepted as it is: it carries no ids, number or sums of the original', (t) => {
	const input = asInput(invoice);
	t.deepEqual(InvoiceInput.parse(input), input);
	t.false(input.lines.some((line) => 'id' in line || 'taxRates' in line));
	t.false(input.charges.some((charge) => 'id' in charge || 'taxRates' in charge));
});

test('dates of issue and payment and internal notes stay with the original', (t) => {
	t.like(asInput(invoice), {issueDate: null, dueDate: null, internalNotes: null});
});

test('of a draft the copy is what was entered, without its dates', (t) => {
	const draft = {...asInput(invoice), notes: 'as entered', issueDate: '2026-11-01', dueDate: '2026-11-30'};
	t.deepEqual(asInput(invoiceOf({status: 'draft', draft}, content)), {...draft, issueDate: null, dueDate: null});
});

test('a copy of a prepayment is one, a copy of a late fee is an ordinary invoice', (t) => {
	t.is(asInput({...invoice, kind: 'prepayment'}).kind, 'prepayment');
	t.is(asInput({...invoice, kind: 'late_fee'}).kind, 'invoice');
});
