// Proves documents/render-pdf.ts with documents/fonts.ts and the layout: documents/layout/pen.ts, documents/layout/head.ts,
// documents/layout/table.ts, documents/layout/sums.ts, documents/layout/foot.ts.
import {createHash} from 'node:crypto';
import test from 'ava';
import {invoiceModel} from '../../../functions/documents/core/document-model.ts';
import {renderPdf} from '../../../functions/documents/render-pdf.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {picture} from './picture.ts';
import {contentOf, invoiceOf, lineOf, partyOf, sellerOf, vat7, vat19} from './printed.ts';
import {textOf} from './read-pdf.ts';

const modelOf = (invoice: InvoiceDocument, more = {}) =>
	invoiceModel(invoice, {seller: sellerOf(), party: partyOf(), hostedUrl: 'https://app.example/i/a-b-c', ...more});
const long = contentOf({
	lines: Array.from({length: 60}, (_, index) =>
		lineOf({id: `lin_1${String(index).padStart(3, '0')}`, description: `Sprint number ${index}\nreview and hand-over`}),
	),
});

test('the same document gives the same bytes', async (t) => {
	const model = modelOf(invoiceOf());
	const [one, other] = await Promise.all([renderPdf(model, null), renderPdf(model, null)]);
	t.is(hash(one), hash(other));
	const later = modelOf(invoiceOf({updatedAt: '2027-01-01T00:00:00.000Z', version: 7}));
	t.is(hash(await renderPdf(later, null)), hash(one));
});

test('another document gives other bytes', async (t) => {
	const one = await renderPdf(modelOf(invoiceOf()), null);
	const other = await renderPdf(modelOf(invoiceOf({number: 'INV-2026-0043'})), null);
	t.not(hash(one), hash(other));
});

test('whoever copies text from the PDF gets what the model says', async (t) => {
	const content = contentOf({
		lines: [
			lineOf({description: 'Fußbodenpflege Łódź\nΩμέγα · Привет', discounts: [{percent: '10', description: 'Treue'}]}),
			lineOf({id: 'lin_0002', taxRates: [vat7], quantity: '1234.5'}),
		],
		charges: [{id: 'lin_0500', description: 'Versand', amount: 590, taxRates: [vat19]}],
	});
	const invoice = invoiceOf(
		{locale: 'de-DE', notes: 'Vielen Dank!', terms: 'Ohne Abzug.', purchaseOrder: 'PO-7'},
		content,
	);
	const model = modelOf(invoice, {party: partyOf({deliveryAddress: {line1: 'Tor 4', city: 'Hamburg'}})});
	const text = textOf(await renderPdf(model, null));
	const expected = [
		model.heading,
		model.headline,
		...model.seller.lines,
		...model.buyer.lines,
		...(model.delivery?.lines ?? []),
		...model.facts.flatMap(({label, value}) => [label, value]),
		...model.lines.flatMap(({description, details, quantity, price, tax, amount}) => [
			...description.split('\n'),
			...details,
			quantity,
			price,
			tax,
			amount,
		]),
		...[...model.sums, ...model.taxes, ...model.afterTax, model.total].flatMap(({label, amount}) => [label, amount]),
		...(model.payment?.rows ?? []).flatMap(({label, value}) => [label, value]),
		...model.texts.flatMap(({heading, text: body}) => [heading, body]),
		model.page(1, 1),
	];
	for (const part of expected) t.true(text.includes(part), `${part} is not in the text`);
});

test('a long invoice breaks over pages, repeats the head of its table and counts its pages', async (t) => {
	const text = textOf(await renderPdf(modelOf(invoiceOf({}, long)), null));
	const pages = text.split('\f');
	t.true(pages.length > 2);
	for (const [index, page] of pages.entries()) t.true(page.includes(`Page ${index + 1} of ${pages.length}`));
	for (const page of pages.slice(0, -1)) t.true(page.includes('Unit price'));
	for (let line = 0; line < 60; line++) t.true(text.includes(`Sprint number ${line}`));
});

test('a description longer than a page is printed whole', async (t) => {
	const words = Array.from({length: 190}, (_, index) => `w${index}`);
	const content = contentOf({lines: [lineOf({description: words.join('\n')})]});
	const text = textOf(await renderPdf(modelOf(invoiceOf({}, content)), null));
	t.true(text.includes('\f'));
	t.deepEqual(
		words.filter((word) => !text.includes(word)),
		[],
	);
});

for (const [what, hostile] of [
	['markup in a title', '<x:xmpmeta>&amp;'],
	['invisible marks', 'a\u202eb\u200bc\ufeffd'],
	['letters that no font of ours has', '漢字 العربية 😀'],
	['nothing but blanks', '   \n\t\n  '],
	['a word without end', 'x'.repeat(1990)],
	['all line ends there are', 'a\r\nb\rc\u2028d\u2029e'],
] as const) {
	test(`a document is printed whatever stands in it: ${what}`, async (t) => {
		const content = contentOf({lines: [lineOf({description: hostile})]});
		const invoice = invoiceOf({number: 'A<B>&C', notes: hostile, terms: hostile}, content);
		const bytes = await renderPdf(
			modelOf(invoice, {party: partyOf({name: hostile.replace(/\s+/g, ' ').slice(0, 99)})}),
			null,
		);
		t.regex(Buffer.from(bytes.subarray(0, 8)).toString('latin1'), /^%PDF-1\.7/);
		t.false(Buffer.from(bytes).toString('latin1').includes('A<B>'));
	});
}

test('a logo with transparency is placed, and the bytes stay the same', async (t) => {
	const logo = {bytes: picture(64, 24), width: 64, height: 24};
	const model = modelOf(invoiceOf());
	const one = await renderPdf(model, logo);
	t.is(hash(one), hash(await renderPdf(model, logo)));
	t.true(Buffer.from(one).toString('latin1').includes('/SMask'));
});

test('the document is tagged, titled and in its own language for those who have it read to them', async (t) => {
	const bytes = Buffer.from(await renderPdf(modelOf(invoiceOf({locale: 'de-DE'})), null)).toString('latin1');
	for (const mark of [
		'/Marked true',
		'/StructTreeRoot',
		'/Lang (de)',
		'/DisplayDocTitle true',
		'/S /Table',
		'/Scope /Column',
	])
		t.true(bytes.includes(mark), mark);
});

test('the paper is the seller’s', async (t) => {
	const american = modelOf(invoiceOf(), {seller: sellerOf({country: 'US'})});
	t.true(
		Buffer.from(await renderPdf(american, null))
			.toString('latin1')
			.includes('[0 0 612 792]'),
	);
});

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
