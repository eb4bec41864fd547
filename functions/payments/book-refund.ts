import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {Credit} from '../../schemas/lines.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {activityWrite} from '../activity.ts';
import {creditableOf} from '../invoices/core/credit-note.ts';
import {creditRefund} from '../invoices/core/credit-refund.ts';
import {move} from '../invoices/core/lifecycle.ts';
import {
	invoicesPaidBy,
	issueCreditNote,
	momentOf,
	type Read,
	readCreditNotes,
	updateInvoiceWrite,
} from '../invoices/index.ts';
import {ok, type Result} from '../kernel/result.ts';
import type {Command, Remember} from '../route.ts';
import type {Write} from '../world.ts';
import type {RefundAnswer} from './refund-payment.ts';
import {paymentWrite, type ReadPayment} from './store.ts';

export type BookRefusal =
	| 'credit_exceeds_invoice'
	| 'invalid_request'
	| 'issue_date_before_last'
	| 'period_closed'
	| 'account_suspended';
type Booking = {readonly payment: PaymentDocument; readonly refundId: string; readonly creditNote: boolean};

/** The refund in the books: the money returned on its invoice, a credit note for it, the payment's sum, in one commit. */
export const bookRefund = async (
	command: Command,
	read: ReadPayment,
	{payment, refundId, creditNote}: Booking,
	remember: Remember<RefundAnswer>,
): Promise<Result<{readonly writes: readonly Write[]; readonly answer: RefundAnswer}, BookRefusal>> => {
	const {world, account, now, request} = command;
	const refund = payment.refunds.find(({id}) => id === refundId);
	const amount = refund?.amount ?? 0;
	const [invoice] = await invoicesPaidBy(
		world.db,
		account.id,
		payment.allocations.map(({invoiceId}) => invoiceId),
	);
	const noted =
		invoice && creditNote
			? await note(command, invoice.document, amount, {refundId, reason: refund?.reason ?? null})
			: ok(undefined);
	if (!noted.ok) return noted;
	const credited = noted.value?.credit.total ?? 0;
	const booked: PaymentDocument = {
		...payment,
		amountRefunded: payment.amountRefunded + amount,
		refunds: payment.refunds.map((one) =>
			one.id === refundId ? {...one, status: 'succeeded', creditNoteId: noted.value?.id ?? null} : one,
		),
	};
	const answer = {payment: booked, refundId};
	return ok({
		writes: [
			paymentWrite(booked, read),
			...(invoice === undefined
				? []
				: [updateInvoiceWrite(invoice, afterRefund(command, invoice, amount, credited, noted.value?.id))]),
			...(noted.value?.writes ?? []),
			activityWrite(account.id, request.newId('act'), now, {
				actor: request.actor,
				action: 'payment.refunded',
				objects: [{type: 'payment', id: payment.id}, ...(invoice ? [{type: 'invoice', id: invoice.document.id}] : [])],
			}),
			...(await remember(answer)),
		],
		answer,
	});
};

/** Without a credit note the invoice is owed again, but nothing charges it by itself (rule 17). */
const afterRefund = (
	command: Command,
	{document}: Read<InvoiceDocument>,
	returned: number,
	credited: number,
	noteId: string | undefined,
): InvoiceDocument => {
	const {invoice} = move(document, {returned, credited}, momentOf(command));
	const charge =
		invoice.charge && invoice.status === 'open'
			? {...invoice.charge, state: 'none' as const, nextAttemptAt: null}
			: invoice.charge;
	return {
		...invoice,
		charge,
		autoCharge: invoice.status === 'open' ? false : invoice.autoCharge,
		creditNoteIds: noteId === undefined ? invoice.creditNoteIds : [...invoice.creditNoteIds, noteId],
		version: document.version + 1,
	};
};

type Noted = {readonly id: string; readonly credit: Credit; readonly writes: readonly Write[]};

const note = async (
	command: Command,
	invoice: InvoiceDocument,
	amount: number,
	{refundId, reason}: {readonly refundId: string; readonly reason: string | null},
): Promise<Result<Noted | undefined, BookRefusal>> => {
	const earlier = await readCreditNotes(command.world.db, invoice.accountId, invoice.creditNoteIds);
	const credit = creditRefund(
		creditableOf(invoice),
		earlier.flatMap(({document}) => document.credit ?? []),
		amount,
	);
	if (!credit.ok) return credit;
	const issued = await issueCreditNote(command, invoice, credit.value, {
		cause: 'refund',
		reason,
		refundId,
		balanceAmount: 0,
	});
	return issued.ok ? ok({id: issued.value.note.id, credit: credit.value, writes: issued.value.writes}) : issued;
};
