// Also proves documents/core/printed-lines.ts, documents/core/printed-totals.ts, documents/core/address.ts and documents/core/printable.ts.
import test from 'ava';
import fc from 'fast-check';
import {invoiceModel} from '../../../../functions/documents/core/document-model.ts';
import {formatsOf} from '../../../../functions/documents/core/formats.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {contentOf, invoiceOf, lineOf, partyOf, sellerOf, vat7, vat19} from '../printed.ts';

const facts = {seller: sellerOf(), party: partyOf(), hostedUrl: 'https://app.example/i/a-b-c'};
const printed = (invoice: InvoiceDocument, more: Partial<typeof facts> = {}) =>
	invoiceModel(invoice, {...facts, ...more});

test('every amount on paper is the stored one', (t) => {
	const content = contentOf({
		lines: [
			lineOf({discounts: [{percent: '10'}]}),
			lineOf({id: 'lin_0002', quantity: '3', unitAmount: '2990.5', taxRates: [vat7]}),
			lineOf({id: 'lin_0003', taxRates: [], quantity: '-1', unitAmount: 500}),
		],
		discounts: [{percent: '5', description: 'Early bird'}],
		charges: [{id: 'lin_0500', description: 'Packing', amount: 590, taxRates: [vat19]}],
		cashRounding: 5,
	});
	const invoice = invoiceOf({}, content);
	const {totals} = invoice;
	const {money, figure} = formatsOf(invoice.locale, 'EUR');
	const model = printed(invoice);
	t.deepEqual(
		model.lines.map(({amount}) => amount),
		totals.lines.map(({net}) => figure(net)),
	);
	t.deepEqual(
		model.taxes.map(({taxable, amount}) => [taxable, amount]),
		totals.taxes.map(({taxable, tax}) => [money(taxable), money(tax)]),
	);
	t.deepEqual(
		model.sums.map(({amount}) => amount),
		[
			totals.subtotal,
			-totals.discountTotal,
			totals.charges[0]?.net ?? 0,
			totals.subtotal - totals.discountTotal + totals.chargeTotal,
		].map(money),
	);
	t.is(model.total.amount, money(totals.total));
	t.deepEqual(model.afterTax, totals.rounding === 0 ? [] : [{label: 'Rounding', amount: money(totals.rounding)}]);
});

test('whatever is billed, the printed figures are those of the totals', (t) => {
	const line = fc.record({
		quantity: fc.integer({min: -50, max: 500}).map(String),
		unitAmount: fc.integer({min: 0, max: 1_000_000}),
		taxed: fc.constantFrom([vat19], [vat7], []),
	});
	fc.assert(
		fc.property(fc.array(line, {minLength: 1, maxLength: 12}), fc.boolean(), (lines, taxInclusive) => {
			const content = contentOf({
				taxInclusive,
				lines: lines.map(({quantity, unitAmount, taxed}, index) =>
					lineOf({id: `lin_000${index.toString(36)}`, quantity, unitAmount, taxRates: [...taxed]}),
				),
			});
			const invoice = invoiceOf({}, content);
			const {money, figure} = formatsOf(invoice.locale, 'EUR');
			const model = printed(invoice);
			t.is(model.total.amount, money(invoice.totals.total));
			t.deepEqual(
				model.lines.map(({amount}) => amount),
				invoice.totals.lines.map(({net}) => figure(net)),
			);
		}),
		{numRuns: 60},
	);
});

test('a line shows its discounts and surcharges, its period, and its price with tax where that was entered', (t) => {
	const line = lineOf({
		discounts: [{percent: '10', description: 'Loyalty'}],
		charges: [{description: 'Night work', amount: 500}],
		period: {start: '2026-11-01', end: '2026-11-30'},
	});
	const net = printed(invoiceOf({}, contentOf({lines: [line]})));
	t.deepEqual(net.lines[0]?.details, ['1 Nov 2026 – 30 Nov 2026', 'Loyalty (10%): −20.00', 'Night work: 5.00']);
	const gross = printed(invoiceOf({}, contentOf({taxInclusive: true, lines: [line]})));
	t.is(gross.lines[0]?.details.at(-1), '185.00 including tax');
	t.is(gross.columns.price, 'Price incl. tax');
});

test('nothing that moves after issue changes the document', (t) => {
	const issued = invoiceOf();
	const later = invoiceOf({
		status: 'paid',
		amountDue: 0,
		amountPaid: issued.total,
		paidAt: '2026-12-01T00:00:00.000Z',
		updatedAt: '2026-12-01T00:00:00.000Z',
		delivery: {state: 'sent', sentAt: '2026-12-01T00:00:00.000Z', count: 3},
		metadata: {a: 'b'},
		internalNotes: 'do not print me',
		version: 9,
	});
	const shown = (invoice: InvoiceDocument) => ({...printed(invoice), page: null});
	t.deepEqual(shown(later), shown(issued));
});

test('a draft says that it is one, has no link, no code and keeps the placeholder of its number', (t) => {
	const draft = printed(
		invoiceOf({status: 'draft', number: null, issuedAt: null, notes: 'No. {{number}}, due {{dueDate}}'}),
		{hostedUrl: undefined},
	);
	t.is(draft.title, 'Invoice (draft)');
	t.is(draft.payment?.code, null);
	t.deepEqual(draft.texts, [{heading: 'Notes', text: 'No. {{number}}, due 6 December 2026'}]);
});

test('placeholders in the seller’s own texts are filled in when they are printed', (t) => {
	const seller = sellerOf({terms: 'Pay {{number}} by {{dueDate}}, for {{period.month}}.'});
	const invoice = invoiceOf({locale: 'de-DE', period: {start: '2026-11-01', end: '2026-11-30'}});
	t.is(printed(invoice, {seller}).texts[0]?.text, 'Pay INV-2026-0042 by 6. Dezember 2026, for November.');
	t.deepEqual(printed(invoiceOf({terms: ''}), {seller}).texts, []);
});

test('payment by transfer names the account, the reference and a code; a saved card needs neither', (t) => {
	const transfer = printed(invoiceOf()).payment;
	t.deepEqual(
		transfer?.rows.map(({value}) => value),
		['Atelier Nord GmbH', 'DE89 3704 0044 0532 0130 00', 'COBADEFFXXX', 'INV-2026-0042'],
	);
	t.regex(transfer?.code?.text ?? '', /EUR238\.00/);
	const card = printed(invoiceOf({autoCharge: true})).payment;
	t.deepEqual(card?.rows, []);
	t.is(card?.code, null);
	t.is(printed(invoiceOf({}, contentOf({lines: [lineOf({unitAmount: 0})]}))).payment, null);
	t.is(printed(invoiceOf({}, contentOf({currency: 'USD'}))).payment?.code, null);
	t.is(printed(invoiceOf(), {seller: sellerOf({bank: null})}).payment?.link?.url, facts.hostedUrl);
});

test('tax is also shown in the account’s currency where the document has another', (t) => {
	const invoice = invoiceOf(
		{accountCurrency: 'EUR', exchangeRate: '0.92', taxTotalAccount: 3496},
		contentOf({currency: 'USD'}),
	);
	t.deepEqual(printed(invoice).accountTax, {label: 'Total tax in EUR (at 1 USD = 0.92 EUR)', value: '€34.96'});
	t.is(printed(invoiceOf()).accountTax, null);
});

test('addresses follow their country’s order; abroad, the country is named in the document’s language', (t) => {
	const lines = (locale: string, billingAddress: object) =>
		printed(invoiceOf({locale}), {party: partyOf({taxId: null, billingAddress})}).buyer.lines.slice(1);
	t.deepEqual(lines('de-DE', {line1: 'Hafenstraße 3', postalCode: '20359', city: 'Hamburg', country: 'DE'}), [
		'Hafenstraße 3',
		'20359 Hamburg',
	]);
	t.deepEqual(lines('de-DE', {line1: '1 Main St', city: 'Boston', region: 'MA', postalCode: '02108', country: 'US'}), [
		'1 Main St',
		'Boston, MA 02108',
		'Vereinigte Staaten',
	]);
});

test('American and Canadian sellers print on Letter, all others on A4', (t) => {
	const paper = (country: string) => printed(invoiceOf(), {seller: sellerOf({country})}).paper;
	t.deepEqual(['US', 'CA', 'DE', 'MX', 'GB'].map(paper), ['LETTER', 'LETTER', 'A4', 'A4', 'A4']);
});

test('a party whose key is destroyed is named as erased', (t) => {
	t.deepEqual(printed(invoiceOf(), {party: undefined}).buyer.lines, ['Details erased']);
});

test('German sellers always print a date of supply', (t) => {
	const labels = (seller: typeof facts.seller) => printed(invoiceOf(), {seller}).facts.map(({label}) => label);
	t.true(labels(sellerOf()).includes('Date of supply'));
	t.false(labels(sellerOf({country: 'FR'})).includes('Date of supply'));
});
