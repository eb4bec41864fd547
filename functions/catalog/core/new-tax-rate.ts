import type {Instant} from '../../../schemas/basics.ts';
import type {TaxRateDocument, TaxRateInput} from '../../../schemas/catalog.ts';

export type NewTaxRate = {
	readonly id: string;
	readonly accountId: string;
	readonly isDefault: boolean;
	readonly now: Instant;
};

/** A rate whose percent holds since ever, until it is replaced. */
export const newTaxRate = (
	{name, percent, scheme, category, reason, exemptionCode}: TaxRateInput,
	{id, accountId, isDefault, now}: NewTaxRate,
): TaxRateDocument => ({
	schema: 1,
	id,
	accountId,
	name,
	scheme,
	category,
	reason: reason ?? null,
	exemptionCode: exemptionCode ?? null,
	versions: [{from: null, percent}],
	used: false,
	isDefault,
	deleted: false,
	version: 1,
	createdAt: now,
	updatedAt: now,
});
