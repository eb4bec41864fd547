/** What the API answers of items and tax rates. */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {Item, ItemDocument, TaxRate, TaxRateDocument} from '../../../schemas/catalog.ts';
import {rateAt} from './tax-rate.ts';

export const presentItem = (item: ItemDocument): Item => ({
	id: item.id,
	name: item.name,
	description: item.description,
	unit: item.unit,
	unitAmount: item.unitAmount,
	currency: item.currency,
	taxRateIds: item.taxRateIds,
	version: item.version,
	createdAt: item.createdAt,
	updatedAt: item.updatedAt,
});

/** `percent` is the one valid `today`. */
export const presentTaxRate = (rate: TaxRateDocument, today: PlainDate): TaxRate => ({
	id: rate.id,
	name: rate.name,
	percent: rateAt(rate, today).percent,
	scheme: rate.scheme,
	category: rate.category,
	reason: rate.reason,
	exemptionCode: rate.exemptionCode,
	versions: rate.versions,
	version: rate.version,
	createdAt: rate.createdAt,
	updatedAt: rate.updatedAt,
});
