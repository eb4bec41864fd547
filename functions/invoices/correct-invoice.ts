import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {deed} from '../activity.ts';
import {rateUseWrites} from '../catalog/index.ts';
import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import {withPagesClosed} from './close-page.ts';
import type {Command} from './command.ts';
import {asInput} from './core/as-input.ts';
import type {ComposeRefusal} from './core/compose.ts';
import {isPageOpen, told} from './core/lifecycle.ts';
import {draft, rateIdsIn} from './create-invoice.ts';
import {applyCredit, type CreditInvoiceRefusal, creditOf} from './credit-invoice.ts';
import type {FactsRefusal} from './draft-facts.ts';
import {publishSteps} from './publish-steps.ts';
import {createInvoiceWrite, readInvoice, updateInvoiceWrite} from './store.ts';

export type CorrectRefusal = CreditInvoiceRefusal | FactsRefusal | ComposeRefusal;
export type CorrectAnswer = {
	readonly invoice: InvoiceDocument;
	readonly original: InvoiceDocument;
	readonly note: CreditNoteDocument;
};

/** An issued invoice is never edited: a full credit note takes it back and a new draft takes its place, in one commit (rule 13). */
export const correctInvoice = async (command: Command, id: string, remember: Remember<CorrectAnswer>) => {
	const {world, now} = command;
	const done = await withPagesClosed<CorrectAnswer, CorrectRefusal>(command, [id], () =>
		transact(world, () => plan(command, id, remember)),
	);
	if (done.ok) await publishSteps(world.bus, [done.value.original, done.value.note, done.value.invoice], now);
	return done;
};

const plan = async (command: Command, id: string, remember: Remember<CorrectAnswer>) => {
	const {world, account, now, request} = command;
	const read = await readInvoice(world.db, account.id, id);
	if (read === undefined) return refuse('not_found');
	const computed = await creditOf(command, read.document, null);
	if (!computed.ok) return computed;
	const credited = await applyCredit(command, read, computed.value, {
		reason: null,
		refundId: null,
		cause: 'correction',
	});
	if (!credited.ok) return credited;
	const drafted = await draft(command, request.newId('inv'), asInput(read.document));
	if (!drafted.ok) return drafted;
	if (isPageOpen(read.document)) return refuse('page_open');
	const {note, writes} = credited.value;
	const invoice = told({...drafted.value, corrects: id}, 'invoice.created', now);
	const original = told({...credited.value.invoice, correctedBy: invoice.id}, 'invoice.corrected', now);
	const answer = {invoice, original, note};
	const objects = [
		{type: 'invoice', id},
		{type: 'creditNote', id: note.id},
		{type: 'invoice', id: invoice.id},
	];
	return ok({
		writes: [
			createInvoiceWrite(invoice),
			updateInvoiceWrite(read, original),
			// The original says more than crediting made of it.
			...writes.slice(1),
			...(await rateUseWrites(world.db, account.id, rateIdsIn(invoice))),
			deed(command, {action: 'invoice.corrected', objects}),
			...(await remember(answer)),
		],
		answer,
	});
};
