/** An issued invoice and a customer as they are stored, for tests of pure decisions. */
import {issued} from '../../../../functions/invoices/core/issue.ts';
import {totals} from '../../../../functions/invoices/core/totals.ts';
import {untouched} from '../../../../functions/invoices/core/untouched.ts';
import {outboxOf, withoutSteps} from '../../../../functions/kernel/outbox.ts';
import {CustomerDocument} from '../../../../schemas/customer.ts';
import {InvoiceDocument} from '../../../../schemas/invoice.ts';
import type {PricedDocument} from '../../../../schemas/lines.ts';

export const born = '2027-03-01T05:00:00.000Z';
export const moment = {now: '2027-03-02T05:00:00.000Z', today: '2027-03-02'};

const vat = {id: 'tax_0001', name: 'USt', scheme: 'VAT', category: 'S' as const, percent: '25'};

export const contentOf = (net: number, more: Partial<PricedDocument> = {}): PricedDocument => ({
	currency: 'EUR',
	taxInclusive: false,
	cashRounding: 1,
	lines: [
		{
			id: 'lin_0001000',
			itemId: null,
			description: 'Care',
			quantity: '1',
			unit: null,
			unitAmount: net,
			discounts: [],
			charges: [],
			period: null,
			taxRates: [vat],
		},
	],
	discounts: [],
	charges: [],
	...more,
});

/** Total 100.00 EUR (80.00 and 25 % tax) unless told otherwise. */
export const sampleDraft = (fields: Partial<InvoiceDocument> = {}): InvoiceDocument => {
	const content = fields.content ?? contentOf(8000);
	const computed = totals(content);
	if (!computed.ok) throw new Error('a sample adds up');
	const {total} = computed.value;
	return InvoiceDocument.parse({
		...untouched,
		id: 'inv_0001',
		accountId: 'acc_0001',
		customerId: 'cus_0001',
		content,
		totals: computed.value,
		currency: content.currency,
		accountCurrency: 'EUR',
		total,
		amountDue: total,
		seriesId: 'ser_0001',
		paymentTerms: null,
		party: 's1.party',
		sellerVersion: 1,
		locale: 'de',
		zone: 'Europe/Berlin',
		purchaseOrder: null,
		buyerReference: null,
		notes: null,
		terms: null,
		stripeOn: 'acct_1',
		retryDays: [1, 3, 5, 7],
		hour: 6,
		metadata: {},
		createdAt: born,
		updatedAt: born,
		...outboxOf('inv_0001'),
		...fields,
	});
};

export const sampleInvoice = (
	fields: Partial<InvoiceDocument> = {},
	{chargeAt = null, mailAt = null}: {readonly chargeAt?: string | null; readonly mailAt?: string | null} = {},
): InvoiceDocument => ({
	// Collecting is another story: test/functions/invoices/core/collections.test.ts.
	...withoutSteps(issuedAt(fields, {chargeAt, mailAt}), 'invoice.collect'),
	...(fields.charge ? {charge: fields.charge} : {}),
});

const issuedAt = (
	fields: Partial<InvoiceDocument>,
	{chargeAt, mailAt}: {readonly chargeAt: string | null; readonly mailAt: string | null},
): InvoiceDocument =>
	issued(sampleDraft(fields), {
		number: 'INV-2027-0001',
		issueDate: '2027-03-01',
		dueDate: '2027-03-15',
		now: born,
		mailAt,
		chargeAt,
		sellerVersion: 1,
		notify: fields.notify ?? false,
		reminders: [],
	});

/** With a valid card, on the invoice's connected account. */
export const sampleCustomer = (fields: Partial<CustomerDocument> = {}): CustomerDocument =>
	CustomerDocument.parse({
		schema: 1,
		id: 'cus_0001',
		accountId: 'acc_0001',
		personal: 's1.personal',
		party: 's1.party',
		tokens: [],
		stripe: {on: 'acct_1', customerId: 'cus_stripe', paymentMethodId: 'pm_1', setupSessionId: null},
		card: {brand: 'visa', last4: '4242', expMonth: 12, expYear: 2032, status: 'valid'},
		consent: null,
		creditBalances: {},
		archived: false,
		archivedAt: null,
		commitId: '',
		version: 1,
		createdAt: born,
		updatedAt: born,
		...outboxOf('cus_0001'),
		...fields,
	});
