import test from 'ava';
import {amount, operand, portion, share, total} from '../../../../functions/invoices/core/explain-steps.ts';

test('a sum adds its operands with their signs', (t) => {
	t.like(total('gross', [amount('net', 100), amount('discountShare', 30, null, -1), amount('tax', 14)]), {
		result: 84,
		rounding: 'none',
	});
	t.is(total('chargeTotal', []).result, 0);
});

test('a percentage names its base, an amount only itself', (t) => {
	t.like(portion('discount', {percent: '10'}, 3000, 300, 'discounts.0'), {
		arithmetic: 'percent',
		rounding: 'halfAwayFromZero',
		result: 300,
	});
	t.like(portion('charge', {amount: 50}, 3000, 50, 'charges.0'), {arithmetic: 'given', rounding: 'none', result: 50});
});

test('a share names the whole it is a part of', (t) => {
	t.like(share('taxShare', amount('tax', 16, 'tax_a'), 6), {
		operands: [{value: 16, ref: 'tax_a'}],
		rounding: 'largestRemainder',
		result: 6,
	});
	t.like(operand('quantity', 'quantity', '2.5'), {kind: 'quantity', value: '2.5', sign: 1});
});
