/** The front door of the invoices domain. */

export {answeringCreditNote, answeringInvoice, invoiceBodies, invoiceBody} from './answer.ts';
export {type Command, deed, momentOf} from './command.ts';
export {type Credited, type CreditInvoiceRefusal, creditInvoice, creditOf} from './credit-invoice.ts';
export {inputOf} from './duplicate-invoice.ts';
export {invoiceExample} from './examples.ts';
export {claimOf, hostedToken, hostedUrl, isProven} from './hosted-link.ts';
export {issueCreditNote} from './issue-credit-note.ts';
export {openParty} from './open-party.ts';
export {publishSteps} from './publish-steps.ts';
export {routes} from './routes.ts';
export {
	asCreditNote,
	asInvoice,
	createCreditNoteWrite,
	createInvoiceWrite,
	creditNotePath,
	creditNotesOf,
	invoicePath,
	invoicesOf,
	invoicesPaidBy,
	type Read,
	readCreditNotes,
	readInvoice,
	readInvoices,
	updateCreditNoteWrite,
	updateInvoiceWrite,
} from './store.ts';
