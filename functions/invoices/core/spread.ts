import {allocate} from '../../kernel/allocate.ts';
import {percentOf} from '../../kernel/rational.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';
import {type Entry, type PriceableDiscount, sum} from './entries.ts';
import {rateSetKey, rateSetKeyOf, rateSets} from './rate-sets.ts';

type Line = Pick<Entry, 'taxRates' | 'amount'> & {readonly index: number};

/**
 * Share of the document discounts in each line, in the order of the lines. Rule 5.
 *
 * Each discount counts from the lines' full amounts, not from what an earlier discount left. Refuses a fixed discount
 * on lines that sum to 0 (`discount_not_spreadable`) and one that exceeds what it applies to (`invalid_request`).
 */
export const spreadDiscounts = (
	discounts: readonly PriceableDiscount[],
	entries: readonly Pick<Entry, 'taxRates' | 'amount'>[],
): Result<readonly number[], 'discount_not_spreadable' | 'invalid_request'> => {
	const shares = entries.map(() => 0);
	const lines = entries.map(({taxRates, amount}, index) => ({taxRates, amount, index}));
	for (const [position, discount] of discounts.entries()) {
		const reached = linesOf(discount, lines);
		const whole = sum(reached.map(({amount}) => amount));
		const worth = discountAmount(discount, whole, position);
		if (!worth.ok) return worth;
		for (const [index, share] of spreadOver(reached, worth.value)) shares[index] = (shares[index] ?? 0) + share;
	}
	return ok(shares);
};

/** The lines that a document discount reaches: those with exactly its rates, or all. */
export const linesOf = <T extends Pick<Entry, 'taxRates'>>(
	discount: PriceableDiscount,
	lines: readonly T[],
): readonly T[] => {
	const {taxRateIds} = discount;
	if (!taxRateIds) return lines;
	const key = rateSetKey(taxRateIds);
	return lines.filter((line) => rateSetKeyOf(line) === key);
};

/** What a document discount takes off `whole`, the sum it applies to; it has that sum's sign. */
export const discountAmount = (
	{percent, amount}: PriceableDiscount,
	whole: number,
	position: number,
): Result<number, 'discount_not_spreadable' | 'invalid_request'> => {
	if (typeof percent === 'string') return ok(percentOf(whole, percent));
	const fixed = amount ?? 0;
	if (whole === 0) return refuse('discount_not_spreadable', 'A fixed discount applies to lines that sum to 0.');
	if (fixed <= Math.abs(whole)) return ok(whole < 0 ? -fixed : fixed);
	const error = {path: `discounts.${position}.amount`, code: 'too_big', message: 'more than the sum it applies to'};
	return refuse('invalid_request', 'A discount exceeds the sum it applies to.', [error]);
};

/** First over the sets of lines with the same rates, then over the lines of each set. */
const spreadOver = (lines: readonly Line[], amount: number): readonly (readonly [index: number, share: number])[] => {
	const sets = rateSets(lines);
	const ofSets = allocate(
		amount,
		sets.map(({members}) => sum(members.map((line) => line.amount))),
	);
	return sets.flatMap(({members}, set) => {
		const ofLines = allocate(
			ofSets[set] ?? 0,
			members.map((line) => line.amount),
		);
		return members.map((line, position) => [line.index, ofLines[position] ?? 0] as const);
	});
};
