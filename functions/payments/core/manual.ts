/** Payments that people record: transfers, cash, cheques. */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import {isChargeInFlight, type Moment, move} from '../../invoices/core/lifecycle.ts';
import {outboxOf} from '../../kernel/outbox.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';

export type Received = Pick<PaymentDocument, 'amount' | 'method' | 'receivedOn' | 'reference'>;
export type Settled = {readonly invoice: InvoiceDocument; readonly toBalance: number};
export type ReceiveRefusal = 'invoice_not_open' | 'amount_exceeds_due' | 'charge_in_flight';

/** An invoice after money came for it. More than is due is refused or becomes the customer's credit (rule 18). */
export const received = (
	invoice: InvoiceDocument,
	{
		paymentId,
		amount,
		overpayment,
	}: {readonly paymentId: string; readonly amount: number; readonly overpayment: 'refuse' | 'credit'},
	moment: Moment,
): Result<Settled, ReceiveRefusal> => {
	if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	const most = invoice.amountDue + invoice.amountWrittenOff;
	if (overpayment === 'refuse' && amount > most) return refuse('amount_exceeds_due');
	const moved = move(invoice, {paid: amount}, moment);
	return ok({invoice: {...moved.invoice, paymentIds: [...invoice.paymentIds, paymentId]}, toBalance: moved.toBalance});
};

export type ManualFacts = Received & {
	readonly id: string;
	readonly accountId: string;
	readonly customerId: string;
	readonly currency: string;
	readonly allocations: readonly {readonly invoiceId: string; readonly amount: number}[];
	readonly credited: number;
	readonly actor: PaymentDocument['actor'];
};

export const manualPayment = ({allocations, ...facts}: ManualFacts, {now}: Moment): PaymentDocument => ({
	schema: 1,
	...facts,
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
	...outboxOf(facts.id),
});

/** What of a payment can still go back: what was refunded or lives on as the customer's credit cannot. */
export const refundable = ({amount, credited, refunds}: PaymentDocument): number =>
	amount - credited - refunds.reduce((sum, refund) => sum + (refund.status === 'failed' ? 0 : refund.amount), 0);
