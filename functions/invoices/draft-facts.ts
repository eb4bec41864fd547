import type {InvoiceDocument, InvoiceInput} from '../../schemas/invoice.ts';
import {readSeries} from '../accounts/index.ts';
import {readTaxRates} from '../catalog/index.ts';
import {type ReadCustomer, readCustomer} from '../customers/index.ts';
import {type FieldError, ok, type Result, refuse} from '../kernel/result.ts';
import {type Command, factsOf, momentOf} from './command.ts';
import type {DraftFacts} from './core/compose.ts';
import {type Read, readInvoices} from './store.ts';

export type FactsRefusal = 'invalid_request' | 'customer_archived';
/** `customerRead`: for acts that write the customer in the same commit. `notify`: whether endpoints listen. */
export type ReadFacts = DraftFacts & {
	readonly customerRead: ReadCustomer;
	readonly prepaymentsRead: readonly Read<InvoiceDocument>[];
	readonly notify: boolean;
};

/** Reads what a draft depends on. Names that lead nowhere in this account are refused by their field. */
export const readDraftFacts = async (
	command: Command,
	input: InvoiceInput,
): Promise<Result<ReadFacts, FactsRefusal>> => {
	const {world, account} = command;
	const [customerRead, rates, prepayments] = await Promise.all([
		readCustomer(world.db, account.id, input.customerId),
		readTaxRates(world.db, account.id, rateIdsOf(input)),
		readInvoices(world.db, account.id, input.deductInvoiceIds),
	]);
	if (customerRead === undefined) return unknown('customerId', 'unknown_customer', 'names no customer of this account');
	const customer = customerRead.document;
	if (customer.archivedAt !== null) return refuse('customer_archived');
	const series = await readSeries(world.db, account.id, 'invoice', input.seriesId ?? customer.seriesId ?? null);
	if (series === undefined) return unknown('seriesId', 'unknown_series', 'names no invoice series of this account');
	const deducted = prepayments.flatMap((found) => (found === undefined ? [] : [found]));
	if (deducted.length < prepayments.length || !deducted.every(({document}) => isDeductible(document, input))) {
		return unknown(
			'deductInvoiceIds',
			'not_a_prepayment',
			'each must name an issued prepayment invoice of this customer',
		);
	}
	return ok({
		account: factsOf(command),
		customer,
		customerRead,
		seriesId: series.document.id,
		notify: series.document.notify,
		rates,
		prepayments: deducted.map(({document}) => document),
		prepaymentsRead: deducted,
		...momentOf(command),
	});
};

const isDeductible = ({kind, status, customerId}: InvoiceDocument, input: InvoiceInput): boolean =>
	kind === 'prepayment' && (status === 'open' || status === 'paid') && customerId === input.customerId;

const rateIdsOf = ({lines, charges, discounts}: InvoiceInput): readonly string[] =>
	[...lines, ...charges, ...discounts].flatMap(({taxRateIds}) => taxRateIds ?? []);

const unknown = (path: string, code: string, message: string) => {
	const fault: FieldError = {path, code, message};
	return refuse('invalid_request', `${path} ${message}.`, [fault]);
};
