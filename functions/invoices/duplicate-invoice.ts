import {refuse} from '../kernel/result.ts';
import type {Command, RememberInvoice} from './command.ts';
import {asInput} from './core/as-input.ts';
import {createInvoice} from './create-invoice.ts';
import {readInvoice} from './store.ts';

/** A new draft with the same content; dates and number are its own, and what was paid in advance stays with the original. */
export const duplicateInvoice = async (command: Command, id: string, remember: RememberInvoice) => {
	const read = await readInvoice(command.world.db, command.account.id, id);
	if (read === undefined) return refuse('not_found');
	return createInvoice(command, {...asInput(read.document), deductInvoiceIds: []}, remember);
};
