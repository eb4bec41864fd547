import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Credit, CreditSelection} from '../../schemas/lines.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {creditWrites} from '../customers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import type {Write} from '../world.ts';
import {withPagesClosed} from './close-page.ts';
import {type Command, momentOf} from './command.ts';
import {type CreditRefusal, credit} from './core/credit.ts';
import {creditableOf} from './core/credit-note.ts';
import {isChargeInFlight, isPageOpen, move, sumsOf, told} from './core/lifecycle.ts';
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
};
export type CreditAnswer = {readonly note: CreditNoteDocument; readonly invoice: InvoiceDocument};

/** A credit note over an issued invoice; what the invoice no longer owes goes to the customer's credit (rules 12 and 14). */
export const creditInvoice = async (command: Command, request: CreditInvoice, remember: Remember<CreditAnswer>) => {
	const {world, now} = command;
	const done = await withPagesClosed<CreditAnswer, CreditInvoiceRefusal>(command, [request.id], () =>
		transact(world, () => plan(command, request, remember)),
	);
	if (done.ok) await publishSteps(world.bus, [done.value.invoice, done.value.note], now);
	return done;
};

const plan = async (command: Command, {id, lines, reason}: CreditInvoice, remember: Remember<CreditAnswer>) => {
	const read = await readInvoice(command.world.db, command.account.id, id);
	if (read === undefined) return refuse('not_found');
	const computed = await creditOf(command, read.document, lines);
	if (!computed.ok) return computed;
	const credited = await applyCredit(command, read, computed.value, {reason, refundId: null, cause: 'credit'});
	if (!credited.ok) return credited;
	if (isPageOpen(read.document)) return refuse('page_open');
	const {note, invoice, writes} = credited.value;
	const answer = {note, invoice};
	return ok({writes: [...writes, creditedEntry(command, answer), ...(await remember(answer))], answer});
};

/** The audit entry of a credit note over an invoice. */
export const creditedEntry = (command: Command, {note, invoice}: CreditAnswer): Write =>
	deed(command, {
		action: 'invoice.credited',
		objects: [
			{type: 'creditNote', id: note.id},
			{type: 'invoice', id: invoice.id},
		],
	});

/** What a selection comes to, after the credit notes there are. Only issued invoices can be credited, none while a charge is under way. */
export const creditOf = async (
	{world}: Pick<Command, 'world'>,
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

export type Credited = CreditAnswer & {readonly writes: readonly Write[]};
export type CreditCause = {
	readonly reason: string | null;
	readonly cause: 'credit' | 'correction';
	/** The refund that gives back what the invoice no longer owes, instead of the customer's credit balance. */
	readonly refundId: string | null;
};

/** The note, the invoice credited with it and, unless it is refunded, the customer's credit, as writes for one commit; the invoice first. */
export const applyCredit = async (
	command: Command,
	read: Read<InvoiceDocument>,
	computed: Credit,
	{reason, refundId, cause}: CreditCause,
): Promise<Result<Credited, CreditInvoiceRefusal>> => {
	const {world, now} = command;
	const before = read.document;
	const excess = excessOf(before, computed);
	const [returned, balanceAmount] = refundId === null ? [0, excess] : [excess, 0];
	const issued = await issueCreditNote(command, before, computed, {cause, reason, refundId, balanceAmount});
	if (!issued.ok) return issued;
	const {note} = issued.value;
	const moved = move(before, {credited: computed.total, returned}, momentOf(command)).invoice;
	const invoice = {
		...told(moved, 'invoice.credited', now),
		creditNoteIds: [...moved.creditNoteIds, note.id],
		version: before.version + 1,
	};
	const balance = await creditWrites(world.db, before, balanceAmount, now);
	return ok({note, invoice, writes: [updateInvoiceWrite(read, invoice), ...issued.value.writes, ...balance]});
};

/** What the customer has paid beyond what the invoice owes once it is credited. */
export const excessOf = (invoice: InvoiceDocument, {total}: Pick<Credit, 'total'>): number =>
	invoice.status === 'draft' ? 0 : settle(invoice.status, sumsOf(invoice), {credited: total}).toBalance;
