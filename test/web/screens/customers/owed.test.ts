import test from 'ava';
import {owedPerCurrency} from '../../../../web/src/screens/customers/owed.ts';

test('debts are summed per currency, the customer’s own first', (t) => {
	const open = [
		{currency: 'CAD', amountDue: 5},
		{currency: 'EUR', amountDue: 7},
		{currency: 'CAD', amountDue: 6},
	];
	t.deepEqual(owedPerCurrency(open, 'EUR'), [
		{currency: 'EUR', amount: 7},
		{currency: 'CAD', amount: 11},
	]);
	t.deepEqual(owedPerCurrency([], 'EUR'), [{currency: 'EUR', amount: 0}]);
});
