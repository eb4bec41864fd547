/** What collecting has done to an invoice already. */
import type {Collected, InvoiceDocument} from '../../../schemas/invoice.ts';

const nothing: Collected = {
	reminded: [],
	remindedOn: null,
	isOverdueTold: false,
	lateFee: null,
	finalAction: null,
};
export const collectedOf = ({collected}: Pick<InvoiceDocument, 'collected'>): Collected => collected ?? nothing;

/** The invoice with things marked as done, so that they are never done again. */
export const marked = (invoice: InvoiceDocument, done: Partial<Collected>): InvoiceDocument => ({
	...invoice,
	collected: {...collectedOf(invoice), ...done},
});
