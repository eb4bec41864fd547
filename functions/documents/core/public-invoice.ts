/** What a person with the link sees of an invoice, and can do about it now. */
import type {Instant} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {Party, Seller} from '../../../schemas/parties.ts';
import type {PublicInvoice, PublicState} from '../../../schemas/public-invoice.ts';
import {isChargeInFlight, sumsOf} from '../../invoices/core/lifecycle.ts';
import {isOverdue, netPaid} from '../../invoices/core/settlement.ts';
import {today} from '../../kernel/calendar.ts';
import {invariant} from '../../kernel/invariant.ts';
import {stripeAmount} from '../../payments/core/provider-amount.ts';
import {buyerOf, legalNameOf, sellerParty} from './address.ts';
import {epcText} from './epc-qr.ts';
import {formatsOf} from './formats.ts';
import {wordsOf} from './words.ts';

export type Opened = {
	readonly invoice: InvoiceDocument;
	readonly seller: Seller;
	readonly party: Party | undefined;
	readonly url: string;
};

export const publicInvoice = ({invoice, seller, party, url}: Opened, now: Instant): PublicInvoice => {
	const words = wordsOf(invoice.locale);
	const formats = formatsOf(invoice.locale, invoice.currency);
	const {content, totals} = invoice;
	const state = stateOf(invoice, now);
	return {
		kind: invoice.kind,
		number: invoice.number,
		state,
		currency: invoice.currency,
		issueDate: invoice.issueDate,
		dueDate: invoice.dueDate,
		period: invoice.period,
		seller: {name: seller.name, lines: [...sellerParty(seller, words, formats).lines]},
		buyer: {lines: [...buyerOf(party, seller.country, words, formats).lines]},
		lines: content.lines.map(({description, quantity, unit}, index) => ({
			description,
			quantity,
			unit: unit ?? null,
			net: totals.lines[index]?.net ?? 0,
		})),
		taxes: totals.taxes.map(({taxRateId: _, ...group}) => group),
		subtotal: totals.subtotal,
		discountTotal: totals.discountTotal,
		chargeTotal: totals.chargeTotal,
		taxTotal: totals.taxTotal,
		rounding: totals.rounding,
		total: totals.total,
		amountPaid: paidOf(invoice),
		amountDue: owedOf(invoice),
		payableOnline: payableOf(invoice, state),
		chargedAt: invoice.charge?.nextAttemptAt ?? null,
		transfer: transferOf(invoice, seller, state),
		notes: invoice.notes ?? seller.notes ?? null,
		terms: invoice.terms ?? seller.terms ?? null,
		paidAt: invoice.paidAt,
		hostedUrl: url,
		pdfUrl: pdfUrlOf(url),
	};
};

/** `https://host/i/{token}` is served as a page, the rest by the API. */
const pdfUrlOf = (url: string): string => url.replace(/\/i\/([^/]+)$/, '/api/v1/public/invoices/$1/pdf');

const stateOf = (invoice: InvoiceDocument, now: Instant): PublicState => {
	const {status, dueDate, zone} = invoice;
	invariant(status !== 'draft', 'a draft has no link');
	if (status === 'void') return 'void';
	if (status === 'paid') return paidOf(invoice) > 0 ? 'paid' : 'settled';
	if (isChargeInFlight(invoice)) return 'processing';
	if (status === 'uncollectible') return 'overdue';
	return dueDate !== null && isOverdue(status, dueDate, today(now, zone)) ? 'overdue' : 'open';
};

/** Money that came and stayed. */
export const paidOf = (invoice: InvoiceDocument): number => Math.max(0, netPaid(sumsOf(invoice)));

/** A payment of a written-off invoice is still taken (rule 16). */
export const owedOf = ({status, amountDue, amountWrittenOff}: InvoiceDocument): number =>
	status === 'uncollectible' ? amountWrittenOff : amountDue;

const payableOf = (invoice: InvoiceDocument, state: PublicState): number | null => {
	const owed = owedOf(invoice);
	const canPay = (state === 'open' || state === 'overdue') && owed > 0 && invoice.stripeOn !== null;
	return canPay && stripeAmount(owed, invoice.currency).ok ? owed : null;
};

const transferOf = (invoice: InvoiceDocument, seller: Seller, state: PublicState): PublicInvoice['transfer'] => {
	const {bank} = seller;
	const owed = owedOf(invoice);
	if (!bank?.iban || owed === 0 || (state !== 'open' && state !== 'overdue')) return null;
	const payee = bank.name || legalNameOf(seller);
	const reference = invoice.number ?? '';
	const code = epcText({...bank, iban: bank.iban, payee, amount: owed, currency: invoice.currency, reference});
	return {payee, iban: bank.iban, bic: bank.bic ?? null, reference, code: code ?? null};
};
