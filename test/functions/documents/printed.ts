/** Documents to print: complete, with totals from the one function that computes them. */
import type {z} from 'zod';
import {totals} from '../../../functions/invoices/core/totals.ts';
import {outboxOf} from '../../../functions/kernel/outbox.ts';
import {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import {PricedDocument} from '../../../schemas/lines.ts';
import {Party, Seller} from '../../../schemas/parties.ts';

const at = '2026-11-22T09:30:00.000Z';

export const vat19 = {id: 'tax_0019', name: 'VAT', scheme: 'VAT', category: 'S', percent: '19'} as const;
export const vat7 = {...vat19, id: 'tax_0007', percent: '7'} as const;

export const lineOf = (fields: Partial<PricedDocument['lines'][number]> = {}): PricedDocument['lines'][number] => ({
	id: 'lin_0001',
	description: 'Website care, November',
	quantity: '2.5',
	unit: 'HUR',
	unitAmount: 8000,
	discounts: [],
	charges: [],
	taxRates: [vat19],
	...fields,
});

export const contentOf = (fields: Partial<z.input<typeof PricedDocument>> = {}): PricedDocument =>
	PricedDocument.parse({
		currency: 'EUR',
		taxInclusive: false,
		cashRounding: null,
		lines: [lineOf()],
		discounts: [],
		charges: [],
		...fields,
	});

const totalled = (content: PricedDocument) => {
	const computed = totals(content);
	if (!computed.ok) throw new Error(computed.refusal.code);
	return computed.value;
};

/** An issued, open invoice over `content`. */
export const invoiceOf = (
	fields: Partial<z.input<typeof InvoiceDocument>> = {},
	content: PricedDocument = contentOf(),
): InvoiceDocument => {
	const computed = totalled(content);
	return InvoiceDocument.parse({
		schema: 1,
		id: 'inv_9pQ3vRtY',
		accountId: 'acc_8hJ2kLmN',
		customerId: 'cus_4fKx9TqB',
		kind: 'invoice',
		status: 'open',
		content,
		totals: computed,
		draft: null,
		currency: content.currency,
		accountCurrency: content.currency,
		total: computed.total,
		amountDue: computed.total,
		number: 'INV-2026-0042',
		seriesId: 'ser_2LmPzQ3v',
		issueDate: '2026-11-22',
		dueDate: '2026-12-06',
		supplyDate: null,
		period: null,
		paymentTerms: {days: 14, from: 'issue'},
		exchangeRate: null,
		taxTotalAccount: null,
		party: 's1.1.sealed',
		sellerVersion: 1,
		locale: 'en-IE',
		zone: 'Europe/Berlin',
		purchaseOrder: null,
		buyerReference: null,
		notes: null,
		terms: null,
		deductInvoiceIds: [],
		template: null,
		runId: null,
		previewHash: null,
		issuedAt: at,
		postings: [],
		amountPaid: 0,
		amountReturned: 0,
		amountDisputedLost: 0,
		amountCredited: 0,
		amountWrittenOff: 0,
		charge: null,
		autoCharge: false,
		stripeOn: 'acct_1',
		retryDays: [1, 3, 5, 7],
		hour: 9,
		checkout: null,
		delivery: {state: 'none', sentAt: null, count: 0},
		letter: null,
		creditNoteIds: [],
		paymentIds: [],
		files: [],
		remindersPausedUntil: null,
		promisedOn: null,
		internalNotes: null,
		metadata: {},
		correctedBy: null,
		corrects: null,
		paidAt: null,
		notify: false,
		commitId: '',
		version: 1,
		createdAt: at,
		updatedAt: at,
		...outboxOf('inv_9pQ3vRtY'),
		...fields,
	});
};

/** A standalone credit note over `content`. */
export const creditNoteOf = (
	fields: Partial<z.input<typeof CreditNoteDocument>> = {},
	content: PricedDocument = contentOf(),
): CreditNoteDocument => {
	const {lines: _lines, charges: _charges, taxes, ...sums} = totalled(content);
	return CreditNoteDocument.parse({
		schema: 1,
		id: 'crn_5tGb8NhU',
		accountId: 'acc_8hJ2kLmN',
		customerId: 'cus_4fKx9TqB',
		invoiceId: null,
		invoiceNumber: null,
		invoiceIssueDate: null,
		number: 'CN-2026-0007',
		seriesId: 'ser_7TqBxK9f',
		issueDate: '2026-11-22',
		currency: content.currency,
		cause: 'standalone',
		content,
		totals: totalled(content),
		credit: null,
		taxes,
		...sums,
		reason: 'Goodwill',
		refundId: null,
		balanceAmount: sums.total,
		party: 's1.1.sealed',
		sellerVersion: 1,
		locale: 'en-IE',
		template: null,
		runId: null,
		postings: [],
		files: [],
		delivery: {state: 'none', sentAt: null, count: 0},
		notify: false,
		commitId: '',
		version: 1,
		createdAt: at,
		updatedAt: at,
		...outboxOf('crn_5tGb8NhU'),
		...fields,
	});
};

export const sellerOf = (fields: Partial<z.input<typeof Seller>> = {}): Seller =>
	Seller.parse({
		name: 'Atelier Nord',
		legalName: 'Atelier Nord GmbH',
		address: {line1: 'Torstraße 12', postalCode: '10119', city: 'Berlin', country: 'DE'},
		taxIds: [{type: 'eu_vat', value: 'DE123456789'}],
		bank: {iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', name: null},
		replyTo: 'hello@atelier-nord.example',
		logo: null,
		locale: 'de-DE',
		country: 'DE',
		timeZone: 'Europe/Berlin',
		currency: 'EUR',
		terms: null,
		notes: null,
		...fields,
	});

export const partyOf = (fields: Partial<z.input<typeof Party>> = {}): Party =>
	Party.parse({
		name: 'Brückner & Söhne OHG',
		email: 'books@brueckner.example',
		contacts: [],
		billingAddress: {line1: 'Hafenstraße 3', postalCode: '20359', city: 'Hamburg', country: 'DE'},
		deliveryAddress: null,
		taxId: 'DE987654321',
		isBusiness: true,
		buyerReference: null,
		endpoint: null,
		...fields,
	});
