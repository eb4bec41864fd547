/** The form of an invoice: a bill with dates. Pure. */
import type {Invoice, InvoiceInput} from '../../../api/invoice-shapes.ts';
import type {Account, Customer} from '../../../api/shapes.ts';
import {adjustmentForm, type BillForm, blankLine, lineForm} from './bill-form.ts';
import {billInput} from './bill-input.ts';

export type InvoiceForm = BillForm & {
	readonly issueDate: string;
	readonly dueDate: string;
	readonly supplyDate: string;
	readonly internalNotes: string;
};

export const blankForm = (
	account: Account,
	customer: Customer | undefined,
	taxRateIds: readonly string[],
): InvoiceForm => ({
	customerId: customer?.id ?? null,
	currency: customer?.currency ?? account.currency,
	taxInclusive: false,
	lines: [blankLine(taxRateIds)],
	adjustments: [],
	purchaseOrder: '',
	notes: account.defaults.notes ?? '',
	terms: account.defaults.terms ?? '',
	termsDays: '',
	termsFrom: 'issue',
	issueDate: '',
	dueDate: '',
	supplyDate: '',
	internalNotes: '',
});

export const formOf = (invoice: Invoice, locale: string): InvoiceForm => ({
	customerId: invoice.customerId,
	currency: invoice.currency,
	taxInclusive: invoice.taxInclusive,
	lines: invoice.lines.map((line) => lineForm(line, invoice.currency, locale)),
	adjustments: [
		...invoice.discounts.map((one) => adjustmentForm('discount', one, invoice.currency, locale)),
		...invoice.charges.map((one) => adjustmentForm('charge', one, invoice.currency, locale)),
	],
	purchaseOrder: invoice.purchaseOrder ?? '',
	notes: invoice.notes ?? '',
	terms: invoice.terms ?? '',
	termsDays: invoice.paymentTerms === null ? '' : String(invoice.paymentTerms.days),
	termsFrom: invoice.paymentTerms?.from ?? 'issue',
	issueDate: invoice.issueDate ?? '',
	dueDate: invoice.dueDate ?? '',
	supplyDate: invoice.supplyDate ?? '',
	internalNotes: invoice.internalNotes ?? '',
});

export const invoiceInput = (form: InvoiceForm, locale: string): InvoiceInput => ({
	...billInput(form, locale),
	issueDate: orNull(form.issueDate),
	dueDate: orNull(form.dueDate),
	supplyDate: orNull(form.supplyDate),
	internalNotes: orNull(form.internalNotes.trim()),
});

const orNull = (text: string): string | null => (text === '' ? null : text);
