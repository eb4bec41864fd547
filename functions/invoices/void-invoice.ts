import type {CreditNoteDocument} from '../../schemas/invoice.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import {withPagesClosed} from './close-page.ts';
import {type Command, type InvoiceAnswer, momentOf} from './command.ts';
import {type CreditRefusal, credit} from './core/credit.ts';
import {creditableOf} from './core/credit-note.ts';
import {canVoid, isPageOpen, type VoidRefusal, voided} from './core/lifecycle.ts';
import {type CreditNoteRefusal, issueCreditNote} from './issue-credit-note.ts';
import {publishSteps} from './publish-steps.ts';
import {readInvoice, updateInvoiceWrite} from './store.ts';

export type VoidInvoiceRefusal = VoidRefusal | CreditRefusal | CreditNoteRefusal | 'not_found';
export type VoidAnswer = InvoiceAnswer & {readonly note: CreditNoteDocument};
type Void = {readonly id: string; readonly reason: string | null};

/** Voids an open invoice by a cancelling credit note of everything, in one commit; both numbers stay (rule 15). */
export const voidInvoice = async (command: Command, {id, reason}: Void, remember: Remember<VoidAnswer>) => {
	const {world, now} = command;
	const done = await withPagesClosed<VoidAnswer, VoidInvoiceRefusal>(command, [id], () =>
		transact(world, () => plan(command, {id, reason}, remember)),
	);
	if (done.ok) await publishSteps(world.bus, [done.value.invoice, done.value.note], now);
	return done;
};

const plan = async (command: Command, {id, reason}: Void, remember: Remember<VoidAnswer>) => {
	const {world, account} = command;
	const read = await readInvoice(world.db, account.id, id);
	if (read === undefined) return refuse('not_found');
	const allowed = canVoid(read.document);
	if (!allowed.ok) return allowed;
	const whole = credit(creditableOf(read.document), []);
	if (!whole.ok) return whole;
	const issued = await issueCreditNote(command, read.document, whole.value, {
		cause: 'cancellation',
		reason,
		refundId: null,
		balanceAmount: 0,
	});
	if (!issued.ok) return issued;
	if (isPageOpen(read.document)) return refuse('page_open');
	const {note} = issued.value;
	const invoice = {...voided(read.document, note.id, momentOf(command)), version: read.document.version + 1};
	const objects = [
		{type: 'invoice', id},
		{type: 'creditNote', id: note.id},
	];
	return ok({
		writes: [
			updateInvoiceWrite(read, invoice),
			...issued.value.writes,
			deed(command, {action: 'invoice.voided', objects}),
			...(await remember({invoice, note})),
		],
		answer: {invoice, note},
	});
};
