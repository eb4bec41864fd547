import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {CreditNoteRequest} from '../../schemas/invoice-requests.ts';
import {sumsOf} from '../invoices/core/lifecycle.ts';
import {settle} from '../invoices/core/settlement.ts';
import {type Command, type CreditInvoiceRefusal, creditInvoice, creditOf, readInvoice} from '../invoices/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import {refundable} from './core/manual.ts';
import {type RefundRefusal, requestRefund} from './refund-payment.ts';
import {readPayment} from './store.ts';

type Answer = {readonly note: CreditNoteDocument; readonly invoice: InvoiceDocument};
type Refusal = CreditInvoiceRefusal | RefundRefusal;

/**
 * A credit note over an invoice. With `refund`, what the customer is owed by it goes back first, from the payment named or
 * the newest one that has enough left; a repetition of the request finds the refund made and issues the note.
 */
export const creditAndRefund = async (
	command: Command,
	{id, lines, reason, refund}: CreditNoteRequest & {readonly id: string},
	remember: Remember<Answer>,
): Promise<Result<Answer, Refusal>> => {
	const credited = {id, lines: lines ?? null, reason};
	if (!refund) return creditInvoice(command, {...credited, refundId: null}, remember);
	const owed = await owedBack(command, credited);
	if (!owed.ok) return owed;
	if (owed.value === 0) return creditInvoice(command, {...credited, refundId: null}, remember);
	const paymentId = refund.paymentId ?? (await newestRefundable(command, id, owed.value));
	if (paymentId === undefined)
		return refuse('payment_not_refundable', 'No payment of this invoice has that much left.');
	const back = {paymentId, amount: owed.value, reason, creditNote: false};
	const refunded = await requestRefund(command, back, async () => []);
	return refunded.ok ? creditInvoice(command, {...credited, refundId: refunded.value.refundId}, remember) : refunded;
};

/** What the invoice would have to give back once it is credited. */
const owedBack = async (
	command: Command,
	{id, lines}: {readonly id: string; readonly lines: CreditNoteRequest['lines']},
): Promise<Result<number, Refusal>> => {
	const read = await readInvoice(command.world.db, command.account.id, id);
	if (read === undefined) return refuse('not_found');
	const {document} = read;
	if (document.status === 'draft') return refuse('invoice_not_open');
	const credit = await creditOf(command, document, lines ?? null);
	return credit.ok ? ok(settle(document.status, sumsOf(document), {credited: credit.value.total}).toBalance) : credit;
};

const newestRefundable = async (
	{world, account}: Command,
	invoiceId: string,
	amount: number,
): Promise<string | undefined> => {
	const read = await readInvoice(world.db, account.id, invoiceId);
	for (const id of (read?.document.paymentIds ?? []).toReversed()) {
		const payment = await readPayment(world.db, account.id, id);
		if (payment?.document.status === 'succeeded' && refundable(payment.document) >= amount) return id;
	}
	return undefined;
};
