import type {TaxOutcome, Totals} from '../../../schemas/lines.ts';
import {roundsTo} from './cash-rounding.ts';
import {adjustment, chargeAmounts, lineAmount, lineBase, type Priceable, type PriceableLine, sum} from './entries.ts';
import {amount, type Operand, operand, portion, type Step, share, total} from './explain-steps.ts';
import {taxGroupKey} from './rate-sets.ts';
import {discountAmount, linesOf} from './spread.ts';

/** The last step of each list results in the number that it explains. */
export type Explanation = {
	readonly lines: readonly {readonly id: string; readonly steps: readonly Step[]}[];
	readonly charges: readonly {readonly id: string; readonly steps: readonly Step[]}[];
	readonly taxes: readonly {readonly taxRateId: string; readonly steps: readonly Step[]}[];
	readonly subtotal: readonly Step[];
	readonly discountTotal: readonly Step[];
	readonly chargeTotal: readonly Step[];
	readonly taxTotal: readonly Step[];
	readonly rounding: readonly Step[];
	readonly total: readonly Step[];
};

/** How each total of a document came about: its arithmetic as data, from the same functions that compute it. `totals` are of this very document. */
export const explain = (document: Priceable, totals: Totals): Explanation => ({
	lines: document.lines.map((line, index) => ({id: line.id, steps: lineSteps(document, totals, line, index)})),
	charges: document.charges.map((charge, index) => ({
		id: charge.id,
		steps: chargeSteps(document, totals, charge, index),
	})),
	taxes: totals.taxes.map((tax) => ({taxRateId: tax.taxRateId, steps: taxSteps(document, totals, tax)})),
	subtotal: [
		total(
			'subtotal',
			totals.lines.map(({id, net}) => amount('line', net, id)),
		),
	],
	discountTotal: discountSteps(document, totals),
	chargeTotal: [
		total(
			'chargeTotal',
			totals.charges.map(({id, net}) => amount('charge', net, id)),
		),
	],
	taxTotal: [
		total(
			'taxTotal',
			totals.taxes.map(({taxRateId, tax}) => amount('tax', tax, taxRateId)),
		),
	],
	rounding: [roundingStep(document, totals)],
	total: totalSteps(totals),
});

/** From quantity × price to net, then the document's discounts and the tax to gross. */
const lineSteps = (document: Priceable, totals: Totals, line: PriceableLine, index: number): readonly Step[] => {
	const outcome = totals.lines[index];
	if (outcome === undefined) return [];
	const entered = enteredSteps(line, document.taxInclusive);
	const rest = [
		...(outcome.discountShare === 0
			? []
			: [share('discountShare', amount('discountTotal', totals.discountTotal), outcome.discountShare)]),
		...taxShare(totals, line, outcome.tax),
		total('gross', [
			amount('net', outcome.net),
			amount('discountShare', outcome.discountShare, null, -1),
			amount('tax', outcome.tax),
		]),
	];
	return document.taxInclusive
		? [...entered, share('net', amount('gross', lineAmount(line)), outcome.net), ...rest]
		: [...entered, ...rest];
};

const enteredSteps = (line: PriceableLine, taxInclusive: boolean): readonly Step[] => {
	const base = lineBase(line);
	const parts = [
		...line.discounts.map((each, index) =>
			portion('discount', each, base, adjustment(base, each), `discounts.${index}`),
		),
		...line.charges.map((each, index) => portion('charge', each, base, adjustment(base, each), `charges.${index}`)),
	];
	const product: Step = {
		label: 'base',
		arithmetic: 'product',
		operands: [operand('quantity', 'quantity', line.quantity), operand('unitAmount', 'unitAmount', line.unitAmount)],
		rounding: 'halfAwayFromZero',
		result: base,
	};
	const added = parts.map(({label, result}) =>
		amount(label === 'discount' ? 'discount' : 'charge', result, null, label === 'discount' ? -1 : 1),
	);
	return [product, ...parts, total(taxInclusive ? 'entered' : 'net', [amount('base', base), ...added])];
};

const taxShare = (totals: Totals, {taxRates}: Pick<PriceableLine, 'taxRates'>, result: number): readonly Step[] => {
	const keys = new Set(taxRates.map(taxGroupKey));
	const groups = totals.taxes.filter((tax) => keys.has(taxGroupKey(tax)));
	const operands = groups.map(({tax, taxRateId}) => amount('tax', tax, taxRateId));
	return operands.length === 0
		? []
		: [{label: 'taxShare', arithmetic: 'share', operands, rounding: 'largestRemainder', result}];
};

const chargeSteps = (
	document: Priceable,
	totals: Totals,
	charge: Priceable['charges'][number],
	index: number,
): readonly Step[] => {
	const outcome = totals.charges[index];
	if (outcome === undefined) return [];
	const lines = sum(document.lines.map(lineAmount));
	const entered = chargeAmounts([charge], lines)[0] ?? 0;
	const steps = [
		portion('charge', charge, lines, entered, charge.id),
		...(document.taxInclusive ? [share('net', amount('gross', entered), outcome.net)] : []),
		...taxShare(totals, charge, outcome.tax),
	];
	const moved = outcome.net + outcome.tax - outcome.gross;
	const less = moved === 0 ? [] : [amount('discountShare', moved, null, -1)];
	return [...steps, total('gross', [amount('net', outcome.net), ...less, amount('tax', outcome.tax)])];
};

const discountSteps = (document: Priceable, totals: Totals): readonly Step[] => {
	const lines = document.lines.map((line) => ({taxRates: line.taxRates, amount: lineAmount(line)}));
	const entered = document.discounts.map((discount, index): Step => {
		const whole = sum(linesOf(discount, lines).map((line) => line.amount));
		const worth = discountAmount(discount, whole, index);
		return portion('discount', discount, whole, worth.ok ? worth.value : 0, `discounts.${index}`);
	});
	const gross = entered.map(({result}, index) => amount('discount', result, `discounts.${index}`));
	if (!document.taxInclusive) return [...entered, total('discountTotal', gross)];
	const step = total('entered', gross);
	return [...entered, step, share('discountTotal', amount('gross', step.result), totals.discountTotal)];
};

/** On top: the lines that carry the rate, then the percentage. Within: what is in the prices of each set of rates, added up. */
const taxSteps = (document: Priceable, totals: Totals, group: TaxOutcome): readonly Step[] => {
	const key = taxGroupKey(group);
	const carries = ({taxRates}: Pick<PriceableLine, 'taxRates'>) => taxRates.some((rate) => taxGroupKey(rate) === key);
	const lines = totals.lines.filter((_, index) => carries(document.lines[index] ?? {taxRates: []}));
	const charges = totals.charges.filter((_, index) => carries(document.charges[index] ?? {taxRates: []}));
	const taxable = total('taxable', [
		...lines.flatMap(({id, net, discountShare}) => [amount('line', net, id), ...shareOf(id, discountShare)]),
		...charges.flatMap(({id, net, tax, gross}) => [amount('charge', net, id), ...shareOf(id, net + tax - gross)]),
	]);
	const rate = operand('percent', 'percent', group.percent);
	const tax: Step = document.taxInclusive
		? {
				label: 'tax',
				arithmetic: 'share',
				operands: [amount('gross', sum([...lines, ...charges].map(({gross}) => gross))), rate],
				rounding: 'largestRemainder',
				result: group.tax,
			}
		: {
				label: 'tax',
				arithmetic: 'percent',
				operands: [amount('taxable', group.taxable), rate],
				rounding: 'halfAwayFromZero',
				result: group.tax,
			};
	return [taxable, tax];
};

const shareOf = (id: string, discountShare: number): readonly Operand[] =>
	discountShare === 0 ? [] : [amount('discountShare', discountShare, id, -1)];

const beforeRounding = (totals: Totals): Step =>
	total('beforeRounding', [
		amount('subtotal', totals.subtotal),
		amount('discountTotal', totals.discountTotal, null, -1),
		amount('chargeTotal', totals.chargeTotal),
		amount('taxTotal', totals.taxTotal),
	]);

const roundingStep = (document: Priceable, totals: Totals): Step => ({
	label: 'rounding',
	arithmetic: 'multiple',
	operands: [amount('amount', beforeRounding(totals).result), operand('step', 'amount', roundsTo(document))],
	rounding: 'nearestMultiple',
	result: totals.rounding,
});

const totalSteps = (totals: Totals): readonly Step[] => {
	const before = beforeRounding(totals);
	return [before, total('total', [amount('amount', before.result), amount('rounding', totals.rounding)])];
};
