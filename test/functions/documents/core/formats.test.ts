import test from 'ava';
import fc from 'fast-check';
import {formatsOf, shifted} from '../../../../functions/documents/core/formats.ts';
import {exponents, maxAmount} from '../../../../schemas/money.ts';

/** Blanks of any width become plain ones, so that the tables can be read. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('’', "'");

for (const [locale, currency, amount, expected] of [
	['de-DE', 'EUR', 123456, '1.234,56 €'],
	['en-IE', 'EUR', 123456, '€1,234.56'],
	['en-US', 'USD', -5, '−$0.05'],
	['fr-FR', 'EUR', 123456, '1 234,56 €'],
	['de-CH', 'CHF', 123456789, "CHF 1'234'567.89"],
	['en-GB', 'KWD', 1234, 'KWD 1.234'],
	['is-IS', 'ISK', 1234, '1.234 kr.'],
	['hu-HU', 'HUF', 123456, '1234,56 Ft'],
	['ja-JP', 'JPY', 1234, '¥1,234'],
	['ar-EG', 'EGP', 123456, 'EGP 1,234.56'],
	['sv-SE', 'SEK', -123456, '−1 234,56 kr'],
] as const) {
	test(`${amount} of ${currency} is written ${expected} in ${locale}`, (t) => {
		t.is(plain(formatsOf(locale, currency).money(amount)), expected);
	});
}

test('money keeps every digit of its currency’s own exponent, whatever the amount', (t) => {
	fc.assert(
		fc.property(
			fc.integer({min: -maxAmount, max: maxAmount}),
			fc.constantFrom(...exponents.keys()),
			(amount, currency) => {
				const written = formatsOf('en-US', currency).figure(amount);
				const digits = written.replace(/[^\d]/g, '').replace(/^0+(?=\d)/, '');
				t.is(digits, String(Math.abs(amount)));
				t.is(written.split('.')[1]?.length ?? 0, exponents.get(currency) ?? -1);
			},
		),
		{numRuns: 300},
	);
});

for (const [value, places, expected] of [
	['0.25', 2, '0.0025'],
	[1234, 2, '12.34'],
	[-5, 2, '-0.05'],
	['-1.5', 2, '-0.015'],
	[7, 0, '7'],
	['19', 2, '0.19'],
	['123456789012.123456', 2, '1234567890.12123456'],
] as const) {
	test(`${value} moved by ${places} places is ${expected}`, (t) => {
		t.is(shifted(value, places), expected);
	});
}

test('prices show the fractions of a cent that they have, and no more', (t) => {
	const {price} = formatsOf('de-DE', 'EUR');
	t.deepEqual([price(8000), price('0.25'), price('0.000001')], ['80,00', '0,0025', '0,00000001']);
});

test('percentages and quantities show the decimals that they have', (t) => {
	const {percent, quantity} = formatsOf('de-DE', 'EUR');
	t.deepEqual([plain(percent('19')), plain(percent('8.1')), plain(percent('0.0025'))], ['19 %', '8,1 %', '0,0025 %']);
	t.deepEqual([quantity('2.5'), quantity('120000'), quantity('-1')], ['2,5', '120.000', '−1']);
});

test('dates are the days they say, in words and in figures', (t) => {
	const german = formatsOf('de-DE', 'EUR');
	t.is(german.date('2026-01-31'), '31. Januar 2026');
	t.is(german.period({start: '2026-01-01', end: '2026-01-31'}), '01.01.2026 – 31.01.2026');
	t.is(german.period({start: '2026-01-01', end: '2026-01-01'}), '01.01.2026');
	t.is(formatsOf('en-US', 'USD').date('2026-12-31'), 'December 31, 2026');
});
