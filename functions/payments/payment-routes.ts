import {z} from 'zod';
import {id, line} from '../../schemas/basics.ts';
import {listOf, listQuery} from '../../schemas/list.ts';
import {PositiveAmount} from '../../schemas/money.ts';
import {Payment, type PaymentDocument, PaymentStatus, Refund, TransferInput} from '../../schemas/payment.ts';
import {listPage} from '../developers/index.ts';
import {invoiceExample} from '../invoices/index.ts';
import {ok, type Refusal, type Result, refuse} from '../kernel/result.ts';
import {answering, type Route, route} from '../route.ts';
import type {World} from '../world.ts';
import {answeredPayment} from './answer.ts';
import {presentPayment, presentRefund} from './core/present.ts';
import {paymentExample, refundExample} from './examples.ts';
import {receiveTransfer} from './receive-payment.ts';
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

type Named = {readonly world: World; readonly params: {readonly account: string; readonly payment: string}};

/** State before shape: what the payment's state refuses whatever the request says. */
const refusedPayment =
	<Code extends string>(decide: (payment: PaymentDocument) => Result<unknown, Code>) =>
	async ({world, params}: Named): Promise<Refusal<Code | 'not_found'> | null> => {
		const read = await readPayment(world.db, params.account, params.payment);
		if (read === undefined) return {code: 'not_found'};
		const decided = decide(read.document);
		return decided.ok ? null : decided.refusal;
	};

/** Payments themselves, over one invoice or several. */
export const paymentRoutes: readonly Route[] = [
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
			answering(command.request, answeredPayment, (remember) => receiveTransfer(command, command.body, remember)),
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
			return read === undefined ? refuse('not_found') : ok({body: presentPayment(read.document)});
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
		stateRefusal: refusedPayment(({provider, status}) =>
			provider === null && status === 'succeeded' ? ok(null) : refuse('payment_not_reversible'),
		),
		run: (command) =>
			answering(command.request, answeredPayment, (remember) =>
				reversePayment(command, command.params.payment, remember),
			),
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
		stateRefusal: refusedPayment(({status}) => (status === 'succeeded' ? ok(null) : refuse('payment_not_refundable'))),
		run: (command) => {
			const {amount = null, reason = null, creditNote} = command.body;
			return answering(
				command.request,
				({payment, refundId}: RefundAnswer) => ({body: presentRefund(payment, refundId)}),
				(remember) => requestRefund(command, {paymentId: command.params.payment, amount, reason, creditNote}, remember),
			);
		},
	}),
];
