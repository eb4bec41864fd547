/** How invoices and credit notes are read and written. */
import {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import type {Db, Stored, Write} from '../world.ts';

/** A document with the version it was read at: what an act must name to change it. */
export type Read<Document> = {readonly stored: Stored; readonly document: Document};

export const invoicesOf = (accountId: string): string => `accounts/${accountId}/invoices`;
export const invoicePath = (accountId: string, invoiceId: string): string => `${invoicesOf(accountId)}/${invoiceId}`;
export const creditNotesOf = (accountId: string): string => `accounts/${accountId}/creditNotes`;
export const creditNotePath = (accountId: string, creditNoteId: string): string =>
	`${creditNotesOf(accountId)}/${creditNoteId}`;

export const asInvoice = (stored: Stored): Read<InvoiceDocument> => ({
	stored,
	document: readAs(InvoiceDocument, stored),
});
export const asCreditNote = (stored: Stored): Read<CreditNoteDocument> => ({
	stored,
	document: readAs(CreditNoteDocument, stored),
});

export const readInvoice = async (
	db: Db,
	accountId: string,
	invoiceId: string,
): Promise<Read<InvoiceDocument> | undefined> => {
	const stored = await db.get(invoicePath(accountId, invoiceId));
	return stored && asInvoice(stored);
};

export const readInvoices = async (
	db: Db,
	accountId: string,
	ids: readonly string[],
): Promise<readonly (Read<InvoiceDocument> | undefined)[]> => {
	if (ids.length === 0) return [];
	const found = await db.getMany(ids.map((id) => invoicePath(accountId, id)));
	return found.map((stored) => stored && asInvoice(stored));
};

export const readCreditNotes = async (
	db: Db,
	accountId: string,
	ids: readonly string[],
): Promise<readonly Read<CreditNoteDocument>[]> => {
	if (ids.length === 0) return [];
	const found = await db.getMany(ids.map((id) => creditNotePath(accountId, id)));
	return found.flatMap((stored) => (stored === undefined ? [] : [asCreditNote(stored)]));
};

export const createInvoiceWrite = (invoice: InvoiceDocument): Write => ({
	op: 'create',
	path: invoicePath(invoice.accountId, invoice.id),
	fields: writeAs(InvoiceDocument, invoice),
});

/** Replaces the invoice as it was read; its own version counts up. */
export const updateInvoiceWrite = ({stored, document}: Read<InvoiceDocument>, next: InvoiceDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(InvoiceDocument, {...next, version: document.version + 1}),
});

export const createCreditNoteWrite = (note: CreditNoteDocument): Write => ({
	op: 'create',
	path: creditNotePath(note.accountId, note.id),
	fields: writeAs(CreditNoteDocument, note),
});

export const updateCreditNoteWrite = (
	{stored, document}: Read<CreditNoteDocument>,
	next: CreditNoteDocument,
): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(CreditNoteDocument, {...next, version: document.version + 1}),
});

/** The invoices a payment was allocated to, in its order. */
export const invoicesPaidBy = async (
	db: Db,
	accountId: string,
	ids: readonly string[],
): Promise<readonly Read<InvoiceDocument>[]> =>
	(await readInvoices(db, accountId, ids)).flatMap((read) => (read === undefined ? [] : [read]));
