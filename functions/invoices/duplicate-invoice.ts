import {ok, refuse} from '../kernel/result.ts';
import type {Command, RememberInvoice} from './command.ts';
import {asInput} from './core/as-input.ts';
import {createInvoice} from './create-invoice.ts';
import {readInvoice} from './store.ts';

/** A new draft with the same content; dates and number are its own. */
export const duplicateInvoice = async (command: Command, id: string, remember: RememberInvoice) => {
	const input = await inputOf(command, id);
	return input.ok ? createInvoice(command, {...input.value, deductInvoiceIds: []}, remember) : input;
};

/** What a person would enter to get this invoice again. */
export const inputOf = async ({world, account}: Command, id: string) => {
	const read = await readInvoice(world.db, account.id, id);
	return read === undefined ? refuse('not_found') : ok(asInput(read.document));
};
