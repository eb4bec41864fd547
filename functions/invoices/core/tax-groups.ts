import type {AppliedTaxRate, TaxOutcome} from '../../../schemas/lines.ts';
import {allocate} from '../../kernel/allocate.ts';
import {percentOf, ppm, withoutRate} from '../../kernel/rational.ts';
import {type Entry, sum, type TaxedEntry} from './entries.ts';
import {rateSets, taxGroupKey} from './rate-sets.ts';

export type Taxed = {readonly entries: readonly TaxedEntry[]; readonly taxes: readonly TaxOutcome[]};

/** Tax on top: once per group on what it sums to, then given back to its lines and charges by largest remainder. Rules 4 and 7. */
export const taxOnTop = (entries: readonly Entry[]): Taxed => {
	const taxed = entries.map(({id, amount, discounted}) => ({id, net: amount, share: discounted, tax: 0}));
	const taxes = groupsOf(entries).map(({rate, members}) => {
		const nets = members.map((index) => taxableOf(entries[index]));
		const taxable = sum(nets);
		const tax = percentOf(taxable, rate.percent);
		const parts = allocate(tax, nets);
		for (const [position, index] of members.entries()) {
			const entry = taxed[index];
			if (entry !== undefined) entry.tax += parts[position] ?? 0;
		}
		return outcome(rate, taxable, tax);
	});
	return {entries: taxed, taxes};
};

const taxableOf = (entry: Entry | undefined): number => (entry === undefined ? 0 : entry.amount - entry.discounted);

type Group = {readonly rate: AppliedTaxRate; readonly members: number[]};

const groupsOf = (entries: readonly Entry[]): readonly Group[] => {
	const groups = new Map<string, Group>();
	for (const [index, {taxRates}] of entries.entries()) {
		for (const rate of taxRates) {
			const key = taxGroupKey(rate);
			const group = groups.get(key);
			if (group === undefined) groups.set(key, {rate, members: [index]});
			else group.members.push(index);
		}
	}
	return [...groups.values()];
};

const outcome = ({id, name, scheme, category, percent}: AppliedTaxRate, taxable: number, tax: number): TaxOutcome => ({
	taxRateId: id,
	name,
	scheme,
	category,
	percent,
	taxable,
	tax,
});

/** Tax within the prices: taken out once per set of lines and charges with the same rates; the entered gross is kept to the unit. Rule 9. */
export const taxWithin = (entries: readonly Entry[]): Taxed => {
	const taxed = new Map<Entry, TaxedEntry>();
	const groups = new Map<string, TaxOutcome>();
	for (const {rates, members} of rateSets(entries)) {
		const set = taxOfSet(rates, members);
		for (const [position, entry] of set.entries.entries()) {
			const member = members[position];
			if (member !== undefined) taxed.set(member, entry);
		}
		for (const tax of set.taxes) groups.set(taxGroupKey(tax), added(groups.get(taxGroupKey(tax)), tax));
	}
	return {entries: entries.flatMap((entry) => taxed.get(entry) ?? []), taxes: [...groups.values()]};
};

const added = (before: TaxOutcome | undefined, tax: TaxOutcome): TaxOutcome =>
	before === undefined ? tax : {...before, taxable: before.taxable + tax.taxable, tax: before.tax + tax.tax};

const taxOfSet = (rates: readonly AppliedTaxRate[], members: readonly Entry[]): Taxed => {
	const ratesPpm = rates.map(({percent}) => ppm(percent));
	const amounts = members.map(({amount}) => amount);
	const left = members.map(taxableOf);
	const before = allocate(withoutRate(sum(amounts), sum(ratesPpm)), amounts);
	const net = withoutRate(sum(left), sum(ratesPpm));
	const after = allocate(net, left);
	const taxParts = allocate(sum(left) - net, ratesPpm);
	const entries = members.map(({id}, position) => {
		const full = before[position] ?? 0;
		const reduced = after[position] ?? 0;
		return {id, net: full, share: full - reduced, tax: (left[position] ?? 0) - reduced};
	});
	return {entries, taxes: rates.map((rate, position) => outcome(rate, net, taxParts[position] ?? 0))};
};
