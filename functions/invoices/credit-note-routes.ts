import {z} from 'zod';
import {id} from '../../schemas/basics.ts';
import {CreditNote} from '../../schemas/credit-note.ts';
import {StandaloneCreditNote} from '../../schemas/invoice-requests.ts';
import {listOf, listQuery} from '../../schemas/list.ts';
import {listPage} from '../developers/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import {type Route, route} from '../route.ts';
import {answeringCreditNote} from './answer.ts';
import {presentCreditNote} from './core/present-credit-note.ts';
import {creditStandalone} from './credit-standalone.ts';
import {creditNoteExample, invoiceInputExample} from './examples.ts';
import {asCreditNote, creditNotePath, creditNotesOf} from './store.ts';

const reads = {kind: 'member', role: 'viewer', scope: 'invoices:read'} as const;
const writes = {kind: 'member', role: 'bookkeeper', scope: 'invoices:write'} as const;

const CreditNoteQuery = z.strictObject({
	...listQuery,
	customerId: id('cus').optional(),
	invoiceId: id('inv').optional(),
});

export const creditNoteRoutes: readonly Route[] = [
	route({
		method: 'POST',
		path: '/accounts/{account}/credit-notes',
		name: 'createCreditNote',
		summary: 'Issue a credit note over nothing billed here; it becomes the customer’s credit',
		access: writes,
		body: StandaloneCreditNote,
		answer: {status: 201, schema: CreditNote},
		refusals: [
			'customer_archived',
			'discount_not_spreadable',
			'total_negative',
			'issue_date_before_last',
			'period_closed',
			'account_suspended',
		],
		example: {
			body: {customerId: invoiceInputExample.customerId, lines: invoiceInputExample.lines, reason: 'Goodwill'},
			answer: creditNoteExample,
		},
		run: (command) =>
			answeringCreditNote(command.request, (remember) => creditStandalone(command, command.body, remember)),
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/credit-notes',
		name: 'listCreditNotes',
		summary: 'List credit notes, newest first',
		access: reads,
		query: CreditNoteQuery,
		answer: {status: 200, schema: listOf(CreditNote)},
		refusals: [],
		example: {answer: {data: [creditNoteExample], nextCursor: null}},
		run: async ({world, account, query}) => {
			const filters = [['customerId', query.customerId] as const, ['invoiceId', query.invoiceId] as const];
			const where = filters.flatMap(([field, value]) =>
				value === undefined ? [] : [{field, op: '==' as const, value}],
			);
			const listing = {
				collection: creditNotesOf(account.id),
				where,
				orderBy: [{field: 'createdAt', direction: 'desc' as const}],
			};
			const page = await listPage(world.db, listing, query);
			if (!page.ok) return page;
			const data = page.value.data.map((stored) => presentCreditNote(asCreditNote(stored).document));
			return ok({body: {data, nextCursor: page.value.nextCursor}});
		},
	}),
	route({
		method: 'GET',
		path: '/accounts/{account}/credit-notes/{creditNote}',
		name: 'getCreditNote',
		summary: 'Get a credit note',
		access: reads,
		answer: {status: 200, schema: CreditNote},
		refusals: [],
		example: {answer: creditNoteExample},
		run: async ({world, account, params}) => {
			const stored = await world.db.get(creditNotePath(account.id, params.creditNote));
			if (stored === undefined) return refuse('not_found');
			return ok({body: presentCreditNote(asCreditNote(stored).document)});
		},
	}),
];
