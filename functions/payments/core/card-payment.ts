/** Payments that the provider tells of: by card or bank debit, automatic or from its page. One object per attempt. */
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PaymentDocument} from '../../../schemas/payment.ts';
import type {Moment} from '../../invoices/core/lifecycle.ts';
import {outboxBeside} from '../../invoices/core/outbox-beside.ts';
import {withSteps} from '../../kernel/outbox.ts';
import type {IntentState} from '../../world.ts';

export type CardPayment = {
	readonly id: string;
	readonly status: 'processing' | 'succeeded' | 'failed';
	readonly via: 'automatic' | 'checkout';
	readonly attempt: number | null;
	/** Beyond what was due: the customer's credit. */
	readonly credited: number;
	readonly declineCode: string | null;
};

/** The payment as it is told now; what was told of it earlier keeps its beginning, its refunds and what it still has to do. */
export const cardPayment = (
	invoice: InvoiceDocument,
	earlier: PaymentDocument | undefined,
	intent: IntentState,
	{id, status, via, attempt, credited, declineCode}: CardPayment,
	{now, today}: Moment,
): PaymentDocument =>
	announced(
		{
			schema: 1,
			id,
			accountId: invoice.accountId,
			customerId: invoice.customerId,
			allocations: [{invoiceId: invoice.id, amount: intent.amount}],
			amount: intent.amount,
			currency: invoice.currency,
			amountRefunded: earlier?.amountRefunded ?? 0,
			method: methodOf(intent),
			status,
			card: intent.card && {...intent.card},
			receivedOn: status === 'succeeded' ? today : null,
			reference: null,
			declineCode,
			attempt,
			provider: {
				on: invoice.stripeOn ?? '',
				intentId: intent.intentId,
				chargeId: intent.chargeId,
				paymentMethodId: intent.paymentMethodId,
				via,
			},
			credited,
			refunds: earlier?.refunds ?? [],
			actor: {type: via === 'checkout' ? 'payer' : 'system', id: null},
			commitId: '',
			version: (earlier?.version ?? 0) + 1,
			createdAt: earlier?.createdAt ?? now,
			updatedAt: now,
			...outboxBeside(invoice, id, earlier?.pending),
		},
		invoice.notify,
	);

const methodOf = ({methodType}: IntentState): PaymentDocument['method'] => {
	if (methodType === 'bank_debit') return 'bank_debit';
	return methodType === 'card' ? 'card' : 'other';
};

/** Adds the event of a payment's new state for webhook endpoints, where the account has any. One on its way is no news yet. */
export const announced = (payment: PaymentDocument, notify: boolean, event = eventOf(payment)): PaymentDocument =>
	notify && event !== undefined
		? withSteps(payment, {step: 'payment.notify', at: payment.updatedAt, kind: event})
		: payment;

const eventOf = ({status}: PaymentDocument): string | undefined => {
	if (status === 'succeeded') return 'payment.succeeded';
	return status === 'failed' || status === 'reversed' ? 'payment.failed' : undefined;
};
