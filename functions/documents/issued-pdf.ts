/** The PDF of a document. Issued bytes are made once, kept with their SHA-256 and never made again (rule 21). */
import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {hostedUrl, openParty, readInvoice} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import type {Files, World} from '../world.ts';
import {creditNoteModel} from './core/credit-note-model.ts';
import {invoiceModel} from './core/document-model.ts';
import type {Printable} from './core/printable.ts';
import {logoOf, sellerOf} from './kept-facts.ts';

export type PrintWorld = Pick<World, 'db' | 'vault' | 'files' | 'settings'>;
export type IssuedFile = InvoiceDocument['files'][number];
export type IssuedPdf = {
	readonly bytes: Uint8Array;
	/** To be recorded on the document, unless it is there already. */
	readonly file: IssuedFile;
};

/** An issued invoice: the bytes that were kept, or those made now and kept from now on. */
export const invoicePdf = (world: PrintWorld, invoice: InvoiceDocument): Promise<IssuedPdf> => {
	invariant(invoice.status !== 'draft', 'only issued documents are kept');
	return keptOrMade(world, invoice, () => invoicePrintable(world, invoice));
};

/** A draft as it would look now; kept nowhere. */
export const draftPdf = async (world: PrintWorld, draft: InvoiceDocument): Promise<Uint8Array> =>
	rendered(world, await invoicePrintable(world, draft));

export const creditNotePdf = (world: PrintWorld, note: CreditNoteDocument): Promise<IssuedPdf> =>
	keptOrMade(world, note, () => creditNotePrintable(world, note));

const keptOrMade = async (
	world: PrintWorld,
	{accountId, id, files}: Pick<InvoiceDocument | CreditNoteDocument, 'accountId' | 'id' | 'files'>,
	printable: () => Promise<Printable>,
): Promise<IssuedPdf> => {
	const recorded = files.find(({kind}) => kind === 'pdf');
	if (recorded) return {file: recorded, bytes: await bytesOf(world.files, recorded)};
	const name = `issued/${accountId}/${id}.pdf`;
	// Whoever came first, perhaps ourselves before a crash, made the document; our own bytes count only if nobody did.
	const earlier = await world.files.get(name);
	if (earlier) return {file: {kind: 'pdf', file: name, sha256: earlier.sha256}, bytes: earlier.bytes};
	const bytes = await rendered(world, await printable());
	const {sha256} = await world.files.put(name, bytes, 'application/pdf');
	const file = {kind: 'pdf', file: name, sha256};
	return {file, bytes: sha256 === (await hash(bytes)) ? bytes : await bytesOf(world.files, file)};
};

const bytesOf = async (files: Files, {file, sha256}: IssuedFile): Promise<Uint8Array> => {
	const kept = await files.get(file);
	invariant(kept, 'a file that a document names is there');
	invariant(kept.sha256 === sha256, 'a kept file is the one that was recorded');
	return kept.bytes;
};

const rendered = async (world: PrintWorld, model: Printable): Promise<Uint8Array> => {
	const [{renderPdf}, logo] = await Promise.all([import('./render-pdf.ts'), logoOf(world.files, model)]);
	return renderPdf(model, logo);
};

const invoicePrintable = async ({db, vault, settings}: PrintWorld, invoice: InvoiceDocument): Promise<Printable> => {
	const {accountId, id: invoiceId, status} = invoice;
	const [seller, party, url] = await Promise.all([
		sellerOf(db, invoice),
		openParty(vault, invoice),
		status === 'draft' ? null : hostedUrl(vault, settings.publicUrl, {accountId, invoiceId}),
	]);
	return invoiceModel(invoice, {seller, party, hostedUrl: url});
};

/** What a credit note takes back is described by its invoice. */
const creditNotePrintable = async ({db, vault}: PrintWorld, note: CreditNoteDocument): Promise<Printable> => {
	const [seller, party, credited] = await Promise.all([
		sellerOf(db, note),
		openParty(vault, note),
		note.invoiceId === null ? undefined : readInvoice(db, note.accountId, note.invoiceId),
	]);
	return creditNoteModel(note, {seller, party, invoice: credited?.document ?? null});
};

const hash = async (bytes: Uint8Array): Promise<string> =>
	Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
