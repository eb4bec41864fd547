import test from 'ava';
import fc from 'fast-check';
import {taxOnTop, taxWithin} from '../../../../functions/invoices/core/tax-groups.ts';
import {percentOf} from '../../../../functions/kernel/rational.ts';
import {rate, rates} from './priceables.ts';

const {low, normal, central, state, province} = rates;
const entry = (id: string, amount: number, taxRates: readonly (typeof normal)[], discounted = 0) => ({
	id,
	amount,
	discounted,
	taxRates,
});
const anyEntries = fc
	.array(
		fc.record({
			amount: fc.integer({min: -1_000_000, max: 1_000_000}),
			taxRates: fc.constantFrom([], [low], [normal], [central, state], [low, province], [normal, province, central]),
		}),
		{minLength: 1, maxLength: 12},
	)
	.map((all) =>
		all.map(({amount, taxRates}, index) => entry(`lin_${index}`, amount, taxRates, Math.trunc(amount / 7))),
	);
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

test('tax on top is the percentage of what a group sums to after discounts', (t) => {
	const {taxes} = taxOnTop([entry('a', 103, [normal], 3), entry('b', 50, [low, province]), entry('c', 9, [])]);
	t.deepEqual(
		taxes.map(({taxable, tax}) => [taxable, tax]),
		[
			[100, 20],
			[50, 5],
			[50, 4],
		],
	);
});

test('tax within is split over the rates of a set by their percentages', (t) => {
	const {taxes, entries} = taxWithin([entry('a', 11_801, [central, state])]);
	t.deepEqual(
		taxes.map(({taxable, tax}) => [taxable, tax]),
		[
			[10_001, 900],
			[10_001, 900],
		],
	);
	t.deepEqual(entries, [{id: 'a', net: 10_001, share: 0, tax: 1800}]);
	t.deepEqual(
		taxWithin([entry('a', 131, [rate('x', '10', 'A'), rate('y', '20', 'B')])]).taxes.map(({tax}) => tax),
		[10, 20],
	);
});

test('charges count as the last of their set', (t) => {
	const {entries} = taxWithin([entry('a', 1, [normal]), entry('b', 1, [low]), entry('charge', 1, [normal])]);
	t.deepEqual(
		entries.map(({id, net, tax}) => [id, net, tax]),
		[
			['a', 1, 0],
			['b', 1, 0],
			['charge', 1, 0],
		],
	);
});

test('the taxes of entries sum to the taxes of groups, on top and within', (t) => {
	fc.assert(
		fc.property(anyEntries, (entries) => {
			for (const taxed of [taxOnTop(entries), taxWithin(entries)]) {
				t.is(sum(taxed.entries.map(({tax}) => tax)), sum(taxed.taxes.map(({tax}) => tax)));
				t.deepEqual(
					taxed.entries.map(({id}) => id),
					entries.map(({id}) => id),
				);
			}
			for (const {taxable, tax, percent} of taxOnTop(entries).taxes) t.is(tax, percentOf(taxable, percent));
		}),
	);
});

test('tax within leaves of every entry what was entered', (t) => {
	fc.assert(
		fc.property(anyEntries, (entries) => {
			for (const [index, {net, share, tax}] of taxWithin(entries).entries.entries()) {
				t.is(net - share + tax, (entries[index]?.amount ?? 0) - (entries[index]?.discounted ?? 0));
			}
		}),
	);
});
