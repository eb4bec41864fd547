import test from 'ava';
import fc from 'fast-check';
import {discountAmount, linesOf, spreadDiscounts} from '../../../../functions/invoices/core/spread.ts';
import {line, rates} from './priceables.ts';

const {reduced, low, normal} = rates;
const entry = (amount: number, ...taxRates: readonly (typeof normal)[]) => ({amount, taxRates});
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

test('a discount goes over the sets of rates first, then over the lines of each', (t) => {
	const lines = [entry(1, normal), entry(1, low), entry(1, normal), entry(1, low)];
	t.deepEqual(spreadDiscounts([{amount: 1}], lines), {ok: true, value: [1, 0, 0, 0]});
	t.deepEqual(spreadDiscounts([{amount: 3}], lines), {ok: true, value: [1, 1, 1, 0]});
});

test('discounts count from the full amounts and add up', (t) => {
	t.deepEqual(spreadDiscounts([{percent: '50'}, {percent: '50'}], [entry(1000, normal)]), {ok: true, value: [1000]});
});

test('on lines that sum to less than 0 a fixed discount lessens the debt', (t) => {
	t.deepEqual(spreadDiscounts([{amount: 10}], [entry(-100, normal), entry(-100, normal)]), {ok: true, value: [-5, -5]});
	t.deepEqual(discountAmount({amount: 10}, -200, 0), {ok: true, value: -10});
});

test('a fixed discount where nothing carries its rates cannot be spread', (t) => {
	const refused = spreadDiscounts([{amount: 10, taxRateIds: [reduced.id]}], [entry(100, normal)]);
	t.is(refused.ok ? null : refused.refusal.code, 'discount_not_spreadable');
});

test('a fixed discount may take everything, but not more', (t) => {
	t.deepEqual(spreadDiscounts([{amount: 100}], [entry(100)]), {ok: true, value: [100]});
	const refused = spreadDiscounts([{percent: '1'}, {amount: 101}], [entry(100)]);
	t.deepEqual(refused.ok ? null : [refused.refusal.code, refused.refusal.errors?.[0]?.path], [
		'invalid_request',
		'discounts.1.amount',
	]);
});

test('only lines with exactly the rates of a discount are reached', (t) => {
	const lines = [line('a', '1', 1, [normal]), line('b', '1', 1, [low, rates.province]), line('c', '1', 1)];
	const reached = (taxRateIds?: string[] | null) => linesOf({amount: 1, taxRateIds}, lines).map(({id}) => id);
	t.deepEqual(reached([rates.province.id, low.id]), ['b']);
	t.deepEqual(reached([low.id]), []);
	t.deepEqual(reached([]), ['c']);
	t.deepEqual(reached(), ['a', 'b', 'c']);
});

test('the shares of any discount sum to it', (t) => {
	const anyEntry = fc.record({
		amount: fc.integer({min: 1, max: 1_000_000}),
		taxRates: fc.constantFrom([], [low], [normal], [low, rates.province]),
	});
	fc.assert(
		fc.property(
			fc.array(anyEntry, {minLength: 1, maxLength: 20}),
			fc.double({min: 0, max: 1, noNaN: true}),
			(lines, part) => {
				const amount = Math.floor(part * sum(lines.map((each) => each.amount)));
				const spread = spreadDiscounts([{amount}], lines);
				t.is(spread.ok ? sum(spread.value) : null, amount);
			},
		),
	);
});
