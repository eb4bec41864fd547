/** Invoices, templates and payments: the calls in which money moves. */
import {at, crud} from './calls.ts';
import {call} from './http.ts';
import type {CreditNote, Invoice, PeriodPreview, RaisedPrices, Template} from './invoice-shapes.ts';
import type {Payment, PlainDate, Refund} from './shapes.ts';

export const invoices = {...crud<Invoice>('invoices')};

/** One action on many invoices, a hundred a call: as many as the API takes at once. Each call has a key of its own. */
export const doInBulk = async (
	account: string,
	{action, ids}: {readonly action: BulkAction; readonly ids: readonly string[]},
	idempotencyKey: string,
): Promise<readonly BulkResult[]> => {
	const results: BulkResult[] = [];
	for (let from = 0; from < ids.length; from += mostAtOnce) {
		const {data} = await call<{data: readonly BulkResult[]}>({
			method: 'POST',
			path: at(account, 'invoices', 'bulk'),
			body: {action, ids: ids.slice(from, from + mostAtOnce)},
			idempotencyKey: `${idempotencyKey}-${from}`,
		});
		results.push(...data);
	}
	return results;
};
const mostAtOnce = 100;
export type BulkAction = 'finalize' | 'send' | 'remind' | 'void';
export type BulkResult = {readonly id: string; readonly ok: boolean; readonly code: string | null};

export const creditNotes = crud<CreditNote>('credit-notes');

export const templates = {
	...crud<Template>('templates'),
	preview: (account: string, id: string, count: number) =>
		call<{data: readonly PeriodPreview[]}>({path: at(account, 'templates', id, 'preview'), query: {count}}),
	/** A thousand a call; the rest from `cursor` on. */
	raise: (
		account: string,
		asked: {readonly percent: string; readonly from: PlainDate; readonly dryRun: boolean},
		rest: {readonly cursor?: string | null; readonly idempotencyKey?: string; readonly signal?: AbortSignal} = {},
	) =>
		call<RaisedPrices>({
			method: 'POST',
			path: at(account, 'templates', 'raise-prices'),
			body: asked,
			query: {cursor: rest.cursor},
			...(rest.idempotencyKey === undefined ? {} : {idempotencyKey: rest.idempotencyKey}),
			...(rest.signal === undefined ? {} : {signal: rest.signal}),
		}),
	invoices: (account: string, id: string) =>
		call<{data: readonly Invoice[]; nextCursor: string | null}>({path: at(account, 'templates', id, 'invoices')}),
};

export const payments = {
	...crud<Payment>('payments'),
	refund: (account: string, id: string, body: object, idempotencyKey: string) =>
		call<Refund>({method: 'POST', path: at(account, 'payments', id, 'refunds'), body, idempotencyKey}),
};
