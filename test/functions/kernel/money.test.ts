import test from 'ava';
import fc from 'fast-check';
import {exponentOf, majorUnits, minorUnits, withinBounds} from '../../../functions/kernel/money.ts';
import {exponents} from '../../../schemas/money.ts';

test('minor digits are those of ISO 4217', (t) => {
	for (const [currency, digits] of [
		['EUR', 2],
		['HUF', 2],
		['MGA', 2],
		['ISK', 0],
		['UGX', 0],
		['JPY', 0],
		['KWD', 3],
		['TND', 3],
		['CLF', 4],
	] as const) {
		t.is(exponentOf(currency), digits);
	}
	t.throws(() => exponentOf('EEK'), {name: 'Bug'});
});

test('an amount is written in major units with all its digits', (t) => {
	for (const [amount, currency, text] of [
		[1234, 'EUR', '12.34'],
		[-5, 'EUR', '-0.05'],
		[0, 'EUR', '0.00'],
		[1234, 'ISK', '1234'],
		[-1, 'KWD', '-0.001'],
	] as const) {
		t.is(majorUnits(amount, currency), text);
	}
});

test('an amount in major units is read exactly or not at all', (t) => {
	for (const [text, currency, amount] of [
		['12.3', 'EUR', 1230],
		['1953', 'SEK', 195_300],
		['-0.05', 'EUR', -5],
		['0.100', 'EUR', 10],
		['1.5', 'JPY', null],
		['0.001', 'EUR', null],
		['1e3', 'EUR', null],
		['', 'EUR', null],
		['999999999999999', 'EUR', null],
	] as const) {
		t.is(minorUnits(text, currency), amount);
	}
});

test('what is written in major units reads back as itself', (t) => {
	const amount = fc.integer({min: -999_999_999_999, max: 999_999_999_999});
	fc.assert(
		fc.property(amount, fc.constantFrom(...exponents.keys()), (any, currency) =>
			t.is(minorUnits(majorUnits(any, currency), currency), any),
		),
	);
});

test('the bound of amounts is twelve digits', (t) => {
	t.true(withinBounds(-999_999_999_999));
	t.false(withinBounds(1_000_000_000_000));
});
