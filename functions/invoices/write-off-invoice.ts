import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import {withPagesClosed} from './close-page.ts';
import {type Command, type InvoiceAnswer, momentOf, type RememberInvoice} from './command.ts';
import {isPageOpen, writtenOff} from './core/lifecycle.ts';
import {publishSteps} from './publish-steps.ts';
import {readInvoice, updateInvoiceWrite} from './store.ts';

export type WriteOffRefusal = 'not_found' | 'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight';
export type WriteOff = {readonly id: string; readonly amount: number | null};

/** Books what will not be paid as bad debt; only all of it makes the invoice uncollectible (rule 16). */
export const writeOffInvoice = async (command: Command, writeOff: WriteOff, remember: RememberInvoice) => {
	const {world, now} = command;
	const done = await withPagesClosed<InvoiceAnswer, WriteOffRefusal>(command, [writeOff.id], () =>
		transact(world, () => plan(command, writeOff, remember)),
	);
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};

const plan = async (command: Command, {id, amount}: WriteOff, remember: RememberInvoice) => {
	const read = await readInvoice(command.world.db, command.account.id, id);
	if (read === undefined) return refuse('not_found');
	const moved = writtenOff(read.document, amount, momentOf(command));
	if (!moved.ok) return moved;
	if (isPageOpen(read.document)) return refuse('page_open');
	const invoice = {...moved.value.invoice, version: read.document.version + 1};
	const entry = deed(command, {action: 'invoice.written_off', objects: [{type: 'invoice', id}]});
	return ok({writes: [updateInvoiceWrite(read, invoice), entry, ...(await remember({invoice}))], answer: {invoice}});
};
