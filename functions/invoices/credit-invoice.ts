import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Credit, CreditSelection} from '../../schemas/lines.ts';
import {transact} from '../commit.ts';
import {creditWrites} from '../customers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import type {Write} from '../world.ts';
import {type Command, deed, momentOf} from './command.ts';
import {type CreditRefusal, credit} from './core/credit.ts';
import {creditableOf} from './core/credit-note.ts';
import {isChargeInFlight, move, sumsOf, told} from './core/lifecycle.ts';
import {settle} from './core/settlement.ts';
import {type CreditNoteRefusal, issueCreditNote} from './issue-credit-note.ts';
import {publishSteps} from './publish-steps.ts';
import {type Read, readCreditNotes, readInvoice, updateInvoiceWrite} from './store.ts';

export type CreditInvoiceRefusal =
	| CreditRefusal
	| CreditNoteRefusal
	| 'not_found'
	| 'invoice_not_open'
	| 'charge_in_flight';
export type CreditInvoice = {
	readonly id: string;
	readonly lines: readonly CreditSelection[] | null;
	readonly reason: string;
	/** The refund that gives back what is credited, made before. */
	readonly refundId: string | null;
};
export type CreditAnswer = {readonly note: CreditNoteDocument; readonly invoice: InvoiceDocument};

/** A credit note over an issued invoice; what the invoice no longer owes goes to the customer's credit (rules 12 and 14). */
export const creditInvoice = async (command: Command, request: CreditInvoice, remember: Remember<CreditAnswer>) => {
	const {world, account, now} = command;
	const done = await transact<CreditAnswer, CreditInvoiceRefusal>(world, async () => {
		const read = await readInvoice(world.db, account.id, request.id);
		if (read === undefined) return refuse('not_found');
		const outcome = await credited(command, read, request);
		if (!outcome.ok) return outcome;
		const {note, invoice, writes} = outcome.value;
		const answer = {note, invoice};
		const objects = [
			{type: 'creditNote', id: note.id},
			{type: 'invoice', id: invoice.id},
		];
		return ok({
			writes: [...writes, deed(command, {action: 'invoice.credited', objects}), ...(await remember(answer))],
			answer,
		});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.invoice, done.value.note], now);
	return done;
};

export type Credited = CreditAnswer & {readonly writes: readonly Write[]};

/** The credit note, the invoice after it and the customer's credit, as writes for one commit. */
const credited = async (
	command: Command,
	read: Read<InvoiceDocument>,
	request: CreditInvoice,
): Promise<Result<Credited, CreditInvoiceRefusal>> => {
	const computed = await creditOf(command, read.document, request.lines);
	return computed.ok ? applyCredit(command, read, computed.value, {...request, cause: 'credit'}) : computed;
};

/** What a selection comes to, after the credit notes there are. Only issued invoices can be credited, none while a charge is under way. */
export const creditOf = async (
	{world}: Command,
	invoice: InvoiceDocument,
	lines: readonly CreditSelection[] | null,
): Promise<Result<Credit, CreditInvoiceRefusal>> => {
	if (invoice.status === 'draft' || invoice.status === 'void') return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	const earlier = await readCreditNotes(world.db, invoice.accountId, invoice.creditNoteIds);
	return credit(
		creditableOf(invoice),
		earlier.flatMap(({document}) => (document.credit === null ? [] : [document.credit])),
		lines,
	);
};

/** Issues the note, credits the invoice with it and moves what is beyond to the customer's credit balance. */
export const applyCredit = async (
	command: Command,
	read: Read<InvoiceDocument>,
	computed: Credit,
	{
		reason,
		refundId,
		cause,
	}: {readonly reason: string | null; readonly refundId: string | null; readonly cause: 'credit' | 'correction'},
): Promise<Result<Credited, CreditInvoiceRefusal>> => {
	const {world, now} = command;
	const before = read.document;
	if (before.status === 'draft') return refuse('invoice_not_open');
	const {toBalance} = settle(before.status, sumsOf(before), {credited: computed.total});
	const issued = await issueCreditNote(command, before, computed, {
		cause,
		reason,
		refundId,
		balanceAmount: toBalance,
	});
	if (!issued.ok) return issued;
	const {note} = issued.value;
	const moved = move(before, {credited: computed.total}, momentOf(command)).invoice;
	const invoice = {
		...told(moved, 'invoice.credited', now),
		creditNoteIds: [...moved.creditNoteIds, note.id],
		version: before.version + 1,
	};
	const balance = await creditWrites(world.db, before, toBalance, now);
	return ok({note, invoice, writes: [updateInvoiceWrite(read, invoice), ...issued.value.writes, ...balance]});
};
