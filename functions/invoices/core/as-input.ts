/** An issued document back to what a person would enter: for corrections, copies and templates. */
import type {InvoiceDocument, InvoiceInput} from '../../../schemas/invoice.ts';
import {isDeduction} from './deduct.ts';

/** Dates are not copied: a copy is issued on a day of its own. Deductions stay with the original. */
export const asInput = (invoice: InvoiceDocument): InvoiceInput => {
	if (invoice.draft !== null) return {...invoice.draft, issueDate: null, dueDate: null};
	const {content} = invoice;
	return {
		customerId: invoice.customerId,
		kind: invoice.kind === 'prepayment' ? 'prepayment' : 'invoice',
		currency: invoice.currency,
		exchangeRate: invoice.exchangeRate,
		issueDate: null,
		dueDate: null,
		paymentTerms: invoice.paymentTerms,
		supplyDate: invoice.supplyDate,
		period: invoice.period,
		lines: content.lines
			.filter((line) => !isDeduction(line))
			.map(({id: _id, taxRates, ...line}) => ({...line, taxRateIds: taxRates.map(({id}) => id)})),
		discounts: content.discounts,
		charges: content.charges.map(({id: _id, taxRates, ...charge}) => ({
			...charge,
			taxRateIds: taxRates.map(({id}) => id),
		})),
		cashRounding: content.cashRounding ?? null,
		taxInclusive: content.taxInclusive,
		seriesId: invoice.seriesId,
		purchaseOrder: invoice.purchaseOrder,
		buyerReference: invoice.buyerReference,
		deductInvoiceIds: invoice.deductInvoiceIds,
		notes: invoice.notes,
		terms: invoice.terms,
		internalNotes: null,
		metadata: invoice.metadata,
	};
};
