/** Writes down which bytes an issued document has; once written, they stay. */
import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {
	asCreditNote,
	asInvoice,
	creditNotePath,
	invoicePath,
	updateCreditNoteWrite,
	updateInvoiceWrite,
} from '../invoices/index.ts';
import {ok} from '../kernel/result.ts';
import type {World} from '../world.ts';
import type {IssuedFile} from './issued-pdf.ts';

type Recording = Pick<World, 'db' | 'ids'>;

export const recordInvoicePdf = async (world: Recording, invoice: InvoiceDocument, file: IssuedFile): Promise<void> => {
	if (has(invoice)) return;
	await transact<object, never>(world, async () => {
		const stored = await world.db.get(invoicePath(invoice.accountId, invoice.id));
		const read = stored && asInvoice(stored);
		if (read === undefined || has(read.document)) return ok({writes: [], answer: {}});
		return ok({writes: [updateInvoiceWrite(read, withFile(read.document, file))], answer: {}});
	});
};

export const recordCreditNotePdf = async (
	world: Recording,
	note: CreditNoteDocument,
	file: IssuedFile,
): Promise<void> => {
	if (has(note)) return;
	await transact<object, never>(world, async () => {
		const stored = await world.db.get(creditNotePath(note.accountId, note.id));
		const read = stored && asCreditNote(stored);
		if (read === undefined || has(read.document)) return ok({writes: [], answer: {}});
		return ok({writes: [updateCreditNoteWrite(read, withFile(read.document, file))], answer: {}});
	});
};

type Filed = Pick<InvoiceDocument | CreditNoteDocument, 'files'>;

/** The document with this file, unless it has one of its kind. */
export const withFile = <Document extends Filed>(document: Document, file: IssuedFile): Document =>
	has(document) ? document : {...document, files: [...document.files, file]};

const has = ({files}: Filed): boolean => files.some(({kind}) => kind === 'pdf');
