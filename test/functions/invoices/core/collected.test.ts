import test from 'ava';
import {collectedOf, marked} from '../../../../functions/invoices/core/collected.ts';
import {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {invoiceOf} from '../../documents/printed.ts';

test('a document older than collecting has nothing collected', (t) => {
	t.deepEqual(collectedOf(invoiceOf()), {
		reminded: [],
		remindedOn: null,
		isOverdueTold: false,
		lateFee: null,
		finalAction: null,
	});
});

test('a mark keeps what was marked before', (t) => {
	const once = marked(invoiceOf(), {isOverdueTold: true});
	const twice = marked(once, {reminded: [5], remindedOn: '2026-12-11'});
	t.like(collectedOf(twice), {isOverdueTold: true, reminded: [5], remindedOn: '2026-12-11'});
	t.deepEqual(InvoiceDocument.parse(twice), twice);
});
