/** Invariant 10: the tax of every group follows from the stored lines and charges, rounded once and half away from zero (rules 4, 7, 9). */
import type {AppliedTaxRate, Totals} from '../../schemas/lines.ts';
import {unless, type Violation} from './violation.ts';

type Rated = {readonly id: string; readonly taxRates: readonly AppliedTaxRate[]};
type Taxed = {
	readonly path: string;
	readonly content: {
		readonly taxInclusive: boolean;
		readonly lines: readonly Rated[];
		readonly charges: readonly Rated[];
	};
	readonly totals: Pick<Totals, 'lines' | 'charges' | 'taxes' | 'taxTotal'>;
};

export const taxViolations = (document: Taxed): readonly Violation[] => {
	const {path, totals} = document;
	const entries = entriesOf(document);
	const said = totals.taxes.reduce((sum, {tax}) => sum + tax, 0);
	return [
		...unless(said === totals.taxTotal, '10', path, `groups come to ${said}, the tax is ${totals.taxTotal}`),
		...(document.content.taxInclusive ? within(path, entries, totals.taxes) : onTop(path, entries, totals.taxes)),
	];
};

type Entry = {readonly rates: readonly AppliedTaxRate[]; readonly net: number; readonly gross: number};

/** `net`: what is taxed, less its share of the discounts. */
const entriesOf = ({content, totals}: Taxed): readonly Entry[] => {
	const rates = new Map([...content.lines, ...content.charges].map(({id, taxRates}) => [id, taxRates]));
	return [...totals.lines, ...totals.charges].map(({id, gross, tax}) => ({
		rates: rates.get(id) ?? [],
		net: gross - tax,
		gross,
	}));
};

type Group = Pick<AppliedTaxRate, 'scheme' | 'category' | 'percent'>;
const nameOf = ({scheme, category, percent}: Group): string => `${scheme} ${category} ${percent} %`;

/** What each group should be taxed on, by its name: an entry counts once for each of its rates. */
const bases = (rows: readonly {readonly rates: readonly AppliedTaxRate[]; readonly net: number}[]) => {
	const sums = new Map<string, number>();
	for (const {rates, net} of rows)
		for (const rate of rates) sums.set(nameOf(rate), (sums.get(nameOf(rate)) ?? 0) + net);
	return sums;
};

const onTop = (path: string, entries: readonly Entry[], taxes: Totals['taxes']): readonly Violation[] => {
	const expected = bases(entries);
	return [
		...unless(expected.size === taxes.length, '10', path, `${taxes.length} groups, ${expected.size} by the lines`),
		...taxes.flatMap((group) => {
			const net = expected.get(nameOf(group));
			const tax = rounded(BigInt(net ?? 0) * millionths(group.percent), million);
			const says = `${nameOf(group)}: ${group.tax} of ${group.taxable}, by the lines ${tax} of ${net}`;
			return unless(group.taxable === net && group.tax === tax, '10', path, says);
		}),
	];
};

/** Taken out once for the lines that have the same rates. How a set's tax falls to several rates is not looked at. */
const within = (path: string, entries: readonly Entry[], taxes: Totals['taxes']): readonly Violation[] => {
	const sets = [...Map.groupBy(entries, ({rates}) => idsOf(rates)).values()].map((members) => {
		const rates = members[0]?.rates ?? [];
		const gross = members.reduce((sum, each) => sum + each.gross, 0);
		const all = rates.reduce((sum, {percent}) => sum + millionths(percent), 0n);
		return {rates, gross, net: rounded(BigInt(gross) * million, million + all)};
	});
	const expected = bases(sets);
	const tax = sets.reduce((sum, {gross, net}) => sum + gross - net, 0);
	const said = taxes.reduce((sum, group) => sum + group.tax, 0);
	return [
		...unless(said === tax, '10', path, `${said} of tax within, by the lines ${tax}`),
		...taxes.flatMap((group) => {
			const net = expected.get(nameOf(group));
			return unless(group.taxable === net, '10', path, `${nameOf(group)} of ${group.taxable}, by the lines ${net}`);
		}),
	];
};

const idsOf = (rates: readonly AppliedTaxRate[]): string =>
	rates
		.map(({id}) => id)
		.sort()
		.join();

const million = 1_000_000n;

/** `8.25` per cent in parts per million. */
const millionths = (percent: string): bigint => {
	const [whole = '0', places = ''] = percent.split('.');
	return BigInt(`${whole}${places.padEnd(4, '0')}`);
};

const rounded = (numerator: bigint, denominator: bigint): number => {
	const size = numerator < 0n ? -numerator : numerator;
	const result = Number((2n * size + denominator) / (2n * denominator));
	return numerator < 0n ? -result : result;
};
