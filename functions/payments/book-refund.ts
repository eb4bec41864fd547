/** A refund in the books: what each invoice gave back, a credit note for it, the payment's sum, as writes for one commit (rule 17). */
import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {Credit} from '../../schemas/lines.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {deed} from '../activity.ts';
import {readCustomer, updateCustomerWrite, withCredit} from '../customers/index.ts';
import {creditableOf} from '../invoices/core/credit-note.ts';
import {creditRefund} from '../invoices/core/credit-refund.ts';
import {told} from '../invoices/core/lifecycle.ts';
import {
	issueCreditNotes,
	momentOf,
	type Read,
	readCreditNotes,
	readInvoices,
	updateInvoiceWrite,
} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import type {Write} from '../world.ts';
import {announced} from './core/card-payment.ts';
import {afterRefund, heldBy, type NewRefund, type StoredRefund} from './core/refund.ts';

export type BookRefusal =
	| 'credit_exceeds_invoice'
	| 'invalid_request'
	| 'issue_date_before_last'
	| 'period_closed'
	| 'account_suspended';

type Shared = {
	readonly read: Read<InvoiceDocument>;
	readonly amount: number;
	readonly credit: Credit | null;
	/** What of it is no longer the invoice's, but the customer's credit. */
	readonly asCredit: number;
};
/** The payment to be written by the caller, and everything else that belongs to the commit. */
export type Booked = {
	readonly payment: PaymentDocument;
	readonly invoices: readonly InvoiceDocument[];
	readonly notes: readonly CreditNoteDocument[];
	readonly writes: readonly Write[];
};

/** Books a refund that the payment names. Refuses when a credit note that is wanted cannot be issued. */
export const bookRefund = async (
	command: Command,
	payment: PaymentDocument,
	refund: StoredRefund,
): Promise<Result<Booked, BookRefusal>> => {
	const shares = await sharesOf(command, refund);
	if (!shares.ok) return shares;
	const wanted = shares.value.flatMap(({read, credit}) =>
		credit === null ? [] : [{...noteFacts(refund), invoice: read.document, credit}],
	);
	const issued = await issueCreditNotes(command, wanted);
	if (!issued.ok) return issued;
	const {notes} = issued.value;
	const {taken, writes} = await takeCredit(command, payment, shares.value);
	const invoices = shares.value.map((share, index) => refunded(command, share, taken[index] ?? 0, notes));
	const fromCredit = taken.reduce((sum, one) => sum + one, 0);
	const [first] = notes;
	const next: PaymentDocument = {
		...payment,
		amountRefunded: payment.amountRefunded + refund.amount,
		refunds: payment.refunds.map((one) =>
			one.id === refund.id ? {...one, creditNoteId: first?.id ?? null, fromCredit} : one,
		),
		updatedAt: command.now,
	};
	const objects = [
		{type: 'payment', id: payment.id},
		...invoices.map(({id}) => ({type: 'invoice', id})),
		...notes.map(({id}) => ({type: 'creditNote', id})),
	];
	return ok({
		payment: announced(
			next,
			invoices.some(({notify}) => notify),
			'payment.refunded',
		),
		invoices,
		notes,
		writes: [
			...shares.value.map(({read}, index) => updateInvoiceWrite(read, invoices[index] ?? read.document)),
			...issued.value.writes,
			...writes,
			deed(command, {action: 'payment.refunded', objects}),
		],
	});
};

/** From the customer's credit as much as came of these invoices and is still there; the rest is the invoices' to give. */
const takeCredit = async (
	{world, account, now}: Command,
	{customerId, currency}: PaymentDocument,
	shares: readonly Shared[],
): Promise<{readonly taken: readonly number[]; readonly writes: readonly Write[]}> => {
	if (shares.every(({asCredit}) => asCredit === 0)) return {taken: [], writes: []};
	const read = await readCustomer(world.db, account.id, customerId);
	invariant(read, 'a payment names a customer that exists');
	let left = read.document.creditBalances[currency] ?? 0;
	const taken = shares.map(({asCredit}) => {
		const part = Math.min(asCredit, left);
		left -= part;
		return part;
	});
	const sum = taken.reduce((total, part) => total + part, 0);
	return {taken, writes: [updateCustomerWrite(read, withCredit(read.document, currency, -sum, now))]};
};

/** The invoices that give money back and what a credit note would take of each, without writing anything. */
export const sharesOf = async (
	{world, account}: Command,
	{shares, wantsCreditNote}: Pick<NewRefund, 'shares' | 'wantsCreditNote'>,
): Promise<Result<readonly Shared[], BookRefusal>> => {
	const reads = await readInvoices(
		world.db,
		account.id,
		shares.map(({invoiceId}) => invoiceId),
	);
	const found: Shared[] = [];
	for (const [index, {amount}] of shares.entries()) {
		const read = reads[index];
		invariant(read, 'a payment names invoices that exist');
		const credit = wantsCreditNote ? await creditFor({world}, read.document, amount) : ok(null);
		if (!credit.ok) return credit;
		found.push({read, amount, credit: credit.value, asCredit: amount - heldBy(read.document, amount)});
	}
	return ok(found);
};

const creditFor = async (
	{world}: Pick<Command, 'world'>,
	invoice: InvoiceDocument,
	amount: number,
): Promise<Result<Credit, BookRefusal>> => {
	const earlier = await readCreditNotes(world.db, invoice.accountId, invoice.creditNoteIds);
	return creditRefund(
		creditableOf(invoice),
		earlier.flatMap(({document}) => document.credit ?? []),
		amount,
	);
};

const noteFacts = ({id, reason}: StoredRefund) => ({cause: 'refund' as const, reason, refundId: id, balanceAmount: 0});

/** Without a credit note the invoice is owed again, but nothing charges it by itself. */
const refunded = (
	command: Command,
	{read: {document}, amount, credit}: Shared,
	fromCredit: number,
	notes: readonly CreditNoteDocument[],
): InvoiceDocument => {
	const note = notes.find(({invoiceId}) => invoiceId === document.id);
	const back = {returned: amount - fromCredit, credited: credit?.total ?? 0, fromCredit};
	const moved = afterRefund(document, back, momentOf(command));
	return {
		...(note ? told(moved, 'invoice.credited', command.now) : moved),
		creditNoteIds: note ? [...moved.creditNoteIds, note.id] : moved.creditNoteIds,
		version: document.version + 1,
	};
};
