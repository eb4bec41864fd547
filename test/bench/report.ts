/** One line a figure: what was measured, against which budget of docs/architecture.md. Ratios come from one run on one machine. */
export type Figure = {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** `max`: at most; `min`: at least; absent: told for information. */
	readonly budget?: {readonly max: number} | {readonly min: number};
	readonly note?: string;
};

export const isKept = ({value, budget}: Figure): boolean => {
	if (budget === undefined) return true;
	return 'max' in budget ? value <= budget.max : value >= budget.min;
};

export const tell = (figures: readonly Figure[]): void => {
	for (const figure of figures) console.log(lineOf(figure));
	const missed = figures.filter((figure) => !isKept(figure));
	const counted = figures.filter(({budget}) => budget !== undefined).length;
	console.log(
		`\n${counted - missed.length} of ${counted} budgets kept${missed.length === 0 ? '' : `; missed: ${missed.map(({name}) => name).join(', ')}`}`,
	);
};

const lineOf = (figure: Figure): string => {
	const {name, value, unit, budget, note} = figure;
	const bar = budget === undefined ? '' : 'max' in budget ? `≤ ${budget.max}` : `≥ ${budget.min}`;
	const verdict = budget === undefined ? '    ' : isKept(figure) ? 'kept' : 'MISS';
	return [verdict, name.padEnd(64), `${rounded(value)} ${unit}`.padStart(16), bar.padEnd(10), note ?? '']
		.join('  ')
		.trimEnd();
};

const rounded = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));

export const median = (values: readonly number[]): number => {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
