/** The front door of the invoices domain. */
export {claimOf, hostedToken, hostedUrl, isProven} from './hosted-link.ts';
export {openParty} from './open-party.ts';
export {publishSteps} from './publish-steps.ts';
export {
	asCreditNote,
	asInvoice,
	createCreditNoteWrite,
	createInvoiceWrite,
	creditNotePath,
	creditNotesOf,
	invoicePath,
	invoicesOf,
	type Read,
	readCreditNotes,
	readInvoice,
	readInvoices,
	updateCreditNoteWrite,
	updateInvoiceWrite,
} from './store.ts';
