import {CreditNote} from '../../schemas/credit-note.ts';
import {Invoice} from '../../schemas/invoice.ts';
import {CreditNoteRequest} from '../../schemas/invoice-requests.ts';
import {ManualPaymentInput, Payment} from '../../schemas/payment.ts';
import {
	answeringCreditNote,
	creditNoteExample,
	invoiceBody,
	invoiceExample,
	isCreditable,
	refusedByState,
} from '../invoices/index.ts';
import {ok} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import {answeredPayment} from './answer.ts';
import {canCharge, chargeNow} from './charge-now.ts';
import {canReceive} from './core/manual.ts';
import {creditAndRefund} from './credit-invoice.ts';
import {paymentExample} from './examples.ts';
import {receivePayment} from './receive-payment.ts';

const writes = {kind: 'member', role: 'bookkeeper', scope: 'payments:write'} as const;
const numbering = ['issue_date_before_last', 'period_closed', 'account_suspended'] as const;

/** What moves money of one invoice. */
export const invoiceRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/payments',
		name: 'receivePayment',
		summary: 'Record a transfer, cash or a cheque for an invoice',
		access: writes,
		body: ManualPaymentInput,
		answer: {status: 201, schema: Payment},
		refusals: ['invoice_not_open', 'amount_exceeds_due', 'charge_in_flight'],
		example: {
			body: {amount: 23800, method: 'transfer', receivedOn: '2026-11-30', reference: 'INV-2026-0042'},
			answer: paymentExample,
		},
		stateRefusal: refusedByState(canReceive),
		run: (command) =>
			answering(command.request, answeredPayment, (remember) =>
				receivePayment(command, {...command.body, invoiceId: command.params.invoice}, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/charge',
		name: 'chargeInvoice',
		summary: 'Charge the saved card now',
		access: writes,
		answer: {status: 200, schema: Invoice},
		refusals: [
			'invoice_not_open',
			'charge_in_flight',
			'no_card',
			'no_stripe_account',
			'customer_archived',
			'account_suspended',
		],
		example: {answer: {...invoiceExample, status: 'paid', amountPaid: 23800, amountDue: 0}},
		stateRefusal: refusedByState(canCharge),
		run: async (command) => {
			const charged = await chargeNow(command, command.params.invoice);
			return charged.ok ? ok({body: await invoiceBody(command, charged.value)}) : charged;
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/credit-notes',
		name: 'creditInvoice',
		summary: 'Credit an issued invoice, whole or in part',
		access: writes,
		body: CreditNoteRequest,
		answer: {status: 201, schema: CreditNote},
		refusals: [
			'invoice_not_open',
			'credit_exceeds_invoice',
			'charge_in_flight',
			'refund_exceeds_payment',
			'payment_not_refundable',
			...numbering,
		],
		example: {body: {reason: 'Returned'}, answer: creditNoteExample},
		stateRefusal: refusedByState(isCreditable),
		run: (command) =>
			answeringCreditNote(command.request, (remember) =>
				creditAndRefund(command, {...command.body, id: command.params.invoice}, remember),
			),
	}),
];
