import test from 'ava';
import {rateSetKey, rateSets, taxGroupKey} from '../../../../functions/invoices/core/rate-sets.ts';
import {line, rates} from './priceables.ts';

const {normal, twin, central, state} = rates;

test('sets stand in the order of their first appearance, whatever order the rates of a line have', (t) => {
	const lines = [
		line('a', '1', 1, [central, state]),
		line('b', '1', 1),
		line('c', '1', 1, [state, central]),
		line('d', '1', 1, [central]),
	];
	t.deepEqual(
		rateSets(lines).map(({members}) => members.map(({id}) => id)),
		[['a', 'c'], ['b'], ['d']],
	);
});

test('a set is named by the ids of its rates', (t) => {
	t.is(rateSetKey(['b', 'a']), rateSetKey(['a', 'b']));
	t.not(rateSetKey(['a']), rateSetKey([]));
});

test('rates of equal scheme, category and percent fall into one tax group', (t) => {
	t.is(taxGroupKey(normal), taxGroupKey(twin));
	t.not(taxGroupKey(central), taxGroupKey(state));
	t.not(taxGroupKey({...normal, category: 'Z'}), taxGroupKey(normal));
});
