/** An invoice as it is printed: from stored facts only, never from anything that moves after issue (rule 21). */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {Party, Seller} from '../../../schemas/parties.ts';
import {fillIssue, fillPeriod} from '../../invoices/core/placeholders.ts';
import {buyerOf, deliveryOf, legalNameOf, sellerFooter, sellerParty} from './address.ts';
import {epcText, ibanText} from './epc-qr.ts';
import {formatsOf} from './formats.ts';
import type {Labelled, Printable, PrintedPayment} from './printable.ts';
import {linesOf, type Writing} from './printed-lines.ts';
import {totalsOf} from './printed-totals.ts';
import {statutoryTexts} from './statutory.ts';
import {type Words, wordsOf} from './words.ts';

export type InvoiceFacts = {
	readonly seller: Seller;
	/** Undefined once the customer's legal key is destroyed. */
	readonly party: Party | undefined;
	/** The hosted page; null on a draft. */
	readonly hostedUrl: string | null;
};

/** The printable form of an invoice, in the language and with the formats of its locale. */
export const invoiceModel = (invoice: InvoiceDocument, {seller, party, hostedUrl}: InvoiceFacts): Printable => {
	const words = wordsOf(invoice.locale);
	const formats = formatsOf(invoice.locale, invoice.currency);
	const writing = {words, formats};
	const {content, totals} = invoice;
	const kind = titleOf(invoice, words);
	const heading = invoice.status === 'draft' ? words.draft(kind) : kind;
	return {
		language: words.language,
		paper: paperOf(seller),
		title: invoice.number === null ? heading : words.numbered(heading, invoice.number),
		heading,
		headline: headlineOf(invoice, writing),
		sellerName: seller.name,
		seller: sellerParty(seller, words, formats),
		logo: seller.logo ?? null,
		buyer: buyerOf(party, seller.country, words, formats),
		delivery: deliveryOf(party, seller.country, words, formats),
		facts: factsOf(invoice, seller, writing),
		columns: {
			description: words.description,
			quantity: words.quantity,
			price: content.taxInclusive ? words.unitPriceGross : words.unitPrice,
			tax: totals.taxes.length > 0 ? words.tax : null,
			amount: totals.taxes.length > 0 ? words.netAmount(invoice.currency) : words.amount(invoice.currency),
		},
		lines: linesOf(content, totals, writing),
		...totalsOf(content, totals, totals, writing),
		total: {label: words.total, amount: formats.money(totals.total)},
		accountTax: accountTaxOf(invoice, writing),
		statutory: statutoryTexts(totals.taxes, content, words),
		payment: paymentOf(invoice, seller, hostedUrl, writing),
		texts: textsOf(invoice, seller, words),
		footer: sellerFooter(seller, words, formats),
		page: words.page,
		createdAt: invoice.issuedAt ?? invoice.updatedAt,
	};
};

export const titleOf = ({kind}: Pick<InvoiceDocument, 'kind'>, words: Words): string =>
	kind === 'prepayment' ? words.prepayment : kind === 'late_fee' ? words.lateFee : words.invoice;

export const paperOf = ({country}: Pick<Seller, 'country'>): 'A4' | 'LETTER' =>
	country === 'US' || country === 'CA' ? 'LETTER' : 'A4';

const headlineOf = ({totals, dueDate}: InvoiceDocument, {words, formats}: Writing): string => {
	if (totals.total === 0) return words.nothingDue;
	const amount = formats.money(totals.total);
	return dueDate === null ? amount : words.dueBy(amount, formats.date(dueDate));
};

/** Where the law wants a date of supply in any case (§ 14 Abs. 4 Nr. 6 UStG), the tax point's fallback is printed. */
const alwaysSupplied = ['DE', 'AT'];

const factsOf = (invoice: InvoiceDocument, {country}: Seller, {words, formats}: Writing): readonly Labelled[] => {
	const {number, issueDate, dueDate, supplyDate, period, purchaseOrder, buyerReference} = invoice;
	const supplied = supplyDate ?? (period === null && alwaysSupplied.includes(country) ? issueDate : null);
	const row = (label: string, value: string | null | undefined) => (value ? [{label, value}] : []);
	return [
		...row(words.number, number),
		...row(words.issueDate, issueDate && formats.date(issueDate)),
		...row(words.supplyDate, supplied && formats.date(supplied)),
		...row(words.period, period && formats.period(period)),
		...row(words.dueDate, invoice.totals.total === 0 ? null : dueDate && formats.date(dueDate)),
		...row(words.purchaseOrder, purchaseOrder),
		...row(words.buyerReference, buyerReference),
	];
};

/** Tax in the account's currency is due where that is another one (Art. 230 of Directive 2006/112/EC). */
const accountTaxOf = (invoice: InvoiceDocument, {words}: Writing): Labelled | null => {
	const {taxTotalAccount, exchangeRate, accountCurrency, currency, locale} = invoice;
	if (taxTotalAccount === null || exchangeRate === null || accountCurrency === currency) return null;
	const formats = formatsOf(locale, accountCurrency);
	const rate = words.rate(`1 ${currency}`, `${formats.quantity(exchangeRate)} ${accountCurrency}`);
	return {label: `${words.taxAccount(accountCurrency)} (${rate})`, value: formats.money(taxTotalAccount)};
};

const paymentOf = (
	invoice: InvoiceDocument,
	seller: Seller,
	hostedUrl: string | null,
	{words, formats}: Writing,
): PrintedPayment | null => {
	const {totals, currency, number, dueDate, autoCharge} = invoice;
	const link = hostedUrl === null ? null : {url: hostedUrl, label: autoCharge ? words.seeOnline : words.payOnline};
	if (totals.total <= 0 || dueDate === null) return null;
	if (autoCharge) return {heading: words.payment, text: words.chargedAutomatically, rows: [], code: null, link};
	const {bank} = seller;
	if (!bank?.iban) return link && {heading: words.payment, text: '', rows: [], code: null, link};
	const payee = bank.name || legalNameOf(seller);
	const code = epcText({...bank, iban: bank.iban, payee, amount: totals.total, currency, reference: number ?? ''});
	return {
		heading: words.payment,
		text: words.transfer(formats.money(totals.total), formats.date(dueDate)),
		rows: [
			{label: words.payee, value: payee},
			{label: words.iban, value: ibanText(bank.iban)},
			...(bank.bic ? [{label: words.bic, value: bank.bic}] : []),
			...(number === null ? [] : [{label: words.paymentReference, value: number}]),
		],
		code: code === undefined || number === null ? null : {text: code, label: words.scanToPay},
		link,
	};
};

/** The document's own texts, else the seller's; placeholders that are known by now are filled in. */
const textsOf = (invoice: InvoiceDocument, seller: Seller, words: Words): Printable['texts'] => {
	const {number, dueDate, locale, period} = invoice;
	const filled = (text: string): string => {
		const issued = fillIssue(text, {number, dueDate, locale});
		return period === null ? issued : fillPeriod(issued, {period, locale});
	};
	const texts = [
		{heading: words.notes, text: invoice.notes ?? seller.notes ?? ''},
		{heading: words.terms, text: invoice.terms ?? seller.terms ?? ''},
	];
	return texts.filter(({text}) => text.trim() !== '').map(({heading, text}) => ({heading, text: filled(text.trim())}));
};
