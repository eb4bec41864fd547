import type {PlainDate} from '../../schemas/basics.ts';
import type {InvoiceDocument, InvoiceInput} from '../../schemas/invoice.ts';
import {type ReadSeries, readSeries, seriesWrite, type TakeRefusal, take} from '../accounts/index.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {heldCustomerWrite, updateCustomerWrite, withCredit} from '../customers/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Write} from '../world.ts';
import {type Command, type InvoiceAnswer, momentOf, type RememberInvoice} from './command.ts';
import {chargeInstant} from './core/charge-day.ts';
import {type ComposeRefusal, carried, composeDraft} from './core/compose.ts';
import {isStillDeducted} from './core/deduct.ts';
import {dueDateOf} from './core/due-date.ts';
import {issued} from './core/issue.ts';
import {move} from './core/lifecycle.ts';
import {netPaid} from './core/settlement.ts';
import {stillToTell} from './create-invoice.ts';
import {type FactsRefusal, type ReadFacts, readDraftFacts} from './draft-facts.ts';
import {publishSteps} from './publish-steps.ts';
import {type Read, readInvoice, readInvoices, updateInvoiceWrite} from './store.ts';

export type FinalizeRefusal =
	| FactsRefusal
	| ComposeRefusal
	| TakeRefusal
	| 'not_found'
	| 'invoice_not_draft'
	| 'prepayment_deducted'
	| 'total_negative';

export type Finalize = {
	readonly id: string;
	readonly issueDate: PlainDate | null;
	/** Whether it is mailed once issued; `letter` is what a person wrote along, sealed. */
	readonly send: {readonly letter: string | null} | null;
};

/**
 * Issues a draft: composes it as of now, takes the number and posts it, all in one commit with the series (rule 23). The
 * issue date is the one given here, else the draft's, else today in the account's zone.
 */
export const finalizeInvoice = async (command: Command, finalize: Finalize, remember: RememberInvoice) => {
	const {world, account, now} = command;
	const done = await transact<InvoiceAnswer, FinalizeRefusal>(world, async () => {
		const read = await readInvoice(world.db, account.id, finalize.id);
		if (read === undefined) return refuse('not_found');
		const {draft} = read.document;
		if (read.document.status !== 'draft' || draft === null) return refuse('invoice_not_draft');
		const issuing = await issue(command, read.document, draft, finalize);
		if (!issuing.ok) return issuing;
		const {invoice, writes} = issuing.value;
		const objects = [
			{type: 'invoice', id: invoice.id},
			{type: 'customer', id: invoice.customerId},
		];
		return ok({
			writes: [
				updateInvoiceWrite(read, invoice),
				...writes,
				deed(command, {action: 'invoice.issued', objects}),
				...(await remember({invoice})),
			],
			answer: {invoice},
		});
	});
	if (done.ok) await publishSteps(world.bus, [done.value.invoice], now);
	return done;
};

type Issuing = {readonly invoice: InvoiceDocument; readonly writes: readonly Write[]};

const issue = async (
	command: Command,
	before: InvoiceDocument,
	input: InvoiceInput,
	{issueDate: asked, send}: Finalize,
): Promise<Result<Issuing, FinalizeRefusal>> => {
	const {account, now} = command;
	const moment = momentOf(command);
	const issueDate = asked ?? input.issueDate ?? moment.today;
	const facts = await readDraftFacts(command, {...input, issueDate});
	if (!facts.ok) return facts;
	const composed = composeDraft(before.id, {...input, issueDate}, facts.value);
	if (!composed.ok) return composed;
	if (composed.value.total < 0) return refuse('total_negative');
	const due = dueDateOf(issueDate, input.dueDate, composed.value.paymentTerms);
	if (!due.ok) return due;
	const deducted = await markDeducted(command, before, facts.value.prepaymentsRead);
	if (!deducted.ok) return deducted;
	const numbered = await takeNumber(command, facts.value.seriesId, issueDate);
	if (!numbered.ok) return numbered;
	const {series, number, counters} = numbered.value;
	const invoice = issued(
		{
			...composed.value,
			...carried(before),
			...stillToTell(before),
			version: before.version + 1,
			letter: send?.letter ?? null,
		},
		{
			number,
			issueDate,
			dueDate: due.value,
			now,
			mailAt: send === null ? null : now,
			chargeAt: before.autoCharge ? chargeInstant({...before, issueDate, dueDate: due.value}, now) : null,
			sellerVersion: series.document.sellerVersion,
			notify: series.document.notify,
			reminders: account.account.reminders,
		},
	);
	invariant(account.id === invoice.accountId, 'an invoice is issued in its own account');
	const credited = settledByCredit(facts.value, invoice, command);
	return ok({
		invoice: credited.invoice,
		writes: [seriesWrite(series, counters), ...deducted.value, ...credited.writes],
	});
};

/**
 * Each prepayment is taken off once (rule 19): it says by which invoice, in the commit that issues that invoice. One that
 * was voided, credited in full or is corrected by this one no longer counts.
 */
const markDeducted = async (
	{world, account}: Command,
	{id, corrects}: InvoiceDocument,
	prepayments: readonly Read<InvoiceDocument>[],
): Promise<Result<readonly Write[], 'prepayment_deducted'>> => {
	const paid = prepayments.filter(({document}) => netPaid(document) > 0);
	const by = paid.flatMap(({document: {deductedBy = corrects}}) => (deductedBy === corrects ? [] : (deductedBy ?? [])));
	const others = await readInvoices(world.db, account.id, by);
	if (others.some((other) => other && isStillDeducted(other.document)))
		return refuse('prepayment_deducted', 'Another final invoice takes off a prepayment that this one names.');
	return ok(paid.map((read) => updateInvoiceWrite(read, {...read.document, deductedBy: id})));
};

type Numbered = {
	readonly series: ReadSeries;
	readonly number: string;
	readonly counters: ReadSeries['document']['counters'];
};

/** One number of a series, to be stored with its counters in the same commit. */
const takeNumber = async (
	command: Command,
	seriesId: string,
	issueDate: PlainDate,
): Promise<Result<Numbered, TakeRefusal>> => {
	const series = await readSeries(command.world.db, command.account.id, 'invoice', seriesId);
	invariant(series, 'the facts of a draft name a series that exists');
	const taken = take(series.document, {issueDate, today: momentOf(command).today});
	if (!taken.ok) return taken;
	const [number] = taken.value.numbers;
	invariant(number !== undefined, 'one number was taken');
	return ok({series, number, counters: taken.value.counters});
};

/**
 * Uses the customer's credit at once where the customer allows it (rule 18). The customer is written in any case: archiving
 * it at the same moment conflicts (invariant 27).
 */
const settledByCredit = ({customerRead: read}: ReadFacts, invoice: InvoiceDocument, command: Command): Issuing => {
	const {document: customer} = read;
	const {currency, amountDue} = invoice;
	const used = customer.autoApplyCredit ? Math.min(customer.creditBalances[currency] ?? 0, amountDue) : 0;
	if (used <= 0) return {invoice, writes: [heldCustomerWrite(read)]};
	return {
		invoice: move(invoice, {paid: used, from: 'credit'}, momentOf(command)).invoice,
		writes: [updateCustomerWrite(read, withCredit(customer, currency, -used, command.now))],
	};
};
