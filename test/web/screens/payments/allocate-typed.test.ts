import test from 'ava';
import fc from 'fast-check';
import {allocated, spreadOver} from '../../../../web/src/screens/payments/allocate-typed.ts';

test('a transfer pays the earliest due first, as far as it goes', (t) => {
	const open = [
		{id: 'a', amountDue: 100},
		{id: 'b', amountDue: 50},
		{id: 'c', amountDue: 10},
	];
	t.deepEqual(spreadOver(open, 120), {a: 100, b: 20, c: 0});
});

test('what is spread is never more than was received or is due', (t) => {
	const dues = fc.array(fc.nat(1_000_000), {maxLength: 20});
	fc.assert(
		fc.property(dues, fc.nat(10_000_000), (amounts, received) => {
			const open = amounts.map((amountDue, index) => ({id: String(index), amountDue}));
			const due = amounts.reduce((sum, amount) => sum + amount, 0);
			t.is(allocated(spreadOver(open, received)), Math.min(received, due));
		}),
	);
});
