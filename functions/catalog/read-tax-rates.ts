import {TaxRateDocument} from '../../schemas/tax-rate.ts';
import type {PlannedTaxRate} from '../../schemas/template.ts';
import {readAs} from '../kernel/documents.ts';
import type {Db} from '../world.ts';

export const taxRatesOf = (accountId: string): string => `accounts/${accountId}/taxRates`;
export const taxRatePath = (accountId: string, taxRateId: string): string => `${taxRatesOf(accountId)}/${taxRateId}`;

/** The rates by id, with every percent they have or will have; ids that name none of the account are absent. At most 500. */
export const readTaxRates = async (
	db: Db,
	accountId: string,
	ids: readonly string[],
): Promise<ReadonlyMap<string, PlannedTaxRate>> => {
	const asked = [...new Set(ids)];
	if (asked.length === 0) return new Map();
	const found = await db.getMany(asked.map((id) => taxRatePath(accountId, id)));
	return new Map(
		found.flatMap((stored) => {
			if (stored === undefined) return [];
			const rate = plannedOf(readAs(TaxRateDocument, stored));
			return [[rate.id, rate] as const];
		}),
	);
};

/** The part of a stored rate that documents and templates carry. */
export const plannedOf = ({
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
