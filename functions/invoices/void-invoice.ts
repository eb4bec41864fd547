import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Command, deed, type InvoiceAnswer, momentOf, type RememberInvoice} from './command.ts';
import {type CreditRefusal, credit} from './core/credit.ts';
import {creditableOf} from './core/credit-note.ts';
import {canVoid, type VoidRefusal, voided} from './core/lifecycle.ts';
import {type CreditNoteRefusal, issueCreditNote} from './issue-credit-note.ts';
import {publishSteps} from './publish-steps.ts';
import {readInvoice, updateInvoiceWrite} from './store.ts';

export type VoidInvoiceRefusal = VoidRefusal | CreditRefusal | CreditNoteRefusal | 'not_found';

/** Voids an open invoice by a cancelling credit note of everything, in one commit; both numbers stay (rule 15). */
export const voidInvoice = async (
	command: Command,
	{id, reason}: {readonly id: string; readonly reason: string | null},
	remember: RememberInvoice,
) => {
	const {world, account, now} = command;
	const done = await transact<InvoiceAnswer, VoidInvoiceRefusal>(world, async () => {
		const read = await readInvoice(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		const allowed = canVoid(read.document);
		if (!allowed.ok) return allowed;
		const whole = credit(creditableOf(read.document), []);
		if (!whole.ok) return whole;
		const note = await issueCreditNote(command, read.document, whole.value, {
			cause: 'cancellation',
			reason,
			refundId: null,
			balanceAmount: 0,
		});
		if (!note.ok) return note;
		const invoice = {
			...voided(read.document, note.value.note.id, momentOf(command)),
			version: read.document.version + 1,
		};
		const objects = [
			{type: 'invoice', id},
			{type: 'creditNote', id: note.value.note.id},
		];
		return ok({
			writes: [
				updateInvoiceWrite(read, invoice),
				...note.value.writes,
				deed(command, {action: 'invoice.voided', objects}),
				...(await remember({invoice})),
			],
			answer: {invoice},
		});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};
