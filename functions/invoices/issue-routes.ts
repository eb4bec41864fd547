import {z} from 'zod';
import {Invoice} from '../../schemas/invoice.ts';
import {BulkRequest, FinalizeRequest, SendRequest} from '../../schemas/invoice-requests.ts';
import {type Route, route} from '../route.ts';
import {answeringInvoice} from './answer.ts';
import {bulk} from './bulk.ts';
import {invoiceExample} from './examples.ts';
import {finalizeInvoice} from './finalize-invoice.ts';
import {isDraft, isOpen, isSendable, refusedByState} from './refused-by-state.ts';
import {remindInvoice, sendInvoice} from './send-invoice.ts';
import {warnings} from './warnings.ts';

const writes = {kind: 'member', role: 'bookkeeper', scope: 'invoices:write'} as const;

const composing = ['customer_archived', 'discount_not_spreadable', 'prepayment_deducted'] as const;
const numbering = ['issue_date_before_last', 'period_closed', 'account_suspended'] as const;
const answersInvoice = {status: 200, schema: Invoice} as const;
const example = {answer: invoiceExample};

/** Taking a number, and telling the customer. */
export const issueRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/finalize',
		name: 'finalizeInvoice',
		summary: 'Issue a draft: takes the number',
		access: writes,
		body: FinalizeRequest,
		answer: answersInvoice,
		refusals: ['invoice_not_draft', 'total_negative', ...composing, ...numbering],
		example: {body: {issueDate: '2026-11-22'}, answer: {...invoiceExample, warnings: []}},
		stateRefusal: refusedByState(isDraft),
		run: (command) =>
			answeringInvoice(
				command,
				(remember) =>
					finalizeInvoice(
						command,
						{id: command.params.invoice, issueDate: command.body.issueDate ?? null, send: null},
						remember,
					),
				(invoice) => warnings(command, invoice),
			),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/send',
		name: 'sendInvoice',
		summary: 'Mail an invoice; a draft is issued first',
		access: writes,
		body: SendRequest,
		answer: answersInvoice,
		refusals: [
			'invoice_not_draft',
			'invoice_not_open',
			'nothing_to_send',
			'total_negative',
			...composing,
			...numbering,
		],
		example: {body: {}, answer: invoiceExample},
		stateRefusal: refusedByState(isSendable),
		run: (command) =>
			answeringInvoice(command, (remember) => sendInvoice(command, command.params.invoice, command.body, remember)),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/remind',
		name: 'remindInvoice',
		summary: 'Mail a reminder now',
		access: writes,
		answer: answersInvoice,
		refusals: ['invoice_not_open', 'nothing_to_send'],
		example,
		stateRefusal: refusedByState(isOpen),
		run: (command) => answeringInvoice(command, (remember) => remindInvoice(command, command.params.invoice, remember)),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/bulk',
		name: 'bulkInvoices',
		summary: 'Do one thing to many invoices',
		access: writes,
		body: BulkRequest,
		answer: {
			status: 200,
			schema: z.strictObject({
				data: z.array(z.strictObject({id: z.string(), ok: z.boolean(), code: z.string().nullable()})),
			}),
		},
		refusals: [],
		example: {
			body: {action: 'finalize', ids: [invoiceExample.id]},
			answer: {data: [{id: invoiceExample.id, ok: true, code: null}]},
		},
		run: bulk,
	}),
];
