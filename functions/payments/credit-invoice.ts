import type {CreditNoteDocument, InvoiceDocument} from '../../schemas/invoice.ts';
import type {CreditNoteRequest} from '../../schemas/invoice-requests.ts';
import {type Plan, transact} from '../commit.ts';
import {isPageOpen} from '../invoices/core/lifecycle.ts';
import {
	applyCredit,
	type Command,
	type CreditInvoiceRefusal,
	creditedEntry,
	creditInvoice,
	creditOf,
	excessOf,
	publishSteps,
	type Read,
	readInvoice,
	updateInvoiceWrite,
	withPagesClosed,
} from '../invoices/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Remember} from '../route.ts';
import {announced} from './core/card-payment.ts';
import {refundableFor, uncharged, withRefund} from './core/refund.ts';
import {publishOutcome} from './publish-outcome.ts';
import {settleRefund} from './settle-refund.ts';
import {paymentPath, paymentWrite, type ReadPayment, readPayment} from './store.ts';

type Answer = {readonly note: CreditNoteDocument; readonly invoice: InvoiceDocument};
type Planned = Answer & {readonly payment: ReadPayment['document'] | null};
type Refusal = CreditInvoiceRefusal | 'payment_not_refundable' | 'refund_exceeds_payment';
type Request = CreditNoteRequest & {readonly id: string};

/**
 * A credit note over an invoice. With `refund`, what the customer has paid beyond goes back instead of to the credit
 * balance, from the payment named or the newest one that has enough left: note and refund are written in one commit, then
 * the provider is told. What it refuses becomes credit after all.
 */
export const creditAndRefund = async (
	command: Command,
	request: Request,
	remember: Remember<Answer>,
): Promise<Result<Answer, Refusal>> => {
	const {id, lines = null, reason, refund} = request;
	if (!refund) return creditInvoice(command, {id, lines, reason}, remember);
	const {world, account, now} = command;
	const done = await withPagesClosed<Planned, Refusal>(command, [id], () =>
		transact<Planned, Refusal | 'page_open'>(world, () => plan(command, request, remember)),
	);
	if (!done.ok) return done;
	const {note, invoice, payment} = done.value;
	await publishSteps(world.bus, [invoice, note], now);
	if (payment === null) return done;
	await publishOutcome(world.bus, {payments: [payment]}, now);
	if (payment.provider !== null && note.refundId !== null)
		await settleRefund(world, paymentPath(account.id, payment.id), note.refundId);
	return done;
};

const plan = async (
	command: Command,
	{id, lines = null, reason, refund}: Request,
	remember: Remember<Answer>,
): Promise<Result<Plan<Planned>, Refusal | 'page_open'>> => {
	const {world, account, request} = command;
	const read = await readInvoice(world.db, account.id, id);
	if (read === undefined) return refuse('not_found');
	const computed = await creditOf(command, read.document, lines);
	if (!computed.ok) return computed;
	const excess = excessOf(read.document, computed.value);
	const payer = excess === 0 ? ok(null) : await payerOf(command, read, refund?.paymentId ?? null, excess);
	if (!payer.ok) return payer;
	const refundId = payer.value === null ? null : request.newId('ref');
	const credited = await applyCredit(command, read, computed.value, {reason, refundId, cause: 'credit'});
	if (!credited.ok) return credited;
	if (isPageOpen(read.document)) return refuse('page_open');
	const {note, writes} = credited.value;
	const entry = creditedEntry(command, credited.value);
	if (payer.value === null || refundId === null) {
		const answer = {note, invoice: credited.value.invoice, payment: null};
		return ok({writes: [...writes, entry, ...(await remember(answer))], answer});
	}
	const invoice = uncharged(credited.value.invoice);
	const payment = paidBack(command, payer.value, {refundId, note, invoiceId: id, amount: excess});
	const answer = {note, invoice, payment};
	return ok({
		writes: [
			updateInvoiceWrite(read, invoice),
			...writes.slice(1),
			paymentWrite(payment, payer.value),
			entry,
			...(await remember(answer)),
		],
		answer,
	});
};

type Back = {
	readonly refundId: string;
	readonly note: CreditNoteDocument;
	readonly invoiceId: string;
	readonly amount: number;
};

const paidBack = ({now}: Command, {document}: ReadPayment, {refundId, note, invoiceId, amount}: Back) => {
	const noted = withRefund(document, {
		id: refundId,
		reason: note.reason,
		wantsCreditNote: true,
		creditNoteId: note.id,
		shares: [{invoiceId, amount}],
		now,
	});
	const booked = {...noted, amountRefunded: noted.amountRefunded + amount, version: document.version + 1};
	return announced(booked, note.notify, 'payment.refunded');
};

/** The payment that gives the money back: of this invoice, and with that much left for it. */
const payerOf = async (
	{world, account}: Command,
	{document}: Read<InvoiceDocument>,
	paymentId: string | null,
	amount: number,
): Promise<Result<ReadPayment, 'payment_not_refundable' | 'refund_exceeds_payment'>> => {
	if (paymentId !== null && !document.paymentIds.includes(paymentId))
		return refuse('payment_not_refundable', 'The payment is not one of this invoice.');
	for (const id of paymentId === null ? document.paymentIds.toReversed() : [paymentId]) {
		const payment = await readPayment(world.db, account.id, id);
		if (payment?.document.status !== 'succeeded') continue;
		if (refundableFor(payment.document, document.id) >= amount) return ok(payment);
		if (paymentId !== null) return refuse('refund_exceeds_payment');
	}
	return refuse('payment_not_refundable', 'No payment of this invoice has that much left.');
};
