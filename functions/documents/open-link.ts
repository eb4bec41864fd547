import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {Party, Seller} from '../../schemas/parties.ts';
import {claimOf, hostedUrl, isProven, openParty, readInvoice} from '../invoices/index.ts';
import {nowOf} from '../now-of.ts';
import type {World} from '../world.ts';
import {sellerOf} from './kept-facts.ts';

export type OpenedLink = {
	readonly token: string;
	readonly url: string;
	readonly invoice: InvoiceDocument;
	readonly seller: Seller;
	/** By the account's clock. */
	readonly now: Instant;
	/** Undefined once the customer's legal key is destroyed. */
	readonly party: Party | undefined;
};

/** The issued invoice that a link opens, with both parties; undefined for whatever was not made by us, all alike. */
export const openLink = async (
	world: Pick<World, 'db' | 'vault' | 'clock' | 'settings'>,
	token: string,
): Promise<OpenedLink | undefined> => {
	const {db, vault, settings} = world;
	const claim = claimOf(token);
	if (claim === undefined) return undefined;
	const read = await readInvoice(db, claim.accountId, claim.invoiceId);
	if (read === undefined || !(await isProven(vault, claim)) || read.document.status === 'draft') return undefined;
	const invoice = read.document;
	const [seller, party, url, now] = await Promise.all([
		sellerOf(db, invoice),
		openParty(vault, invoice),
		hostedUrl(vault, settings.publicUrl, claim),
		nowOf(world, read.stored),
	]);
	return {token, url, invoice, seller, now, party};
};
