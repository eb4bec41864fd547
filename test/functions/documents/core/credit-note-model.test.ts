import test from 'ava';
import {creditNoteModel} from '../../../../functions/documents/core/credit-note-model.ts';
import {credit} from '../../../../functions/invoices/core/credit.ts';
import {creditableOf} from '../../../../functions/invoices/core/credit-note.ts';
import {contentOf, creditNoteOf, invoiceOf, lineOf, partyOf, sellerOf, vat7} from '../printed.ts';

const parties = {seller: sellerOf(), party: partyOf()};

test('a note over an invoice names what it takes back by that invoice’s lines and refers to it', (t) => {
	const invoice = invoiceOf({}, contentOf({lines: [lineOf(), lineOf({id: 'lin_0002', taxRates: [vat7]})]}));
	const taken = credit(creditableOf(invoice), [], [{lineId: 'lin_0001', quantity: '1'}]);
	if (!taken.ok) return t.fail(taken.refusal.code);
	const {subtotal, taxTotal, rounding, total, taxes} = taken.value;
	const model = creditNoteModel(
		creditNoteOf({
			cause: 'credit',
			invoiceId: invoice.id,
			invoiceNumber: invoice.number,
			invoiceIssueDate: invoice.issueDate,
			content: null,
			totals: null,
			credit: taken.value,
			taxes,
			subtotal,
			discountTotal: 0,
			chargeTotal: 0,
			taxTotal,
			rounding,
			total,
		}),
		{...parties, invoice},
	);
	t.is(model.title, 'Credit note CN-2026-0007');
	t.deepEqual(
		model.lines.map(({description, quantity, amount}) => [description, quantity, amount]),
		[['Website care, November', '1 h', '80.00']],
	);
	t.is(model.total.amount, '€95.20');
	t.deepEqual(
		model.facts.map(({value}) => value),
		['CN-2026-0007', '22 November 2026', 'INV-2026-0042 (22 Nov 2026)', 'Goodwill'],
	);
});

test('a standalone note prints lines of its own', (t) => {
	const model = creditNoteModel(creditNoteOf({locale: 'de-DE'}), {...parties, invoice: null});
	t.is(model.heading, 'Gutschrift');
	t.is(model.lines[0]?.description, 'Website care, November');
	t.is(model.payment, null);
});

test('what cancels an invoice is called so', (t) => {
	const model = creditNoteModel(creditNoteOf({cause: 'cancellation', locale: 'de-DE'}), {...parties, invoice: null});
	t.is(model.heading, 'Stornorechnung');
});
