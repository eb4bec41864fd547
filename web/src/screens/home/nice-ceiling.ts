/** The next 1, 2, 2.5, 4, 5 or 8 × 10ⁿ at or above `value`, so that an axis reads well; 1 where there is nothing. */
export const niceCeiling = (value: number): number => {
	if (value <= 0) return 1;
	const power = 10 ** Math.floor(Math.log10(value));
	const step = [1, 2, 2.5, 4, 5, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
	return step * power;
};
