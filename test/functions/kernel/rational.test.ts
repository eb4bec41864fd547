import test from 'ava';
import fc from 'fast-check';
import {
	decimal,
	fromMillionths,
	percentOf,
	ppm,
	roundedProduct,
	timesOver,
	toMillionths,
	withoutRate,
} from '../../../functions/kernel/rational.ts';

test('a decimal is read without losing a digit, however long', (t) => {
	t.deepEqual(decimal('-0.25'), {digits: -25, places: 2});
	t.deepEqual(decimal(105), {digits: 105, places: 0});
	t.deepEqual(decimal('999999999999.999999'), {digits: 999_999_999_999_999_999n, places: 6});
});

test('a half is rounded away from zero, on both sides', (t) => {
	for (const [value, numerator, denominator, result] of [
		[1, 1, 2, 1],
		[-1, 1, 2, -1],
		[5, 1, 2, 3],
		[-5, 1, 2, -3],
		[1, 1, 3, 0],
		[-1, 1, 3, 0],
		[2, 1, 3, 1],
		[0, 5, 7, 0],
	] as const) {
		t.is(timesOver(value, numerator, denominator), result);
		t.is(timesOver(BigInt(value), numerator, denominator), result);
	}
});

test('a result of nothing is 0, never −0', (t) => {
	t.true(Object.is(timesOver(-1, 1, 3), 0));
	t.true(Object.is(percentOf(-3, '10'), 0));
});

test('doubles and BigInt round alike up to the edge of exactness', (t) => {
	const any = fc.integer({min: -999_999_999_999, max: 999_999_999_999});
	fc.assert(
		fc.property(
			any,
			fc.integer({min: 0, max: 10_000_000}),
			fc.integer({min: 1, max: 99_999_999}),
			(value, numerator, denominator) => {
				t.is(timesOver(value, numerator, denominator), timesOver(BigInt(value), numerator, denominator));
			},
		),
	);
});

test('quantity times price is exact before it is rounded once', (t) => {
	t.is(roundedProduct('1.5', 12_345), 18_518);
	t.is(roundedProduct('1701', '41.375'), 70_379);
	t.is(roundedProduct('0.1', '5'), 1);
	t.is(roundedProduct('-0.1', '5'), -1);
	t.is(roundedProduct('0.000001', '499999.999999'), 0);
	t.is(roundedProduct('123456.789012', '987654.321098'), 121_932_631_137);
});

test('percentages count in parts per million', (t) => {
	t.is(ppm('8.25'), 82_500);
	t.is(ppm('0.0001'), 1);
	t.is(percentOf(8180_00, '9.975'), 815_96);
	t.throws(() => ppm('0.00001'), {name: 'Bug'});
});

test('tax within a price is taken out by division, rounded once', (t) => {
	t.is(withoutRate(294, ppm('8')), 272);
	t.is(withoutRate(1333, ppm('10')), 1212);
	t.is(withoutRate(500, 0), 500);
});

test('millionths and decimals name the same quantity', (t) => {
	t.is(toMillionths('2.5'), 2_500_000n);
	t.is(fromMillionths(-500_000n), '-0.5');
	t.is(fromMillionths(0n), '0');
	fc.assert(
		fc.property(fc.bigInt({min: -(10n ** 18n), max: 10n ** 18n}), (any) =>
			t.is(toMillionths(fromMillionths(any)), any),
		),
	);
});
