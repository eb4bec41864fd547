import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite, withCredit} from '../customers/index.ts';
import {momentOf, readInvoices, updateInvoiceWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Command, Remember} from '../route.ts';
import {announced} from './core/card-payment.ts';
import {afterReturn, heldBy} from './core/refund.ts';
import {publishOutcome} from './publish-outcome.ts';
import type {PaymentAnswer} from './receive-payment.ts';
import {paymentWrite, readPayment} from './store.ts';

/** A cheque that bounced, a transfer booked by mistake: the invoices are open again. Only what people recorded, and only whole. */
export const reversePayment = async (command: Command, id: string, remember: Remember<PaymentAnswer>) => {
	const {world, account, now} = command;
	const done = await transact<
		PaymentAnswer & {readonly invoices: readonly InvoiceDocument[]},
		'not_found' | 'payment_not_reversible'
	>(world, async () => {
		const read = await readPayment(world.db, account.id, id);
		if (read === undefined) return refuse('not_found');
		const {document} = read;
		if (document.provider !== null || document.status !== 'succeeded' || document.amountRefunded > 0)
			return refuse('payment_not_reversible');
		const reads = await readInvoices(
			world.db,
			account.id,
			document.allocations.map(({invoiceId}) => invoiceId),
		);
		const moved = reads.map((one, index) => {
			invariant(one, 'a payment names invoices that exist');
			const amount = document.allocations[index]?.amount ?? 0;
			const returned = heldBy(one.document, amount);
			const back = {returned, credited: 0, fromCredit: amount - returned};
			const invoice = {...afterReturn(one.document, back, momentOf(command)), version: one.document.version + 1};
			return {read: one, invoice, fromCredit: back.fromCredit};
		});
		const fromCredit = moved.reduce((sum, one) => sum + one.fromCredit, 0);
		const credit = await takenBack(command, document, fromCredit);
		if (credit === undefined) return refuse('payment_not_reversible', 'What became credit has been used.');
		const reversed = {...document, status: 'reversed' as const, version: document.version + 1, updatedAt: now};
		const payment = announced(
			reversed,
			moved.some(({invoice}) => invoice.notify),
		);
		const objects = [
			{type: 'payment', id},
			...document.allocations.map(({invoiceId}) => ({type: 'invoice', id: invoiceId})),
		];
		return ok({
			writes: [
				paymentWrite(payment, read),
				...moved.map((one) => updateInvoiceWrite(one.read, one.invoice)),
				...credit,
				deed(command, {action: 'payment.reversed', objects}),
				...(await remember({payment})),
			],
			answer: {payment, invoices: moved.map(({invoice}) => invoice)},
		});
	});
	if (done.ok) await publishOutcome(world.bus, {invoices: done.value.invoices, payments: [done.value.payment]}, now);
	return done;
};

/** What of the payment became the customer's credit leaves it again; undefined when it is no longer there. */
const takenBack = async (
	{world, account, now}: Command,
	{customerId, currency}: PaymentAnswer['payment'],
	fromCredit: number,
) => {
	if (fromCredit === 0) return [];
	const read = await readCustomer(world.db, account.id, customerId);
	if (read === undefined || (read.document.creditBalances[currency] ?? 0) < fromCredit) return undefined;
	return [updateCustomerWrite(read, withCredit(read.document, currency, -fromCredit, now))];
};
