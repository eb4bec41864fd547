import {Invoice} from '../../schemas/invoice.ts';
import {ApplyCreditRequest, VoidRequest, WriteOffRequest} from '../../schemas/invoice-requests.ts';
import {type Route, route} from '../route.ts';
import {answeringInvoice} from './answer.ts';
import {applyCustomerCredit} from './apply-credit.ts';
import {correctInvoice} from './correct-invoice.ts';
import {invoiceExample} from './examples.ts';
import {isCreditable, isSettleable, isVoidable, refusedByState} from './refused-by-state.ts';
import {voidInvoice} from './void-invoice.ts';
import {writeOffInvoice} from './write-off-invoice.ts';

const writes = {kind: 'member', role: 'bookkeeper', scope: 'invoices:write'} as const;

const composing = ['customer_archived', 'discount_not_spreadable'] as const;
const numbering = ['issue_date_before_last', 'period_closed', 'account_suspended'] as const;
const answersInvoice = {status: 200, schema: Invoice} as const;

/** What ends an issued invoice, or part of it, without money. */
export const settleRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/void',
		name: 'voidInvoice',
		summary: 'Void an open invoice by a cancelling credit note',
		access: writes,
		body: VoidRequest,
		answer: answersInvoice,
		refusals: [
			'invoice_not_open',
			'invoice_has_payments',
			'invoice_has_credit_notes',
			'charge_in_flight',
			'credit_exceeds_invoice',
			...numbering,
		],
		example: {body: {reason: 'Entered twice'}, answer: {...invoiceExample, status: 'void'}},
		stateRefusal: refusedByState(isVoidable),
		run: (command) =>
			answeringInvoice(command, (remember) =>
				voidInvoice(command, {id: command.params.invoice, reason: command.body.reason ?? null}, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/write-off',
		name: 'writeOffInvoice',
		summary: 'Book what will not be paid as bad debt',
		access: writes,
		body: WriteOffRequest,
		answer: answersInvoice,
		refusals: ['invoice_not_open', 'amount_exceeds_due', 'charge_in_flight'],
		example: {body: {reason: 'Insolvent'}, answer: {...invoiceExample, status: 'uncollectible'}},
		stateRefusal: refusedByState(isSettleable),
		run: (command) =>
			answeringInvoice(command, (remember) =>
				writeOffInvoice(command, {id: command.params.invoice, amount: command.body.amount ?? null}, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/apply-credit',
		name: 'applyCredit',
		summary: 'Settle an invoice from the customer’s credit',
		access: writes,
		body: ApplyCreditRequest,
		answer: answersInvoice,
		refusals: ['invoice_not_open', 'amount_exceeds_due', 'charge_in_flight'],
		example: {body: {}, answer: invoiceExample},
		stateRefusal: refusedByState(isSettleable),
		run: (command) =>
			answeringInvoice(command, (remember) =>
				applyCustomerCredit(command, {id: command.params.invoice, amount: command.body.amount ?? null}, remember),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/correct',
		name: 'correctInvoice',
		summary: 'Credit an issued invoice in full and open a new draft',
		access: writes,
		answer: {status: 201, schema: Invoice},
		refusals: ['invoice_not_open', 'charge_in_flight', 'credit_exceeds_invoice', ...composing, ...numbering],
		example: {answer: {...invoiceExample, status: 'draft', number: null}},
		stateRefusal: refusedByState(isCreditable),
		run: (command) =>
			answeringInvoice(command, (remember) => correctInvoice(command, command.params.invoice, remember)),
	}),
];
