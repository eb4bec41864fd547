/**
 * Splits an amount in proportion to weights so that the parts sum to it: largest remainder.
 *
 * Shares are rounded down, units that are left go to the largest fractional parts, ties to the earlier part. A negative
 * amount is split like its positive counterpart, so that a credit mirrors an invoice. Where the weights sum to 0, every
 * part is 0. Weights may be negative; amount and weights are whole numbers up to 2^53. Rule 5.
 */
export const allocate = (amount: number, weights: readonly number[]): readonly number[] => {
	const sum = weights.reduce((total, weight) => total + weight, 0);
	if (amount === 0 || sum === 0) return weights.map(() => 0);
	const size = Math.abs(amount);
	const sign = Math.sign(amount);
	const shares = roundedDown(size, sum < 0 ? weights.map((weight) => -weight) : weights, Math.abs(sum));
	const extra = size - shares.reduce((total, {floor}) => total + floor, 0);
	const lucky = extra === 0 ? new Set<number>() : largestRests(shares, extra);
	return shares.map(({floor}, index) => sign * (floor + (lucky.has(index) ? 1 : 0)) + 0);
};

type Share = {readonly floor: number; readonly rest: number};

const roundedDown = (size: number, weights: readonly number[], sum: number): readonly Share[] =>
	weights.map((weight) => {
		const product = size * weight;
		if (!Number.isSafeInteger(product)) return roundedDownBig(BigInt(size) * BigInt(weight), BigInt(sum));
		const rest = product % sum;
		return rest < 0 ? {floor: (product - rest) / sum - 1, rest: rest + sum} : {floor: (product - rest) / sum, rest};
	});

const roundedDownBig = (product: bigint, sum: bigint): Share => {
	const rest = product % sum;
	return rest < 0n
		? {floor: Number(product / sum) - 1, rest: Number(rest + sum)}
		: {floor: Number(product / sum), rest: Number(rest)};
};

const largestRests = (shares: readonly Share[], count: number): ReadonlySet<number> => {
	const order = shares.map(({rest}, index) => ({rest, index})).sort((a, b) => b.rest - a.rest || a.index - b.index);
	return new Set(order.slice(0, count).map(({index}) => index));
};
