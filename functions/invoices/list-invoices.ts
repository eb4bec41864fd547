import type {PlainDate} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {InvoiceQuery} from '../../schemas/invoice-requests.ts';
import {type Listing, listPage} from '../developers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Filter} from '../world.ts';
import {type Command, momentOf} from './command.ts';
import {asInvoice, invoicesOf} from './store.ts';

export type InvoicePage = {readonly data: readonly InvoiceDocument[]; readonly nextCursor: string | null};

/** One page of an account's invoices. What no index serves is refused rather than scanned. */
export const listInvoices = async (
	command: Command,
	query: InvoiceQuery,
): Promise<Result<InvoicePage, 'invalid_request' | 'filter_combination'>> => {
	const listing = listingOf(command.account.id, query, momentOf(command).today);
	if (!listing.ok) return listing;
	const page = await listPage(command.world.db, listing.value, query);
	return page.ok
		? ok({data: page.value.data.map((stored) => asInvoice(stored).document), nextCursor: page.value.nextCursor})
		: page;
};

/** Pure: filters and order as the database takes them. */
export const listingOf = (
	accountId: string,
	query: InvoiceQuery,
	today: PlainDate,
): Result<Listing, 'filter_combination'> => {
	const ranges = rangesOf(query, today);
	const equal = equalities(query);
	if (ranges.length > 1) return combination('Give one range: issue date, due date, overdue or q.');
	if (query.q !== undefined && equal.length > 0)
		return combination('q searches all invoices: give no filter beside it.');
	if (query.number !== undefined && ranges.length > 0) return combination('A number is one invoice: give no range.');
	const [range] = ranges;
	const order = orderOf(query, range?.field);
	if (order === undefined) return combination('A range is sorted by its own field.');
	if (query.overdue === true && query.status !== undefined && query.status !== 'open')
		return combination('Only open invoices are overdue.');
	if (query.overdue === false) return combination('overdue can only be true.');
	return ok({
		collection: invoicesOf(accountId),
		where: [...equal, ...(range?.filters ?? [])],
		orderBy: [order],
	});
};

type Range = {readonly field: string; readonly filters: readonly Filter[]};

const equalities = ({status, customerId, templateId, number, overdue}: InvoiceQuery): readonly Filter[] =>
	[
		['status', overdue === true ? 'open' : status],
		['customerId', customerId],
		['template.id', templateId],
		['number', number],
	].flatMap(([field, value]) =>
		field === undefined || value === undefined ? [] : [{field, op: '==' as const, value}],
	);

/** `q` finds numbers by how they begin. */
const rangesOf = (query: InvoiceQuery, today: PlainDate): readonly Range[] =>
	[
		range('issueDate', query.issuedFrom, query.issuedTo),
		range('dueDate', query.dueFrom, query.dueTo),
		query.overdue === true
			? {field: 'dueDate', filters: [{field: 'dueDate', op: '<' as const, value: today}]}
			: undefined,
		query.q === undefined ? undefined : range('number', query.q, `${query.q}\uf8ff`),
	].flatMap((one) => (one === undefined ? [] : [one]));

const range = (field: string, from: string | undefined, to: string | undefined): Range | undefined =>
	from === undefined && to === undefined
		? undefined
		: {
				field,
				filters: [
					...(from === undefined ? [] : [{field, op: '>=' as const, value: from}]),
					...(to === undefined ? [] : [{field, op: '<=' as const, value: to}]),
				],
			};

/** A number is one invoice at most, in whatever order. */
const orderOf = (
	{sort, number}: InvoiceQuery,
	rangeField: string | undefined,
): Listing['orderBy'][number] | undefined => {
	const wanted = number === undefined ? sort : undefined;
	const chosen = wanted ?? (rangeField === undefined ? '-createdAt' : `-${rangeField}`);
	const descending = chosen.startsWith('-');
	const field = descending ? chosen.slice(1) : chosen;
	if (rangeField !== undefined && field !== rangeField) return undefined;
	return {field, direction: descending ? 'desc' : 'asc'};
};

const combination = (detail: string) => refuse('filter_combination', detail);
