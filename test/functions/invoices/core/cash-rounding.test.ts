import test from 'ava';
import {roundingOf, roundsTo} from '../../../../functions/invoices/core/cash-rounding.ts';

test('a document rounds to what it says, else to what the cards of its currency need', (t) => {
	for (const [currency, cashRounding, step] of [
		['EUR', null, 1],
		['EUR', 5, 5],
		['KWD', undefined, 10],
		['BHD', null, 10],
		['JOD', null, 10],
		['OMR', null, 10],
		['TND', null, 10],
		['MGA', null, 100],
		['KWD', 1, 1],
	] as const) {
		t.is(roundsTo({currency, cashRounding}), step);
	}
});

test('rounding is to the nearest multiple, ties away from zero', (t) => {
	for (const [amount, step, difference] of [
		[19_444, 10, -4],
		[19_445, 10, 5],
		[-19_445, 10, -5],
		[102, 5, -2],
		[103, 5, 2],
		[7, 1, 0],
		[0, 10, 0],
		[57_875, 100, 25],
	] as const) {
		t.is(roundingOf(amount, step), difference);
	}
});
