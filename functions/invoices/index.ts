/** The front door of the invoices domain. */

export {answeringCreditNote, answeringInvoice, invoiceBodies, invoiceBody} from './answer.ts';
export {closePage, forgetPage, withPagesClosed} from './close-page.ts';
export {type Command, momentOf} from './command.ts';
export {
	applyCredit,
	type CreditAnswer,
	type CreditInvoiceRefusal,
	creditedEntry,
	creditInvoice,
	creditOf,
	excessOf,
} from './credit-invoice.ts';
export {creditNoteExample, invoiceExample} from './examples.ts';
export {claimOf, hostedToken, hostedUrl, isProven} from './hosted-link.ts';
export {issueCreditNotes} from './issue-credit-note.ts';
export {openParty} from './open-party.ts';
export {publishSteps} from './publish-steps.ts';
export {readCollecting} from './read-collecting.ts';
export {isCreditable, isSettleable, refusedByState} from './refused-by-state.ts';
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
export {useCredit} from './use-credit.ts';
