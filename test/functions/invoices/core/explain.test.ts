import test from 'ava';
import fc from 'fast-check';
import {explain} from '../../../../functions/invoices/core/explain.ts';
import type {Step} from '../../../../functions/invoices/core/explain-steps.ts';
import {percentOf, roundedProduct} from '../../../../functions/kernel/rational.ts';
import {anyDocument, document, line, rates, totalsOf} from './priceables.ts';

const last = (steps: readonly Step[]): number | undefined => steps.at(-1)?.result;

/** What the operands of a step come to; null where the step names a part of a whole, which others must add up. */
const recomputed = ({arithmetic, operands}: Step): number | null => {
	const [first, second] = operands.map(({value}) => value);
	if (arithmetic === 'sum') return operands.reduce((sum, {value, sign}) => sum + sign * Number(value), 0);
	if (arithmetic === 'product') return roundedProduct(first ?? 0, second ?? 0);
	return arithmetic === 'percent' ? percentOf(Number(first), String(second)) : null;
};

test('the steps of a line read like the arithmetic on paper', (t) => {
	const priceable = document([
		line('a', '3', 1000, [rates.normal], {discounts: [{percent: '10'}], charges: [{amount: 50}]}),
	]);
	const steps = explain(priceable, totalsOf(priceable)).lines[0]?.steps ?? [];
	t.deepEqual(
		steps.map(({label, operands, result}) => [
			label,
			operands.map(({sign, value}) => (sign < 0 ? `-${value}` : value)),
			result,
		]),
		[
			['base', ['3', 1000], 3000],
			['discount', [3000, '10'], 300],
			['charge', [50], 50],
			['net', [3000, '-300', 50], 2750],
			['taxShare', [550], 550],
			['gross', [2750, '-0', 550], 3300],
		],
	);
});

test('the last step of everything explained results in its total', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const totals = totalsOf(any);
			const explained = explain(any, totals);
			for (const name of ['subtotal', 'discountTotal', 'chargeTotal', 'taxTotal', 'rounding', 'total'] as const)
				t.is(last(explained[name]), totals[name], name);
			t.deepEqual(
				explained.taxes.map(({steps}) => last(steps)),
				totals.taxes.map(({tax}) => tax),
			);
			t.deepEqual(
				explained.lines.map(({steps}) => last(steps)),
				totals.lines.map(({gross}) => gross),
			);
			t.deepEqual(
				explained.charges.map(({steps}) => last(steps)),
				totals.charges.map(({gross}) => gross),
			);
		}),
	);
});

test('every step on the way results in the number that the totals show', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const totals = totalsOf(any);
			const explained = explain(any, totals);
			for (const [index, {net, tax, discountShare}] of totals.lines.entries()) {
				const of = (label: Step['label']) => explained.lines[index]?.steps.find((step) => step.label === label)?.result;
				t.is(of('net'), net);
				t.is(of('taxShare') ?? 0, tax);
				t.is(of('discountShare') ?? 0, discountShare);
			}
			for (const [index, {taxable}] of totals.taxes.entries()) {
				t.is(explained.taxes[index]?.steps.find(({label}) => label === 'taxable')?.result, taxable);
			}
		}),
	);
});

test('every sum, product and percentage is right as it stands', (t) => {
	fc.assert(
		fc.property(anyDocument('any'), (any) => {
			const {lines, charges, taxes, ...sums} = explain(any, totalsOf(any));
			const steps = [...[...lines, ...charges, ...taxes].flatMap((each) => each.steps), ...Object.values(sums).flat()];
			for (const step of steps) t.is(recomputed(step) ?? step.result, step.result, step.label);
		}),
	);
});
