import {z} from 'zod';
import {id, line} from '../../schemas/basics.ts';
import {CreditNote} from '../../schemas/credit-note.ts';
import {Invoice} from '../../schemas/invoice.ts';
import {CreditNoteRequest} from '../../schemas/invoice-requests.ts';
import {listOf, listQuery} from '../../schemas/list.ts';
import {PositiveAmount} from '../../schemas/money.ts';
import {ManualPaymentInput, Payment, PaymentStatus, Refund, TransferInput} from '../../schemas/payment.ts';
import {listPage} from '../developers/index.ts';
import {creditNoteExample, invoiceExample} from '../invoices/examples.ts';
import {answeringCreditNote, invoiceBody, readInvoice} from '../invoices/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {answering, firstVersion, type Reply, type Route, route} from '../route.ts';
import {chargeNow} from './charge-now.ts';
import {checkoutRoutes} from './checkout-routes.ts';
import {presentPayment, presentRefund} from './core/present.ts';
import {creditAndRefund} from './credit-invoice.ts';
import {paymentExample, refundExample} from './examples.ts';
import {type PaymentAnswer, receivePayment, receiveTransfer} from './receive-payment.ts';
import {type RefundAnswer, requestRefund} from './refund-payment.ts';
import {reversePayment} from './reverse-payment.ts';
import {asPayment, paymentsOf, readPayment} from './store.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'payments:read'} as const;
const writes = {kind: 'member', role: 'bookkeeper', scope: 'payments:write'} as const;
const numbering = ['issue_date_before_last', 'period_closed', 'account_suspended'] as const;

const PaymentQuery = z.strictObject({...listQuery, customerId: id('cus').optional(), status: PaymentStatus.optional()});
const RefundRequest = z.strictObject({
	amount: PositiveAmount.nullish(),
	reason: line(300).nullish(),
	creditNote: z.boolean().default(true),
});

const replied = ({payment, ...answer}: PaymentAnswer): Reply => ({
	body: presentPayment(payment),
	etag: firstVersion(answer),
	location: `/api/v1/accounts/${payment.accountId}/payments/${payment.id}`,
});

export const routes: readonly Route[] = [
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
		stateRefusal: async ({world, params}) => {
			const read = await readInvoice(world.db, params.account, params.invoice);
			if (read === undefined) return {code: 'not_found'};
			const {status} = read.document;
			return status === 'open' || status === 'uncollectible' ? null : {code: 'invoice_not_open'};
		},
		run: (command) =>
			answering(command.request, replied, (remember) =>
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
		refusals: ['invoice_not_open', 'charge_in_flight', 'no_card', 'no_stripe_account'],
		example: {answer: {...invoiceExample, status: 'paid', amountPaid: 23800, amountDue: 0}},
		run: async (command) => {
			const charged = await chargeNow(command, command.params.invoice);
			return charged.ok
				? ok({body: await invoiceBody(command, charged.value.invoice), etag: charged.value.etag})
				: charged;
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
		run: (command) =>
			answeringCreditNote(command.request, (remember) =>
				creditAndRefund(command, {...command.body, id: command.params.invoice}, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/payments',
		name: 'receiveTransfer',
		summary: 'Record one transfer for several invoices',
		access: writes,
		body: TransferInput,
		answer: {status: 201, schema: Payment},
		refusals: ['invoice_not_open', 'amount_exceeds_due', 'charge_in_flight'],
		example: {
			body: {
				customerId: paymentExample.customerId,
				amount: 23800,
				method: 'transfer',
				receivedOn: '2026-11-30',
				allocations: [{invoiceId: invoiceExample.id, amount: 23800}],
			},
			answer: paymentExample,
		},
		run: (command) =>
			answering(command.request, replied, (remember) => receiveTransfer(command, command.body, remember)),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/payments',
		name: 'listPayments',
		summary: 'List payments, newest first',
		access: reads,
		query: PaymentQuery,
		answer: {status: 200, schema: listOf(Payment)},
		refusals: [],
		example: {answer: {data: [paymentExample], nextCursor: null}},
		run: async ({world, account, query}) => {
			const filters = [['customerId', query.customerId] as const, ['status', query.status] as const];
			const where = filters.flatMap(([field, value]) =>
				value === undefined ? [] : [{field, op: '==' as const, value}],
			);
			const listing = {
				collection: paymentsOf(account.id),
				where,
				orderBy: [{field: 'createdAt', direction: 'desc' as const}],
			};
			const page = await listPage(world.db, listing, query);
			if (!page.ok) return page;
			return ok({
				body: {
					data: page.value.data.map((stored) => presentPayment(asPayment(stored).document)),
					nextCursor: page.value.nextCursor,
				},
			});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/payments/{payment}',
		name: 'getPayment',
		summary: 'Get a payment',
		access: reads,
		answer: {status: 200, schema: Payment},
		refusals: [],
		example: {answer: paymentExample},
		run: async ({world, account, params}) => {
			const read = await readPayment(world.db, account.id, params.payment);
			return read === undefined
				? refuse('not_found')
				: ok({body: presentPayment(read.document), etag: read.stored.version});
		},
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/payments/{payment}/reverse',
		name: 'reversePayment',
		summary: 'Take back a payment that bounced',
		access: writes,
		answer: {status: 200, schema: Payment},
		refusals: ['payment_not_reversible'],
		example: {answer: {...paymentExample, status: 'reversed'}},
		run: (command) =>
			answering(command.request, replied, (remember) => reversePayment(command, command.params.payment, remember)),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/payments/{payment}/refunds',
		name: 'refundPayment',
		summary: 'Give money back, with a credit note unless told otherwise',
		access: writes,
		body: RefundRequest,
		answer: {status: 201, schema: Refund},
		refusals: ['refund_exceeds_payment', 'payment_not_refundable', 'credit_exceeds_invoice', ...numbering],
		example: {body: {amount: 5000, reason: 'Goodwill'}, answer: refundExample},
		run: (command) => {
			const {amount = null, reason = null, creditNote} = command.body;
			return answering(
				command.request,
				({payment, refundId}: RefundAnswer) => ({body: presentRefund(payment, refundId)}),
				(remember) => requestRefund(command, {paymentId: command.params.payment, amount, reason, creditNote}, remember),
			);
		},
	}),
	...checkoutRoutes,
];
