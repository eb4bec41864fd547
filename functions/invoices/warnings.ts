import type {Invoice, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Command} from './command.ts';
import {warningsOf} from './core/warnings.ts';
import {openParty} from './open-party.ts';

/** What the answer to `finalize` warns of. */
export const warnings = async (
	{world, account: {account}}: Command,
	invoice: InvoiceDocument,
): Promise<Partial<Invoice>> => {
	const party = await openParty(world.vault, invoice);
	const seller = {
		hasTaxId: account.taxIds.length > 0,
		hasAddress: Boolean(account.address?.line1 && account.address.city),
	};
	return {warnings: [...warningsOf(invoice, seller, party ?? {})]};
};
