import test from 'ava';
import {enteredAmount} from '../../../../functions/documents/core/entered-amount.ts';

for (const [text, currency, expected] of [
	['12.50', 'EUR', 1250],
	['12,5', 'EUR', 1250],
	['12', 'EUR', 1200],
	['12.', 'EUR', 1200],
	['1.234,50', 'EUR', 123450],
	['1,234.50', 'EUR', 123450],
	['1 234,50', 'EUR', 123450],
	['1’234.50', 'CHF', 123450],
	['1,234', 'EUR', 123400],
	['1.234', 'KWD', 1234],
	['1234', 'JPY', 1234],
	['1,234', 'JPY', 1234],
	['１２,５０', 'EUR', 1250],
	['12.345', 'EUR', 1234500],
	['12.3456', 'EUR', null],
	['-5', 'EUR', null],
	['', 'EUR', null],
	['five', 'EUR', null],
	['1e3', 'EUR', null],
	['99999999999999999999', 'EUR', null],
] as const) {
	test(`“${text}” in ${currency} is ${expected} minor units`, (t) => {
		t.is(enteredAmount(text, currency), expected);
	});
}
