import {Invoice, InvoiceInput} from '../../schemas/invoice.ts';
import {InvoiceQuery} from '../../schemas/invoice-requests.ts';
import {listOf} from '../../schemas/list.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import {answeringInvoice, invoiceBodies, invoiceBody} from './answer.ts';
import {momentOf} from './command.ts';
import {presentUnsaved} from './core/present.ts';
import {createInvoice, draft} from './create-invoice.ts';
import {deleteDraft} from './delete-draft.ts';
import {duplicateInvoice} from './duplicate-invoice.ts';
import {invoiceExample, invoiceInputExample} from './examples.ts';
import {listInvoices} from './list-invoices.ts';
import {InvoicePatch, patchInvoice, takesPatch} from './patch-invoice.ts';
import {exists, isDraft, refusedByState} from './refused-by-state.ts';
import {readInvoice} from './store.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'invoices:read'} as const;
const writes = {kind: 'member', role: 'bookkeeper', scope: 'invoices:write'} as const;

const all = '/accounts/{account}/invoices';
const one = '/accounts/{account}/invoices/{invoice}';

const composing = ['customer_archived', 'discount_not_spreadable'] as const;
const answersInvoice = {status: 200, schema: Invoice} as const;
const example = {answer: invoiceExample};

/** Making, finding and changing invoices; what happens to issued ones is in the other lists. */
export const draftRoutes: readonly Route[] = [
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
			return read === undefined ? refuse('not_found') : ok({body: await invoiceBody(command, read.document)});
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
		stateRefusal: ({body, ...named}) =>
			refusedByState((invoice) => (takesPatch(invoice, body) ? ok(null) : refuse('invoice_not_draft')))(named),
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
		stateRefusal: refusedByState(isDraft),
		run: async (command) => {
			const deleted = await deleteDraft(command, command.params.invoice);
			return deleted.ok ? ok({}) : deleted;
		},
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
		stateRefusal: refusedByState(exists),
		run: (command) =>
			answeringInvoice(command, (remember) => duplicateInvoice(command, command.params.invoice, remember)),
	}),
];
