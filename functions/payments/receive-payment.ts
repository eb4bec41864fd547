import type {z} from 'zod';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {ManualPaymentInput, PaymentDocument, TransferInput} from '../../schemas/payment.ts';
import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {creditWrites} from '../customers/index.ts';
import {isPageOpen} from '../invoices/core/lifecycle.ts';
import {momentOf, type Read, readInvoices, updateInvoiceWrite, withPagesClosed} from '../invoices/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command, Remember} from '../route.ts';
import type {Write} from '../world.ts';
import {manualPayment, type Received, type ReceiveRefusal, received} from './core/manual.ts';
import {publishOutcome} from './publish-outcome.ts';
import {paymentWrite} from './store.ts';

export type PaymentAnswer = {readonly payment: PaymentDocument};
export type ReceivePaymentRefusal = ReceiveRefusal | 'not_found' | 'invalid_request';

/** Money for one invoice that a person saw arriving. */
export const receivePayment = (
	command: Command,
	{invoiceId, ...input}: z.output<typeof ManualPaymentInput> & {readonly invoiceId: string},
	remember: Remember<PaymentAnswer>,
) =>
	receive(
		command,
		{...asReceived(input), allocations: [{invoiceId, amount: input.amount}], overpayment: input.overpayment},
		remember,
	);

/** One transfer for several invoices of one customer; each gets its share and no more than it needs. */
export const receiveTransfer = async (
	command: Command,
	input: z.output<typeof TransferInput>,
	remember: Remember<PaymentAnswer>,
) => {
	const {allocations, customerId, currency} = input;
	const sum = allocations.reduce((total, {amount}) => total + amount, 0);
	if (sum !== input.amount) return fault('amount', 'not_allocated', 'must be the sum of the allocations');
	if (new Set(allocations.map(({invoiceId}) => invoiceId)).size < allocations.length)
		return fault('allocations', 'duplicate', 'must name each invoice once');
	return receive(command, {...asReceived(input), allocations, overpayment: 'refuse', customerId, currency}, remember);
};

type Receipt = Received & {
	readonly allocations: readonly {readonly invoiceId: string; readonly amount: number}[];
	readonly overpayment: 'refuse' | 'credit';
	readonly customerId?: string | undefined;
	readonly currency?: string | undefined;
};

const asReceived = ({
	amount,
	method,
	receivedOn,
	reference,
}: {
	readonly amount: number;
	readonly method: Received['method'];
	readonly receivedOn: string;
	readonly reference?: string | null | undefined;
}): Received => ({
	amount,
	method,
	receivedOn,
	reference: reference ?? null,
});

const receive = async (command: Command, receipt: Receipt, remember: Remember<PaymentAnswer>) => {
	const {world, now} = command;
	const ids = receipt.allocations.map(({invoiceId}) => invoiceId);
	const done = await withPagesClosed<Receiving, ReceivePaymentRefusal>(command, ids, () =>
		transact(world, () => plan(command, receipt, remember)),
	);
	if (done.ok) await publishOutcome(world.bus, {invoices: done.value.invoices, payments: [done.value.payment]}, now);
	return done;
};

type Receiving = PaymentAnswer & {readonly invoices: readonly InvoiceDocument[]};

const plan = async (command: Command, receipt: Receipt, remember: Remember<PaymentAnswer>) => {
	const {world, account, now, request} = command;
	const ids = receipt.allocations.map(({invoiceId}) => invoiceId);
	const id = request.newId('pay');
	const reads = await readInvoices(world.db, account.id, ids);
	const settled = settleAll(command, id, receipt, reads);
	if (!settled.ok) return settled;
	if (reads.some((read) => read !== undefined && isPageOpen(read.document))) return refuse('page_open');
	const {invoices, toBalance, writes, first} = settled.value;
	const {allocations, amount, method, receivedOn, reference} = receipt;
	const facts = {id, allocations, amount, method, receivedOn, reference, credited: toBalance, actor: request.actor};
	const payment = manualPayment(first, facts, momentOf(command));
	const objects = [{type: 'payment', id}, ...ids.map((invoice) => ({type: 'invoice', id: invoice}))];
	return ok({
		writes: [
			paymentWrite(payment, undefined),
			...writes,
			...(await creditWrites(world.db, first, toBalance, now)),
			deed(command, {action: 'payment.received', objects}),
			...(await remember({payment})),
		],
		answer: {payment, invoices},
	});
};

type SettledAll = {
	readonly invoices: readonly InvoiceDocument[];
	readonly toBalance: number;
	readonly writes: readonly Write[];
	readonly first: InvoiceDocument;
};

const settleAll = (
	command: Command,
	paymentId: string,
	{allocations, overpayment, customerId, currency}: Receipt,
	reads: readonly (Read<InvoiceDocument> | undefined)[],
): Result<SettledAll, ReceivePaymentRefusal> => {
	const invoices: InvoiceDocument[] = [];
	const writes: Write[] = [];
	let toBalance = 0;
	for (const [index, {amount}] of allocations.entries()) {
		const read = reads[index];
		if (read === undefined) {
			return customerId === undefined
				? refuse('not_found')
				: fault(`allocations.${index}.invoiceId`, 'unknown_invoice', 'names no invoice of this account');
		}
		const {document} = read;
		const isOfCustomer = (customerId ?? document.customerId) === document.customerId;
		const isOneCurrency = (currency ?? reads[0]?.document.currency) === document.currency;
		if (!isOfCustomer || !isOneCurrency)
			return fault(`allocations.${index}.invoiceId`, 'other_customer', 'must be of this customer and currency');
		const settled = received(document, {paymentId, amount, overpayment}, momentOf(command));
		if (!settled.ok) return settled;
		const invoice = {...settled.value.invoice, version: document.version + 1};
		invoices.push(invoice);
		writes.push(updateInvoiceWrite(read, invoice));
		toBalance += settled.value.toBalance;
	}
	const [first] = invoices;
	return first === undefined ? refuse('invalid_request') : ok({invoices, toBalance, writes, first});
};

const fault = (path: string, code: string, message: string) =>
	refuse('invalid_request', `${path} ${message}.`, [{path, code, message}]);
