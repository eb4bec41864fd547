// Also proves documents/core/hosted-details.ts, documents/core/public-invoice.ts and documents/core/page-styles.ts.
import test from 'ava';
import {
	hostedPage,
	missingPage,
	unavailablePage,
	type Visit,
} from '../../../../functions/documents/core/hosted-page.ts';
import {publicInvoice} from '../../../../functions/documents/core/public-invoice.ts';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {PublicInvoice} from '../../../../schemas/public-invoice.ts';
import {elementsOf, hostileTexts, shapeOf} from '../hostile.ts';
import {contentOf, invoiceOf, lineOf, partyOf, sellerOf, vat7} from '../printed.ts';

const token = '8hJ2kLmN-9pQ3vRtY-Zm9vYmFyYmF6cXV4cXV1eA';
const url = `https://app.example/i/${token}`;
const visit: Visit = {token, host: 'app.example', isConfirming: false, part: null, logo: null};
const now = '2026-11-25T10:00:00.000Z';

const opened = (invoice: InvoiceDocument, more = {}) => ({invoice, seller: sellerOf(), party: partyOf(), url, ...more});
const pageOf = (invoice: InvoiceDocument, visiting: Partial<Visit> = {}, at = now, more = {}) =>
	hostedPage(publicInvoice(opened(invoice, more), at), opened(invoice, more), {...visit, ...visiting});
const paid = {status: 'paid', amountPaid: 23800, amountDue: 0, paidAt: '2026-12-01T10:00:00.000Z'} as const;
const charge = scheduledCharge('2026-12-01T08:00:00.000Z');
const payForm = `action="/api/v1/public/invoices/${token}/checkout"`;

for (const [what, invoice, state, words, isPayable] of [
	['open', invoiceOf(), 'open', ['Open', 'Due 6 December 2026', 'Pay €238.00'], true],
	['overdue', invoiceOf({dueDate: '2026-11-24'}), 'overdue', ['Overdue', 'Overdue since 24 November 2026'], true],
	[
		'partly paid',
		invoiceOf({amountPaid: 5000, amountDue: 18800}),
		'open',
		['€50.00 of it is already paid', 'Pay €188.00'],
		true,
	],
	['to be charged by itself', invoiceOf({charge}), 'open', ['charged on 1 December 2026'], true],
	[
		'failed',
		invoiceOf({charge: {...charge, state: 'failed', lastDeclineCode: 'expired_card'}}),
		'open',
		['The last payment failed: the card has expired.'],
		true,
	],
	[
		'being charged',
		invoiceOf({charge: {...charge, state: 'processing'}}),
		'processing',
		['Processing', 'A payment is on its way'],
		false,
	],
	[
		'of unknown outcome',
		invoiceOf({charge: {...charge, state: 'unknown'}}),
		'processing',
		['A payment is on its way'],
		false,
	],
	['paid', invoiceOf(paid), 'paid', ['Paid. Thank you!', 'Paid on 1 December 2026'], false],
	[
		'credited',
		invoiceOf({status: 'paid', amountDue: 0, amountCredited: 23800}),
		'settled',
		['Nothing is left to pay'],
		false,
	],
	['void', invoiceOf({status: 'void', amountDue: 0}), 'void', ['Void', 'This invoice was cancelled'], false],
	[
		'written off',
		invoiceOf({status: 'uncollectible', amountDue: 0, amountWrittenOff: 23800}),
		'overdue',
		['Pay €238.00'],
		true,
	],
	['without a card provider', invoiceOf({stripeOn: null}), 'open', ['By bank transfer'], false],
] as const) {
	test(`the page of an invoice that is ${what} says so, and offers what can be done`, (t) => {
		const page = pageOf(invoice);
		t.is(publicInvoice(opened(invoice), now).state, state);
		for (const word of words) t.true(page.includes(word), word);
		t.is(page.includes(payForm), isPayable);
		t.is(page.includes('class="code"'), state === 'open' || state === 'overdue');
		t.true(page.includes(`href="https://app.example/api/v1/public/invoices/${token}/pdf"`));
	});
}

test('the data of the page fits its schema', (t) => {
	t.notThrows(() => PublicInvoice.parse(publicInvoice(opened(invoiceOf()), now)));
});

test('a due date is a day in the invoice’s zone', (t) => {
	const at = (instant: string) => publicInvoice(opened(invoiceOf({dueDate: '2026-12-06'})), instant).state;
	t.is(at('2026-12-06T22:59:59.000Z'), 'open');
	t.is(at('2026-12-06T23:00:00.000Z'), 'overdue');
});

test('back from paying, the page asks to look again instead of paying twice', (t) => {
	const page = pageOf(invoiceOf(), {isConfirming: true});
	t.true(page.includes('Payment is being confirmed'));
	t.true(page.includes(`href="/i/${token}?paid=1"`));
	t.false(page.includes(payForm));
	t.false(page.includes('class="code"'));
});

test('a part is confirmed before it is paid; what cannot be read is said beside the field', (t) => {
	const chosen = pageOf(invoiceOf(), {part: {text: '50', amount: 5000}});
	t.true(chosen.includes('<input type="hidden" name="amount" value="5000">'));
	t.true(chosen.includes('Pay €50.00'));
	const wrong = pageOf(invoiceOf(), {part: {text: '9,999', amount: null}});
	t.false(wrong.includes('type="hidden"'));
	t.true(wrong.includes('Please enter an amount up to €238.00.'));
	t.regex(wrong, /aria-invalid="true" aria-describedby="wrong"/);
});

test('no text of anybody becomes an element or an attribute of the page', (t) => {
	const pageWith = (text: string) =>
		pageOf(
			invoiceOf(
				{number: text, notes: text, terms: text, purchaseOrder: text, buyerReference: text},
				contentOf({
					lines: [lineOf({description: text, unit: text.slice(0, 20), discounts: [{percent: '5', description: text}]})],
					discounts: [{percent: '1', description: text}],
					charges: [{id: 'lin_0500', description: text, amount: 100, taxRates: [{...vat7, name: text}]}],
				}),
			),
			{part: {text, amount: null}},
			now,
			{
				seller: sellerOf({
					name: text,
					legalName: text,
					address: {line1: text, city: text},
					taxIds: [{type: text.slice(0, 20), value: text.slice(0, 40)}],
					bank: {iban: 'DE89370400440532013000', name: text.slice(0, 70)},
				}),
				party: partyOf({
					name: text,
					billingAddress: {line1: text, line2: text, city: text, region: text},
					taxId: text.slice(0, 40),
				}),
			},
		);
	const plain = new Set(shapeOf(pageWith('Plain words')));
	for (const text of hostileTexts) {
		const page = pageWith(text);
		t.deepEqual(
			shapeOf(page).filter((element) => !plain.has(element)),
			[],
			text,
		);
		t.is(shapeOf(page).length, shapeOf(pageWith('Plain words')).length, text);
	}
});

test('the page has no script, no inline style, and asks nobody else for anything', (t) => {
	for (const page of [pageOf(invoiceOf()), missingPage('en'), unavailablePage('de')]) {
		const elements = elementsOf(page);
		for (const {name, attributes} of elements) {
			t.false(['script', 'link', 'iframe', 'object', 'embed', 'base'].includes(name), name);
			t.false(attributes.some((attribute) => attribute === 'style' || attribute.startsWith('on')));
		}
		t.notRegex(page, /url\(|@import|javascript:/);
	}
});

test('the largest invoice there can be stays within 60 kB with few lines, and the page grows only by its lines', (t) => {
	t.true(
		Buffer.byteLength(
			pageOf(invoiceOf({notes: 'n'.repeat(4000), terms: 't'.repeat(4000)}), {
				logo: `data:image/png;base64,${'A'.repeat(24_000)}`,
			}),
		) < 60_000,
	);
});

test('the page is in the language of the document', (t) => {
	const page = pageOf(invoiceOf({locale: 'de-DE'}));
	t.true(page.startsWith('<!doctype html>\n<html lang="de">'));
	t.true(page.includes('Fällig am 6. Dezember 2026'));
	t.true(missingPage('de').includes('Diese Seite gibt es nicht'));
});
