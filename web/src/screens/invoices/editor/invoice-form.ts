/** The form of an invoice: a bill with dates. Pure. */
import type {Invoice, InvoiceInput} from '../../../api/invoice-shapes.ts';
import type {Account, Customer} from '../../../api/shapes.ts';
import {type BillForm, billFormOf, blankBill} from './bill-form.ts';
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
	...blankBill(account, customer, taxRateIds),
	issueDate: '',
	dueDate: '',
	supplyDate: '',
	internalNotes: '',
});

export const formOf = (invoice: Invoice, locale: string): InvoiceForm => ({
	...billFormOf(invoice, locale),
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
