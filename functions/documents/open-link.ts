import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {Party, Seller} from '../../schemas/parties.ts';
import {claimOf, hostedUrl, isProven, openParty, readInvoice} from '../invoices/index.ts';
import type {World} from '../world.ts';
import {sellerOf} from './kept-facts.ts';

export type OpenedLink = {
	readonly token: string;
	readonly url: string;
	readonly invoice: InvoiceDocument;
	readonly seller: Seller;
	/** Undefined once the customer's legal key is destroyed. */
	readonly party: Party | undefined;
};

/** The issued invoice that a link opens, with both parties; undefined for whatever was not made by us, all alike. */
export const openLink = async (
	{db, vault, settings}: Pick<World, 'db' | 'vault' | 'settings'>,
	token: string,
): Promise<OpenedLink | undefined> => {
	const claim = claimOf(token);
	if (claim === undefined) return undefined;
	const read = await readInvoice(db, claim.accountId, claim.invoiceId);
	if (read === undefined || !(await isProven(vault, claim)) || read.document.status === 'draft') return undefined;
	const invoice = read.document;
	const [seller, party, url] = await Promise.all([
		sellerOf(db, invoice),
		openParty(vault, invoice),
		hostedUrl(vault, settings.publicUrl, claim),
	]);
	return {token, url, invoice, seller, party};
};
