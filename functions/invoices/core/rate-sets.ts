import type {AppliedTaxRate} from '../../../schemas/lines.ts';

/** Things that carry exactly the same tax rates, in document order. Sets stand in the order in which they first appear. */
export type RateSet<T> = {readonly rates: readonly AppliedTaxRate[]; readonly members: readonly T[]};

/** Names a set of rates; their order does not matter. */
export const rateSetKey = (ids: readonly string[]): string =>
	ids.length > 1 ? [...ids].sort().join(' ') : (ids[0] ?? '');

export const rateSetKeyOf = ({taxRates}: {readonly taxRates: readonly AppliedTaxRate[]}): string =>
	rateSetKey(taxRates.map(({id}) => id));

/** Groups lines and charges by the rates they carry. */
export const rateSets = <T extends {readonly taxRates: readonly AppliedTaxRate[]}>(
	things: readonly T[],
): readonly RateSet<T>[] => {
	const sets = new Map<string, {rates: readonly AppliedTaxRate[]; members: T[]}>();
	for (const thing of things) {
		const key = rateSetKeyOf(thing);
		const set = sets.get(key);
		if (set === undefined) sets.set(key, {rates: thing.taxRates, members: [thing]});
		else set.members.push(thing);
	}
	return [...sets.values()];
};

/** Names a tax group: rates of equal scheme, category and percent are taxed together. Rule 4. */
export const taxGroupKey = ({
	scheme,
	category,
	percent,
}: Pick<AppliedTaxRate, 'scheme' | 'category' | 'percent'>): string => `${scheme} ${category} ${percent}`;
