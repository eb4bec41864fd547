/** What the law wants to read where no tax is charged (rule 22). */
import type {AppliedTaxRate, PricedDocument, TaxCategory, TaxOutcome} from '../../../schemas/lines.ts';
import type {Words} from './words.ts';

/** VATEX codes of EN 16931 (BR-CL-22) that follow from the category alone. */
const codes: {readonly [category in TaxCategory]?: string} = {AE: 'VATEX-EU-AE', K: 'VATEX-EU-IC', G: 'VATEX-EU-G'};

/**
 * One text for each tax group of the categories AE, K, G and E, in the order of the groups: the rate's own reason or the
 * usual words, with the VATEX code. Category O only says what its rate gives as reason.
 */
export const statutoryTexts = (
	taxes: readonly TaxOutcome[],
	content: Pick<PricedDocument, 'lines' | 'charges'>,
	words: Words,
): readonly string[] => {
	const rates = [...content.lines, ...content.charges].flatMap(({taxRates}) => taxRates);
	const texts = taxes.flatMap((group) => textOf(group, rateOf(group, rates), words));
	return [...new Set(texts)];
};

const rateOf = (group: TaxOutcome, rates: readonly AppliedTaxRate[]): AppliedTaxRate | undefined =>
	rates.find(
		({scheme, category, percent}) =>
			scheme === group.scheme && category === group.category && percent === group.percent,
	);

const textOf = ({category}: TaxOutcome, rate: AppliedTaxRate | undefined, words: Words): readonly string[] => {
	const usual = category === 'AE' || category === 'K' || category === 'G' || category === 'E';
	const text = rate?.reason || (usual ? words.statutory[category] : null);
	if (!text) return [];
	const code = rate?.exemptionCode || codes[category];
	return [code ? `${text.replace(/\.$/, '')} (${code}).` : text];
};
