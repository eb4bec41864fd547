import test from 'ava';
import fc from 'fast-check';
import {anyDocument, totalsOf} from '../functions/invoices/core/priceables.ts';
import {taxViolations} from './taxes.ts';

test('invariant 10: taxes of any document follow from its stored lines; a unit more or less is noticed', (t) => {
	let noticed = 0;
	fc.assert(
		fc.property(anyDocument('any'), (content) => {
			const totals = totalsOf(content);
			const found = (taxes: typeof totals.taxes, taxTotal = totals.taxTotal) =>
				taxViolations({path: 'it', content, totals: {...totals, taxes, taxTotal}});
			t.deepEqual(found(totals.taxes), []);
			for (const [index, group] of totals.taxes.entries()) {
				const wrong = {...group, tax: group.tax + 1};
				t.true(found(totals.taxes.with(index, wrong), totals.taxTotal + 1).length > 0);
				t.true(found(totals.taxes.with(index, {...group, taxable: group.taxable - 1})).length > 0);
				noticed += 2;
			}
		}),
	);
	t.true(noticed > 50);
});
