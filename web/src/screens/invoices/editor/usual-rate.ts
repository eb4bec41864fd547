import type {TaxRate} from '../../../api/shapes.ts';

/** The rate an account starts with is its oldest standard one; lists are newest first. */
export const usualRate = (rates: readonly TaxRate[]): readonly string[] => {
	const usual = rates.findLast(({category}) => category === 'S');
	return usual === undefined ? [] : [usual.id];
};
