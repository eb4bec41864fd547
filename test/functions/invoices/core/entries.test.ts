import test from 'ava';
import {adjustment, chargeAmounts, lineAmount, lineBase, sum} from '../../../../functions/invoices/core/entries.ts';
import {line} from './priceables.ts';

test('the base of a line is quantity times price, rounded once', (t) => {
	t.is(lineBase({quantity: '1.5', unitAmount: 12_345}), 18_518);
	t.is(lineBase({quantity: '90', unitAmount: '434.246575'}), 39_082);
	t.is(lineBase({quantity: '-0.5', unitAmount: 1}), -1);
});

test('a fixed amount takes the sign of the base, a percentage follows it', (t) => {
	t.is(adjustment(-1000, {amount: 30}), -30);
	t.is(adjustment(1000, {amount: 30}), 30);
	t.is(adjustment(-1000, {percent: '2.5'}), -25);
	t.true(Object.is(adjustment(-1000, {amount: 0}), 0));
	t.is(adjustment(0, {amount: 30}), 30);
});

test('each discount of a line is rounded by itself and counts from the base', (t) => {
	t.is(lineAmount(line('a', '1', 105, [], {discounts: [{percent: '50'}, {percent: '50'}]})), -1);
	t.is(lineAmount(line('a', '1', 1000, [], {discounts: [{percent: '10'}], charges: [{percent: '10'}]})), 1000);
});

test('a document charge is a percentage of the lines or its own amount', (t) => {
	t.deepEqual(chargeAmounts([{percent: '2'}, {amount: 100}, {percent: '0.5', amount: null}], 17_650), [353, 100, 88]);
	t.is(sum([]), 0);
});
