import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {CreditNoteDocument, InvoiceDocument} from '../../../schemas/invoice.ts';
import {outboxBeside} from './outbox-beside.ts';
import {creditPostings} from './postings.ts';

export type StandaloneFacts = {
	readonly id: string;
	readonly number: string;
	readonly seriesId: string;
	readonly sellerVersion: number;
	readonly issueDate: PlainDate;
	readonly reason: string | null;
	readonly notify: boolean;
	readonly now: Instant;
};

/**
 * A credit note with content of its own (rule 10): a composed draft whose total becomes the customer's credit. The run
 * uses it for a period that comes out negative, with the signs turned.
 */
export const standaloneCreditNote = (
	draft: InvoiceDocument,
	{now, notify, ...facts}: StandaloneFacts,
): CreditNoteDocument => {
	const {subtotal, discountTotal, chargeTotal, taxTotal, rounding, total, taxes} = draft.totals;
	return {
		schema: 1,
		...facts,
		accountId: draft.accountId,
		customerId: draft.customerId,
		invoiceId: null,
		invoiceNumber: null,
		invoiceIssueDate: null,
		currency: draft.currency,
		cause: 'standalone',
		content: draft.content,
		totals: draft.totals,
		credit: null,
		taxes,
		subtotal,
		discountTotal,
		chargeTotal,
		taxTotal,
		rounding,
		total,
		refundId: null,
		balanceAmount: total,
		party: draft.party,
		locale: draft.locale,
		template: draft.template,
		runId: draft.runId,
		postings: [...creditPostings(facts.issueDate, draft.totals, total)],
		files: [],
		delivery: {state: 'none', sentAt: null, count: 0},
		notify,
		commitId: '',
		version: 1,
		createdAt: now,
		updatedAt: now,
		...outboxBeside(draft, facts.id, notify ? [{step: 'creditNote.notify', at: now, kind: 'invoice.credited'}] : []),
	};
};
