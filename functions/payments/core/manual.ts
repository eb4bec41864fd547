/** Payments that people record: transfers, cash, cheques. */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import {isChargeInFlight, type Moment, move} from '../../invoices/core/lifecycle.ts';
import {outboxBeside} from '../../invoices/core/outbox-beside.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {announced} from './card-payment.ts';
import {withPayment} from './outcome.ts';

export type Received = Pick<PaymentDocument, 'amount' | 'method' | 'receivedOn' | 'reference'>;
export type Settled = {readonly invoice: InvoiceDocument; readonly toBalance: number};
export type ReceiveRefusal = 'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight';

type Receipt = {readonly paymentId: string; readonly amount: number; readonly overpayment: 'refuse' | 'credit'};

/** Whether money may be recorded for an invoice: open or written off, and no charge under way. */
export const canReceive = (invoice: InvoiceDocument): Result<null, 'invoice_not_open' | 'charge_in_flight'> => {
	if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return refuse('invoice_not_open');
	return isChargeInFlight(invoice) ? refuse('charge_in_flight') : ok(null);
};

/** An invoice after money came for it. More than is due is refused or becomes the customer's credit (rule 18). */
export const received = (
	invoice: InvoiceDocument,
	{paymentId, amount, overpayment}: Receipt,
	moment: Moment,
): Result<Settled, ReceiveRefusal> => {
	const allowed = canReceive(invoice);
	if (!allowed.ok) return allowed;
	const most = invoice.amountDue + invoice.amountWrittenOff;
	if (overpayment === 'refuse' && amount > most) return refuse('amount_exceeds_due');
	const moved = move(invoice, {paid: amount}, moment);
	return ok({invoice: withPayment(moved.invoice, paymentId), toBalance: moved.toBalance});
};

export type ManualFacts = Received & {
	readonly id: string;
	readonly allocations: readonly {readonly invoiceId: string; readonly amount: number}[];
	readonly credited: number;
	readonly actor: PaymentDocument['actor'];
};

/** The payment as recorded, for invoices of one customer and currency of which `first` is one. */
export const manualPayment = (
	first: InvoiceDocument,
	{allocations, ...facts}: ManualFacts,
	{now}: Moment,
): PaymentDocument =>
	announced(
		{
			schema: 1,
			...facts,
			accountId: first.accountId,
			customerId: first.customerId,
			currency: first.currency,
			allocations: [...allocations],
			amountRefunded: 0,
			status: 'succeeded',
			card: null,
			declineCode: null,
			attempt: null,
			provider: null,
			refunds: [],
			commitId: '',
			version: 1,
			createdAt: now,
			updatedAt: now,
			...outboxBeside(first, facts.id),
		},
		first.notify,
	);
