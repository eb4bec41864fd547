import test from 'ava';
import fc from 'fast-check';
import {holdsCardNumber, holdsCardNumberAnywhere} from '../../../../functions/developers/core/card-numbers.ts';

const found: readonly (readonly [string, string])[] = [
	['plain', '4242424242424242'],
	['spaced', 'Karte 4242 4242 4242 4242 bitte'],
	['dashed', '4242-4242-4242-4242'],
	['dotted', '4242.4242.4242.4242'],
	['slashed', '4242/4242/4242/4242'],
	['on two lines', '4242 4242\n4242 4242'],
	['with no-break spaces', '4242\u00a04242\u00a04242\u00a04242'],
	['with en dashes', '4242\u20134242\u20134242\u20134242'],
	['full-width', '４２４２４２４２４２４２４２４２'],
	['Arabic-Indic', '٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢'],
	['Devanagari', '४२४२ ४२४२ ४२४२ ४२४२'],
	[
		'mathematical digits',
		[...'4242424242424242'].map((digit) => String.fromCodePoint(0x1d7ce + Number(digit))).join(''),
	],
	['split by zero-width spaces', '4242\u200b4242\u200b4242\u200b4242'],
	['split by soft hyphens', '4242\u00ad4242\u00ad4242\u00ad4242'],
	['with expiry and code behind', '4242 4242 4242 4242 12/30 123'],
	['unspaced with expiry and code behind', '4242424242424242 12/30 123'],
	['with a reference before', 'No 17 4242 4242 4242 4242'],
	['American Express', '3782 822463 10005'],
	['Diners', '3056 930902 5904'],
	['Mastercard of the 2 series', '2223003122003222'],
	['JCB', '3566002020360505'],
	['UnionPay', '6200000000000005'],
	['Discover', '6011111111111117'],
	['Mastercard', '5555 5555 5555 4444'],
];
for (const [what, text] of found) {
	test(`a card number is found: ${what}`, (t) => t.true(holdsCardNumber(text)));
}

const innocent: readonly (readonly [string, string])[] = [
	['an IBAN', 'DE89370400440532013000'],
	['an IBAN in groups', 'DE89 3704 0044 0532 0130 00'],
	['a UUID', '4242a242-4242-4242-4242-424242424242'],
	['an IMEI', '490154203237518'],
	['an EAN', '4006381333931'],
	['milliseconds', '1764144000000'],
	['a phone number', '+49 (0)761 123 456 78 90'],
	['a wrong check digit', '4242424242424241'],
	['an issuer that does not exist', '9999999999999995'],
	['digits inside a word', 'x4242424242424242y'],
	['a date and time', '2026-11-22T11:36:40.000Z'],
	['a short text', '4242'],
];
for (const [what, text] of innocent) {
	test(`no card number: ${what}`, (t) => t.false(holdsCardNumber(text)));
}

test('it is found in any value and any key at any depth', (t) => {
	t.true(holdsCardNumberAnywhere({a: [{b: {c: '4242424242424242'}}]}));
	t.true(holdsCardNumberAnywhere({metadata: {'4242 4242 4242 4242': 'x'}}));
	t.false(holdsCardNumberAnywhere({a: [1, null, true, {b: 'x'}]}));
});

test('hostile texts take no time', (t) => {
	const startedAt = performance.now();
	for (const text of [
		'4 '.repeat(50_000),
		'4'.repeat(100_000),
		`${'4'.repeat(50_000)}a`,
		'4a'.repeat(50_000),
		' .'.repeat(50_000),
	])
		holdsCardNumber(text);
	t.true(performance.now() - startedAt < 1500);
});

test('amounts and quantities of ordinary size are never taken for cards', (t) => {
	fc.assert(
		fc.property(fc.bigInt({min: 0n, max: 9_999_999_999_999n}), (amount) => !holdsCardNumber(`Total ${amount}`)),
	);
	t.pass();
});
