import test from 'ava';
import fc from 'fast-check';
import {fromMinor, readDecimal, toMinor, writeDecimal} from '../../../web/src/text/numbers.ts';

const read = [
	['2.5', 'en', '2.5'],
	['2,5', 'en', '2.5'],
	['2,5', 'de', '2.5'],
	['2.5', 'de', '2.5'],
	['1.234', 'de', '1234'],
	['1.234', 'en', '1.234'],
	['1,234', 'en', '1234'],
	['1,234', 'de', '1.234'],
	['0,125', 'en', '0.125'],
	['1.234,50', 'en', '1234.5'],
	['1,234.50', 'de', '1234.5'],
	['1.234.567', 'en', '1234567'],
	['1 234,5', 'fr', '1234.5'],
	["1'234.50", 'de-CH', '1234.5'],
	['-3', 'en', '-3'],
	['−3,0', 'de', '-3'],
	['-0', 'en', '0'],
	['007', 'en', '7'],
	['.5', 'en', '0.5'],
	['5.', 'en', '5'],
] as const;

for (const [typed, locale, decimal] of read)
	test(`"${typed}" typed in ${locale} means ${decimal}`, (t) => {
		t.is(readDecimal(typed, locale), decimal);
	});

for (const typed of ['', ' ', '-', '.', 'abc', '1.2.3', '1,2,3', '1.23,456,7', '12a', '1e3', '--1'])
	test(`"${typed}" is not a number`, (t) => {
		t.is(readDecimal(typed, 'en'), undefined);
	});

test('prices become minor units of the currency and keep what lies behind them', (t) => {
	t.is(toMinor('49.9', 2), 4990);
	t.is(toMinor('0.0025', 2), '0.25');
	t.is(toMinor('-1.5', 3), -1500);
	t.is(toMinor('1500', 0), 1500);
	t.is(fromMinor(4990, 2), '49.90');
	t.is(fromMinor('0.25', 2), '0.0025');
	t.is(fromMinor(-5, 2), '-0.05');
	t.is(fromMinor(1500, 0), '1500');
});

test('what is written for editing reads back as the same number, in every locale', (t) => {
	const amounts = fc.integer({min: -999_999_999_999, max: 999_999_999_999});
	fc.assert(
		fc.property(
			amounts,
			fc.constantFrom(0, 2),
			fc.constantFrom('en', 'de', 'fr', 'de-CH'),
			(amount, digits, locale) => {
				const typed = writeDecimal(fromMinor(amount, digits), locale);
				t.is(toMinor(readDecimal(typed, locale) ?? '', digits), amount);
			},
		),
	);
});
