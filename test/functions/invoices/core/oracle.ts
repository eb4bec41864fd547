import type {Adjustment, Priceable} from '../../../../functions/invoices/core/entries.ts';

/**
 * Rules 2 to 9 a second time, by other means: fractions of BigInt throughout, one rate set after the other, nothing
 * shared with the product but the type of its input. Slow, and meant to be read beside the rules.
 */
type Fraction = {readonly n: bigint; readonly d: bigint};

const fraction = (text: string | number): Fraction => {
	const [whole = '0', decimals = ''] = String(text).split('.');
	return {n: BigInt(whole + decimals), d: 10n ** BigInt(decimals.length)};
};
const times = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.n, d: a.d * b.d});
const plus = (a: Fraction, b: Fraction): Fraction => ({n: a.n * b.d + b.n * a.d, d: a.d * b.d});
const over = (a: Fraction, b: Fraction): Fraction =>
	b.n < 0n ? {n: -a.n * b.d, d: a.d * -b.n} : {n: a.n * b.d, d: a.d * b.n};
const int = (n: bigint): Fraction => ({n, d: 1n});
const floor = ({n, d}: Fraction): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));
const abs = (n: bigint): bigint => (n < 0n ? -n : n);
const round = ({n, d}: Fraction): bigint => (n < 0n ? -1n : 1n) * floor({n: 2n * abs(n) + d, d: 2n * d});
const hundredth = (percent: string): Fraction => times(fraction(percent), {n: 1n, d: 100n});
const total = (all: readonly bigint[]): bigint => all.reduce((a, b) => a + b, 0n);

const split = (amount: bigint, weights: readonly bigint[]): bigint[] => {
	const whole = total(weights);
	if (whole === 0n) return weights.map(() => 0n);
	const sign = amount < 0n ? -1n : 1n;
	const exact = weights.map((weight) => over(times(int(amount * sign), int(weight)), int(whole)));
	const shares = exact.map(floor);
	const rest = (index: number): Fraction => plus(exact[index] ?? int(0n), int(-(shares[index] ?? 0n)));
	const order = shares.map((_, index) => index);
	order.sort((a, b) => {
		const gap = plus(rest(b), times(rest(a), int(-1n))).n;
		return gap === 0n ? a - b : gap > 0n ? 1 : -1;
	});
	let left = abs(amount) - total(shares);
	for (const index of order) {
		if (left <= 0n) break;
		shares[index] = (shares[index] ?? 0n) + 1n;
		left -= 1n;
	}
	return shares.map((share) => share * sign);
};

const worth = (base: bigint, {percent, amount}: Adjustment): bigint =>
	typeof percent === 'string'
		? round(times(int(base), hundredth(percent)))
		: BigInt(amount ?? 0) * (base < 0n ? -1n : 1n);

const idsOf = (rates: readonly {readonly id: string}[]): string =>
	rates
		.map(({id}) => id)
		.sort()
		.join();
const unique = (keys: readonly string[]): readonly string[] => [...new Set(keys)];

type Row = {
	readonly key: string;
	readonly rates: Priceable['lines'][number]['taxRates'];
	amount: bigint;
	off: bigint;
	net: bigint;
	share: bigint;
	tax: bigint;
};

export const oracle = (doc: Priceable) => {
	const lines: Row[] = doc.lines.map((line) => {
		const base = round(times(fraction(line.quantity), fraction(line.unitAmount)));
		const amount =
			base -
			total(line.discounts.map((each) => worth(base, each))) +
			total(line.charges.map((each) => worth(base, each)));
		return {key: idsOf(line.taxRates), rates: line.taxRates, amount, off: 0n, net: 0n, share: 0n, tax: 0n};
	});
	const linesSum = total(lines.map(({amount}) => amount));
	const charges: Row[] = doc.charges.map(({percent, amount, taxRates}) => ({
		key: idsOf(taxRates),
		rates: taxRates,
		off: 0n,
		net: 0n,
		share: 0n,
		tax: 0n,
		amount: typeof percent === 'string' ? round(times(int(linesSum), hundredth(percent))) : BigInt(amount ?? 0),
	}));
	for (const {percent, amount, taxRateIds} of doc.discounts) {
		const key = taxRateIds ? [...taxRateIds].sort().join() : null;
		const reached = lines.filter((line) => key === null || line.key === key);
		const whole = total(reached.map((line) => line.amount));
		const off =
			typeof percent === 'string'
				? round(times(int(whole), hundredth(percent)))
				: BigInt(amount ?? 0) * (whole < 0n ? -1n : 1n);
		const sets = unique(reached.map((line) => line.key)).map((set) => reached.filter((line) => line.key === set));
		const ofSets = split(
			off,
			sets.map((set) => total(set.map((line) => line.amount))),
		);
		sets.forEach((set, s) => {
			const ofLines = split(
				ofSets[s] ?? 0n,
				set.map((line) => line.amount),
			);
			set.forEach((line, l) => {
				line.off += ofLines[l] ?? 0n;
			});
		});
	}
	const rows = [...lines, ...charges];
	const groups = new Map<string, {taxable: bigint; tax: bigint}>();
	const add = (key: string, taxable: bigint, tax: bigint) => {
		const before = groups.get(key) ?? {taxable: 0n, tax: 0n};
		groups.set(key, {taxable: before.taxable + taxable, tax: before.tax + tax});
	};
	const groupKey = (rate: Row['rates'][number]) => `${rate.scheme} ${rate.category} ${rate.percent}`;
	if (doc.taxInclusive) {
		for (const key of unique(rows.map((row) => row.key))) {
			const set = rows.filter((row) => row.key === key);
			const rates = set[0]?.rates ?? [];
			const factor = rates.reduce((sum, rate) => plus(sum, hundredth(rate.percent)), int(1n));
			const gross = set.map((row) => row.amount);
			const left = set.map((row) => row.amount - row.off);
			const nets = split(round(over(int(total(gross)), factor)), gross);
			const after = round(over(int(total(left)), factor));
			const reduced = split(after, left);
			set.forEach((row, index) => {
				row.net = nets[index] ?? 0n;
				row.share = row.net - (reduced[index] ?? 0n);
				row.tax = (left[index] ?? 0n) - (reduced[index] ?? 0n);
			});
			const taxes = split(
				total(left) - after,
				rates.map((rate) => fraction(rate.percent)).map(({n, d}) => (n * 10_000n) / d),
			);
			rates.forEach((rate, index) => {
				add(groupKey(rate), after, taxes[index] ?? 0n);
			});
		}
	} else {
		for (const row of rows) Object.assign(row, {net: row.amount, share: row.off});
		for (const key of unique(rows.flatMap((row) => row.rates.map(groupKey)))) {
			const mine = rows.filter((row) => row.rates.some((rate) => groupKey(rate) === key));
			const percent = mine[0]?.rates.find((rate) => groupKey(rate) === key)?.percent ?? '0';
			const weights = mine.map((row) => row.net - row.share);
			const tax = round(times(int(total(weights)), hundredth(percent)));
			const parts = split(tax, weights);
			mine.forEach((row, index) => {
				row.tax += parts[index] ?? 0n;
			});
			add(key, total(weights), tax);
		}
	}
	const subtotal = total(lines.map(({net}) => net));
	const discountTotal = total(rows.map(({share}) => share));
	const chargeTotal = total(charges.map(({net}) => net));
	const taxTotal = total([...groups.values()].map(({tax}) => tax));
	const sum = subtotal - discountTotal + chargeTotal + taxTotal;
	const multiple = BigInt(
		doc.cashRounding ?? {KWD: 10, BHD: 10, JOD: 10, OMR: 10, TND: 10, MGA: 100}[doc.currency] ?? 1,
	);
	const payable = round(over(int(sum), int(multiple))) * multiple;
	const numbers = (row: Row) => ({
		net: Number(row.net),
		tax: Number(row.tax),
		gross: Number(row.net - row.share + row.tax),
	});
	return {
		lines: lines.map((row) => ({...numbers(row), discountShare: Number(row.share)})),
		charges: charges.map(numbers),
		taxes: [...groups].map(([key, {taxable, tax}]) => ({key, taxable: Number(taxable), tax: Number(tax)})),
		subtotal: Number(subtotal),
		discountTotal: Number(discountTotal),
		chargeTotal: Number(chargeTotal),
		taxTotal: Number(taxTotal),
		rounding: Number(payable - sum),
		total: Number(payable),
	};
};
