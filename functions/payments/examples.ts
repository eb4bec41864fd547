/** For openapi.json. */
import type {Payment, Refund} from '../../schemas/payment.ts';

export const paymentExample: Payment = {
	id: 'pay_8wZc6YkL',
	customerId: 'cus_4fKx9TqB',
	allocations: [{invoiceId: 'inv_9pQ3vRtY', amount: 23800}],
	amount: 23800,
	currency: 'EUR',
	amountRefunded: 0,
	method: 'transfer',
	status: 'succeeded',
	card: null,
	receivedOn: '2026-11-30',
	reference: 'INV-2026-0042',
	declineCode: null,
	attempt: null,
	version: 1,
	createdAt: '2026-11-30T10:00:00.000Z',
	updatedAt: '2026-11-30T10:00:00.000Z',
};

export const refundExample: Refund = {
	id: 'ref_3bNm7XsD',
	paymentId: 'pay_8wZc6YkL',
	amount: 5000,
	status: 'succeeded',
	creditNoteId: 'crn_5tGb8NhU',
	reason: 'Goodwill',
};
