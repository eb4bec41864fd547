import {z} from 'zod';
import {Invoice, InvoiceInput, type InvoiceStatus} from '../../schemas/invoice.ts';
import {
	ApplyCreditRequest,
	BulkRequest,
	FinalizeRequest,
	InvoiceQuery,
	SendRequest,
	VoidRequest,
	WriteOffRequest,
} from '../../schemas/invoice-requests.ts';
import {listOf} from '../../schemas/list.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import type {World} from '../world.ts';
import {answeringInvoice, found, invoiceBodies, invoiceBody} from './answer.ts';
import {applyCustomerCredit} from './apply-credit.ts';
import {bulk} from './bulk.ts';
import {momentOf} from './command.ts';
import {presentUnsaved} from './core/present.ts';
import {correctInvoice} from './correct-invoice.ts';
import {createInvoice, draft} from './create-invoice.ts';
import {creditNoteRoutes} from './credit-note-routes.ts';
import {deleteDraft} from './delete-draft.ts';
import {duplicateInvoice} from './duplicate-invoice.ts';
import {invoiceExample, invoiceInputExample} from './examples.ts';
import {finalizeInvoice} from './finalize-invoice.ts';
import {listInvoices} from './list-invoices.ts';
import {InvoicePatch, patchInvoice} from './patch-invoice.ts';
import {remindInvoice, sendInvoice} from './send-invoice.ts';
import {readInvoice} from './store.ts';
import {voidInvoice} from './void-invoice.ts';
import {warnings} from './warnings.ts';
import {writeOffInvoice} from './write-off-invoice.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'invoices:read'} as const;
const writes = {kind: 'member', role: 'bookkeeper', scope: 'invoices:write'} as const;

const all = '/accounts/{account}/invoices';
const one = '/accounts/{account}/invoices/{invoice}';

const composing = ['customer_archived', 'discount_not_spreadable'] as const;
const numbering = ['issue_date_before_last', 'period_closed', 'account_suspended'] as const;
const answersInvoice = {status: 200, schema: Invoice} as const;
const example = {answer: invoiceExample};

type Named = {readonly world: World; readonly params: {readonly account: string; readonly invoice: string}};

/** State before shape: what the invoice's status refuses, whatever the body says. */
const unless =
	<Code extends 'invoice_not_draft' | 'invoice_not_open'>(status: InvoiceStatus, code: Code) =>
	async ({world, params}: Named) => {
		const read = await readInvoice(world.db, params.account, params.invoice);
		if (read === undefined) return {code: 'not_found'} as const;
		return read.document.status === status ? null : {code};
	};
const notDraft = unless('draft', 'invoice_not_draft');
const notOpen = unless('open', 'invoice_not_open');

export const routes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/preview',
		name: 'previewInvoice',
		summary: 'Compute the totals of an unsaved invoice',
		access: reads,
		body: InvoiceInput,
		answer: answersInvoice,
		refusals: composing,
		example: {body: invoiceInputExample, answer: {...invoiceExample, id: null, status: 'draft', number: null}},
		run: async (command) => {
			const drafted = await draft(command, command.request.newId('inv'), command.body);
			return drafted.ok
				? ok({body: presentUnsaved(drafted.value, {today: momentOf(command).today, hostedUrl: null})})
				: drafted;
		},
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
	route({
		method: 'POST',
		path: all,
		name: 'createInvoice',
		summary: 'Create a draft',
		access: writes,
		body: InvoiceInput,
		answer: {status: 201, schema: Invoice},
		refusals: composing,
		example: {body: invoiceInputExample, answer: {...invoiceExample, status: 'draft', number: null}},
		run: (command) => answeringInvoice(command, (remember) => createInvoice(command, command.body, remember)),
	}),
	route({
		method: 'GET',
		path: all,
		name: 'listInvoices',
		summary: 'List invoices, newest first',
		access: reads,
		query: InvoiceQuery,
		answer: {status: 200, schema: listOf(Invoice)},
		refusals: ['filter_combination'],
		example: {query: {status: 'open', limit: '25'}, answer: {data: [invoiceExample], nextCursor: null}},
		run: async (command) => {
			const page = await listInvoices(command, command.query);
			if (!page.ok) return page;
			return ok({body: {data: await invoiceBodies(command, page.value.data), nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: one,
		name: 'getInvoice',
		summary: 'Get an invoice',
		access: reads,
		answer: answersInvoice,
		refusals: [],
		example,
		run: async (command) => {
			const read = await readInvoice(command.world.db, command.account.id, command.params.invoice);
			return read === undefined
				? refuse('not_found')
				: found(await invoiceBody(command, read.document), read.stored.version);
		},
	}),
	route({
		method: 'PATCH',
		path: one,
		name: 'changeInvoice',
		summary: 'Change a draft, or annotate an issued invoice',
		access: writes,
		body: InvoicePatch,
		answer: answersInvoice,
		refusals: ['invoice_not_draft', ...composing],
		example: {body: {notes: 'Thank you for your order.'}, answer: invoiceExample},
		run: (command) =>
			answeringInvoice(command, (remember) => patchInvoice(command, command.params.invoice, command.body, remember)),
	}),
	route({
		method: 'DELETE',
		path: one,
		name: 'deleteInvoice',
		summary: 'Delete a draft',
		access: writes,
		answer: {status: 204},
		refusals: ['invoice_not_draft'],
		example: {},
		run: async (command) => {
			const deleted = await deleteDraft(command, command.params.invoice);
			return deleted.ok ? ok({}) : deleted;
		},
	}),
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
		stateRefusal: notDraft,
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
		run: (command) => answeringInvoice(command, (remember) => remindInvoice(command, command.params.invoice, remember)),
	}),
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
		stateRefusal: notOpen,
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
		stateRefusal: notOpen,
		run: (command) =>
			answeringInvoice(command, (remember) =>
				writeOffInvoice(command, {id: command.params.invoice, amount: command.body.amount ?? null}, remember),
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
		run: (command) =>
			answeringInvoice(command, (remember) => correctInvoice(command, command.params.invoice, remember)),
	}),
	route({
		method: 'POST',
		path: '/accounts/{account}/invoices/{invoice}/duplicate',
		name: 'duplicateInvoice',
		summary: 'Copy an invoice into a new draft',
		access: writes,
		answer: {status: 201, schema: Invoice},
		refusals: composing,
		example: {answer: {...invoiceExample, status: 'draft', number: null}},
		run: (command) =>
			answeringInvoice(command, (remember) => duplicateInvoice(command, command.params.invoice, remember)),
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
		stateRefusal: notOpen,
		run: (command) =>
			answeringInvoice(command, (remember) =>
				applyCustomerCredit(command, {id: command.params.invoice, amount: command.body.amount ?? null}, remember),
			),
	}),
	...creditNoteRoutes,
];
