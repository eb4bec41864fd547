/** A credit note as a document: what it takes back, from whom, and what became of the money. */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {Credit, PricedLine} from '../../../schemas/lines.ts';
import type {Creditable} from './credited.ts';
import type {Moment} from './lifecycle.ts';
import {outboxBeside} from './outbox-beside.ts';
import {creditPostings} from './postings.ts';

export type CreditNoteFacts = {
	readonly id: string;
	readonly number: string;
	readonly seriesId: string;
	readonly sellerVersion: number;
	readonly issueDate: PlainDate;
	readonly cause: 'credit' | 'cancellation' | 'refund' | 'correction';
	readonly reason: string | null;
	readonly refundId: string | null;
	/** What of it goes to the customer's credit balance, because the invoice no longer owes it. */
	readonly balanceAmount: number;
};

/** The note over an issued invoice. The receivable is credited whole; what is beyond moves on from there (rule 14). */
export const creditNoteOf = (
	invoice: InvoiceDocument,
	credit: Credit,
	facts: CreditNoteFacts,
	{now}: Moment,
): CreditNoteDocument => ({
	schema: 1,
	...facts,
	accountId: invoice.accountId,
	customerId: invoice.customerId,
	invoiceId: invoice.id,
	invoiceNumber: invoice.number,
	invoiceIssueDate: invoice.issueDate,
	currency: invoice.currency,
	content: null,
	totals: null,
	credit,
	taxes: credit.taxes,
	subtotal: credit.subtotal,
	discountTotal: 0,
	chargeTotal: 0,
	taxTotal: credit.taxTotal,
	rounding: credit.rounding,
	total: credit.total,
	party: invoice.party,
	locale: invoice.locale,
	template: null,
	runId: null,
	postings: [...creditPostings(facts.issueDate, credit, 0)],
	files: [],
	delivery: {state: 'none', sentAt: null, count: 0},
	notify: invoice.notify,
	commitId: '',
	version: 1,
	createdAt: now,
	updatedAt: now,
	...outboxBeside(
		invoice,
		facts.id,
		invoice.notify ? [{step: 'creditNote.notify', at: now, kind: 'invoice.credited'}] : [],
	),
});

/** An issued invoice as the arithmetic of credit takes it: what was billed beside what it came to. */
export const creditableOf = ({content, totals}: InvoiceDocument): Creditable => ({
	lines: totals.lines.map((outcome, index) => ({
		...outcome,
		...billed(content.lines[index]),
		quantity: content.lines[index]?.quantity ?? '1',
	})),
	charges: totals.charges.map((outcome, index) => ({...outcome, ...billed(content.charges[index])})),
	taxes: totals.taxes,
	rounding: totals.rounding,
	total: totals.total,
});

const billed = (entry: Pick<PricedLine, 'taxRates'> | undefined) => ({taxRates: entry?.taxRates ?? []});
