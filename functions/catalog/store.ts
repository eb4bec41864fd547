/** How items and tax rates are read and written. */
import {ItemDocument, TaxRateDocument} from '../../schemas/catalog.ts';
import type {PlannedTaxRate} from '../../schemas/template.ts';
import {readAs, writeAs} from '../kernel/documents.ts';
import type {Db, Stored, Write} from '../world.ts';

export type Read<Document> = {readonly stored: Stored; readonly document: Document};

export const itemsOf = (accountId: string): string => `accounts/${accountId}/items`;
export const itemPath = (accountId: string, itemId: string): string => `${itemsOf(accountId)}/${itemId}`;
export const taxRatesOf = (accountId: string): string => `accounts/${accountId}/taxRates`;
export const taxRatePath = (accountId: string, taxRateId: string): string => `${taxRatesOf(accountId)}/${taxRateId}`;

export const asItem = (stored: Stored): Read<ItemDocument> => ({stored, document: readAs(ItemDocument, stored)});
export const asTaxRate = (stored: Stored): Read<TaxRateDocument> => ({
	stored,
	document: readAs(TaxRateDocument, stored),
});

export const findItem = async (db: Db, accountId: string, itemId: string): Promise<Read<ItemDocument> | undefined> => {
	const stored = await db.get(itemPath(accountId, itemId));
	return stored && asItem(stored);
};

/** Deleted ones are not found. */
export const findTaxRate = async (
	db: Db,
	accountId: string,
	taxRateId: string,
): Promise<Read<TaxRateDocument> | undefined> => {
	const stored = await db.get(taxRatePath(accountId, taxRateId));
	const read = stored && asTaxRate(stored);
	return read?.document.deleted ? undefined : read;
};

/** Those of `ids` that exist, deleted ones too: a document may still name them. */
export const findTaxRates = async (
	db: Db,
	accountId: string,
	ids: readonly string[],
): Promise<readonly Read<TaxRateDocument>[]> => {
	const wanted = [...new Set(ids)];
	if (wanted.length === 0) return [];
	const found = await db.getMany(wanted.map((id) => taxRatePath(accountId, id)));
	return found.flatMap((stored) => (stored ? [asTaxRate(stored)] : []));
};

/** What documents and templates carry of their rates, by id. Unknown ids are not in the map. */
export const readTaxRates = async (
	db: Db,
	accountId: string,
	ids: readonly string[],
): Promise<ReadonlyMap<string, PlannedTaxRate>> => {
	const found = await findTaxRates(db, accountId, ids);
	return new Map(found.map(({document}) => [document.id, planned(document)]));
};

/** For the commit that names these rates: from then on their percent stays. Nothing for those that were named before. */
export const rateUseWrites = async (db: Db, accountId: string, ids: readonly string[]): Promise<readonly Write[]> => {
	const found = await findTaxRates(db, accountId, ids);
	const unused = found.filter(({document}) => !document.used);
	return unused.map((read) => updateTaxRateWrite(read, {...read.document, used: true}));
};

/** What documents carry of a rate. */
export const planned = ({
	id,
	name,
	scheme,
	category,
	reason,
	exemptionCode,
	versions,
}: TaxRateDocument): PlannedTaxRate => ({
	id,
	name,
	scheme,
	category,
	reason,
	exemptionCode,
	versions,
});

export const createItemWrite = (item: ItemDocument): Write => ({
	op: 'create',
	path: itemPath(item.accountId, item.id),
	fields: writeAs(ItemDocument, item),
});

export const updateItemWrite = ({stored, document}: Read<ItemDocument>, next: ItemDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(ItemDocument, {...next, version: document.version + 1}),
});

export const createTaxRateWrite = (rate: TaxRateDocument): Write => ({
	op: 'create',
	path: taxRatePath(rate.accountId, rate.id),
	fields: writeAs(TaxRateDocument, rate),
});

export const updateTaxRateWrite = ({stored, document}: Read<TaxRateDocument>, next: TaxRateDocument): Write => ({
	op: 'update',
	path: stored.path,
	version: stored.version,
	fields: writeAs(TaxRateDocument, {...next, version: document.version + 1}),
});
