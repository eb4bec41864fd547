import test from 'ava';
import {credit} from '../../../../functions/invoices/core/credit.ts';
import {isClosed, remainders} from '../../../../functions/invoices/core/credited.ts';
import {issued} from './creditables.ts';
import {document, line, rates} from './priceables.ts';

const invoice = issued(
	document([line('a', '-4', 25), line('b', '2', 500, [rates.normal])], {
		charges: [{id: 'c', amount: 50, taxRates: []}],
	}),
);

test('before any credit everything is left, charges as one unit', (t) => {
	const {parts, totalLeft} = remainders(invoice, []);
	t.is(totalLeft, invoice.total);
	t.deepEqual(
		parts.map(({id, netLeft, grossLeft, quantityLeft}) => [id, netLeft, grossLeft, quantityLeft]),
		[
			['a', -100, -100, 4_000_000n],
			['b', 1000, 1200, 2_000_000n],
			['c', 50, 50, 1_000_000n],
		],
	);
});

test('what was credited is gone from its line, its group and the total', (t) => {
	const first = credit(invoice, [], [{lineId: 'b', quantity: '0.5'}, {chargeId: 'c'}]);
	if (!first.ok) return t.fail();
	const {parts, groups, totalLeft} = remainders(invoice, [first.value]);
	t.deepEqual(
		parts.map(({netLeft, quantityLeft}) => [netLeft, quantityLeft]),
		[
			[-100, 4_000_000n],
			[750, 1_500_000n],
			[0, 0n],
		],
	);
	t.deepEqual(
		groups.map(({taxableCredited, taxCredited}) => [taxableCredited, taxCredited]),
		[[250, 50]],
	);
	t.is(totalLeft, invoice.total - 350);
	t.deepEqual(parts.map(isClosed), [false, false, true]);
});

test('a line whose net was credited by amount has no units left', (t) => {
	const single = issued(document([line('b', '2', 500)]));
	const first = credit(single, [], [{lineId: 'b', amount: 1000}]);
	if (!first.ok) return t.fail();
	t.is(remainders(single, [first.value]).parts[0]?.quantityLeft, 0n);
});
