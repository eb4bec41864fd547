import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import {type Command, deed} from './command.ts';
import {asInput} from './core/as-input.ts';
import type {ComposeRefusal} from './core/compose.ts';
import {told} from './core/lifecycle.ts';
import {draft} from './create-invoice.ts';
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
	const {world, account, now} = command;
	const done = await transact<CorrectAnswer, CorrectRefusal>(world, async () => {
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
		const drafted = await draft(command, command.request.newId('inv'), asInput(read.document));
		if (!drafted.ok) return drafted;
		const invoice = {...drafted.value, corrects: id};
		const original = told({...credited.value.invoice, correctedBy: invoice.id}, 'invoice.corrected', now);
		const answer = {invoice, original, note: credited.value.note};
		const objects = [
			{type: 'invoice', id},
			{type: 'creditNote', id: answer.note.id},
			{type: 'invoice', id: invoice.id},
		];
		const [, ...others] = credited.value.writes;
		return ok({
			writes: [
				createInvoiceWrite(invoice),
				updateInvoiceWrite(read, original),
				...others,
				deed(command, {action: 'invoice.corrected', objects}),
				...(await remember(answer)),
			],
			answer,
		});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.original, done.value.note], now);
	return done;
};
