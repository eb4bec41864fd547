import type {TemplateInput} from '../../schemas/template.ts';
import {readSeries} from '../accounts/index.ts';
import {readTaxRates} from '../catalog/index.ts';
import {openPersonal, readCustomer} from '../customers/index.ts';
import {type FieldError, ok, type Result, refuse} from '../kernel/result.ts';
import type {Command} from './command.ts';
import {rateIdsOf, type TemplateFacts} from './core/compose.ts';
import {dueShardOf} from './store.ts';

export type FactsRefusal = 'invalid_request' | 'customer_archived';

/** Reads what a template copies. Names that lead nowhere in this account are refused by their field. */
export const readTemplateFacts = async (
	{world, account, now}: Command,
	input: TemplateInput,
): Promise<Result<TemplateFacts, FactsRefusal>> => {
	const {db} = world;
	const [customer, rates, creditSeries] = await Promise.all([
		readCustomer(db, account.id, input.customerId),
		readTaxRates(db, account.id, rateIdsOf(input)),
		readSeries(db, account.id, 'creditNote', null),
	]);
	if (!customer) return unknown('customerId', 'unknown_customer', 'names no customer of this account');
	if (customer.document.archivedAt !== null) return refuse('customer_archived');
	const [personal, series] = await Promise.all([
		openPersonal(world, customer.document),
		readSeries(db, account.id, 'invoice', input.seriesId ?? customer.document.seriesId ?? null),
	]);
	if (!series || !creditSeries) return unknown('seriesId', 'unknown_series', 'names no invoice series of this account');
	return ok({
		account: account.account,
		customer: customer.document,
		buyerReference: personal?.buyerReference ?? null,
		seriesId: series.document.id,
		creditSeriesId: creditSeries.document.id,
		rates,
		dueShard: dueShardOf(account.account),
		notify: series.document.notify,
		now,
	});
};

const unknown = (path: string, code: string, message: string) => {
	const fault: FieldError = {path, code, message};
	return refuse('invalid_request', `${path} ${message}.`, [fault]);
};
