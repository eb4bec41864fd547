/** A credit note as it is printed. One over an invoice names what it takes back by that invoice's lines. */
import type {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PricedDocument} from '../../../schemas/lines.ts';
import type {Party, Seller} from '../../../schemas/parties.ts';
import {invariant} from '../../kernel/invariant.ts';
import {buyerOf, deliveryOf, sellerFooter, sellerParty} from './address.ts';
import {paperOf} from './document-model.ts';
import {formatsOf} from './formats.ts';
import type {Labelled, Printable, PrintedLine} from './printable.ts';
import {creditedLinesOf, linesOf, type Writing} from './printed-lines.ts';
import {totalsOf} from './printed-totals.ts';
import {statutoryTexts} from './statutory.ts';
import {type Words, wordsOf} from './words.ts';

export type CreditNoteFacts = {
	readonly seller: Seller;
	readonly party: Party | undefined;
	/** What the credited invoice billed; null for a standalone note, which has lines of its own. */
	readonly invoice: Pick<InvoiceDocument, 'content'> | null;
};

/** The printable form of a credit note, in the language and with the formats of its locale. */
export const creditNoteModel = (note: CreditNoteDocument, {seller, party, invoice}: CreditNoteFacts): Printable => {
	const words = wordsOf(note.locale);
	const formats = formatsOf(note.locale, note.currency);
	const writing = {words, formats};
	const heading = creditTitleOf(note, words);
	const {content, lines} = billed(note, invoice, writing);
	const amount = formats.money(note.total);
	return {
		language: words.language,
		paper: paperOf(seller),
		title: words.numbered(heading, note.number),
		heading,
		headline: words.credited(amount),
		sellerName: seller.name,
		seller: sellerParty(seller, words, formats),
		logo: seller.logo ?? null,
		buyer: buyerOf(party, seller.country, words, formats),
		delivery: deliveryOf(party, seller.country, words, formats),
		facts: factsOf(note, writing),
		columns: {
			description: words.description,
			quantity: words.quantity,
			price: content.taxInclusive ? words.unitPriceGross : words.unitPrice,
			tax: note.taxes.length > 0 ? words.tax : null,
			amount: note.taxes.length > 0 ? words.netAmount(note.currency) : words.amount(note.currency),
		},
		lines,
		...totalsOf(note.content ?? {discounts: [], charges: []}, note.totals ?? {charges: []}, note, writing),
		total: {label: words.totalCredited, amount},
		accountTax: null,
		statutory: statutoryTexts(note.taxes, content, words),
		payment: null,
		texts: [],
		footer: sellerFooter(seller, words, formats),
		page: words.page,
		createdAt: note.createdAt,
	};
};

export const creditTitleOf = ({cause}: Pick<CreditNoteDocument, 'cause'>, words: Words): string =>
	cause === 'cancellation' ? words.cancellation : words.creditNote;

const billed = (
	note: CreditNoteDocument,
	invoice: CreditNoteFacts['invoice'],
	writing: Writing,
): {readonly content: PricedDocument; readonly lines: readonly PrintedLine[]} => {
	if (note.content !== null && note.totals !== null)
		return {content: note.content, lines: linesOf(note.content, note.totals, writing)};
	invariant(note.credit !== null && invoice !== null, 'a credit note has lines of its own or those of an invoice');
	return {content: invoice.content, lines: creditedLinesOf(note.credit.lines, invoice.content, writing)};
};

const factsOf = (note: CreditNoteDocument, {words, formats}: Writing): readonly Labelled[] => {
	const {number, issueDate, invoiceNumber, invoiceIssueDate, reason} = note;
	const dated = invoiceIssueDate === null ? '' : ` (${formats.shortDate(invoiceIssueDate)})`;
	return [
		{label: words.number, value: number},
		{label: words.issueDateOfCredit, value: formats.date(issueDate)},
		...(invoiceNumber === null ? [] : [{label: words.originalInvoice, value: `${invoiceNumber}${dated}`}]),
		...(reason ? [{label: words.reason, value: reason}] : []),
	];
};
