import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {ListQuery} from '../../schemas/list.ts';
import type {TemplateDocument} from '../../schemas/template.ts';
import type {TemplateQuery} from '../../schemas/template-requests.ts';
import {type Listing, listPage} from '../developers/index.ts';
import {asInvoice, invoicesOf} from '../invoices/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Filter} from '../world.ts';
import type {Command} from './command.ts';
import {asTemplate, readTemplate, templatesOf} from './store.ts';

type Page<Row> = {readonly data: readonly Row[]; readonly nextCursor: string | null};

/** Newest first. */
export const listTemplates = async (
	{world, account}: Command,
	query: TemplateQuery,
): Promise<Result<Page<TemplateDocument>, 'invalid_request'>> => {
	const page = await listPage(world.db, listing(templatesOf(account.id), query), query);
	if (!page.ok) return page;
	return ok({...page.value, data: page.value.data.map((stored) => asTemplate(stored).document)});
};

/** The invoices that a template made, newest first. */
export const listInvoicesOf = async (
	{world, account}: Command,
	templateId: string,
	query: ListQuery,
): Promise<Result<Page<InvoiceDocument>, 'invalid_request' | 'not_found'>> => {
	if (!(await readTemplate(world.db, account.id, templateId))) return refuse('not_found');
	const page = await listPage(world.db, listing(invoicesOf(account.id), {'template.id': templateId}), query);
	if (!page.ok) return page;
	return ok({...page.value, data: page.value.data.map((stored) => asInvoice(stored).document)});
};

type Filters = {readonly [field: string]: string | number | undefined};
const filtered = ['status', 'customerId', 'template.id'] as const;

const listing = (collection: string, filters: Filters): Listing => ({
	collection,
	where: filtered.flatMap((field): readonly Filter[] => {
		const value = filters[field];
		return value === undefined ? [] : [{field, op: '==', value}];
	}),
	orderBy: [{field: 'createdAt', direction: 'desc'}],
});
