import type {Payment, PaymentDocument, Refund} from '../../../schemas/payment.ts';

/** A stored payment as the API answers it: brand and last four of the card, never more. */
export const presentPayment = (payment: PaymentDocument): Payment => ({
	id: payment.id,
	customerId: payment.customerId,
	allocations: payment.allocations,
	amount: payment.amount,
	currency: payment.currency,
	amountRefunded: payment.amountRefunded,
	method: payment.method,
	status: payment.status,
	card: payment.card && {brand: payment.card.brand, last4: payment.card.last4},
	receivedOn: payment.receivedOn,
	reference: payment.reference,
	declineCode: payment.declineCode,
	attempt: payment.attempt,
	version: payment.version,
	createdAt: payment.createdAt,
	updatedAt: payment.updatedAt,
});

export const presentRefund = ({refunds}: PaymentDocument, refundId: string): Refund | undefined => {
	const refund = refunds.find(({id}) => id === refundId);
	return (
		refund && {
			id: refund.id,
			paymentId: refund.paymentId,
			amount: refund.amount,
			status: refund.status,
			creditNoteId: refund.creditNoteId,
			reason: refund.reason,
		}
	);
};
