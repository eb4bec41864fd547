import test from 'ava';
import fc from 'fast-check';
import {allocate} from '../../../functions/kernel/allocate.ts';

const amount = fc.integer({min: -999_999_999_999, max: 999_999_999_999});
const weights = fc.array(fc.integer({min: 0, max: 999_999_999_999}), {minLength: 1, maxLength: 12});
const mixed = fc.array(fc.integer({min: -999_999_999, max: 999_999_999}), {minLength: 1, maxLength: 12});
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

test('units that are left go to the largest fractions, ties to the earlier part', (t) => {
	for (const [whole, parts, shares] of [
		[100, [1000, 1000, 1000], [34, 33, 33]],
		[2, [1000, 1000, 1000, 1000], [1, 1, 0, 0]],
		[10, [1, 2, 3], [2, 3, 5]],
		[-100, [1000, 1000, 1000], [-34, -33, -33]],
		[-10, [-1, -2, -3], [-2, -3, -5]],
		[5, [3, -1], [8, -3]],
		[7, [0, 5, 0], [0, 7, 0]],
	] as const) {
		t.deepEqual(allocate(whole, parts), shares);
	}
});

test('where weights sum to 0 every part is 0', (t) => {
	t.deepEqual(allocate(5, [3, -3]), [0, 0]);
	t.deepEqual(allocate(5, [0, 0]), [0, 0]);
	t.deepEqual(allocate(0, [1, 2]), [0, 0]);
	t.deepEqual(allocate(5, []), []);
});

test('parts sum to the whole', (t) => {
	fc.assert(
		fc.property(amount, fc.oneof(weights, mixed), (whole, parts) =>
			t.is(sum(allocate(whole, parts)), sum(parts) === 0 ? 0 : whole),
		),
	);
});

test('no part is a whole unit or more away from its exact share', (t) => {
	fc.assert(
		fc.property(amount, weights, (whole, parts) => {
			const total = BigInt(sum(parts));
			for (const [index, share] of allocate(whole, parts).entries()) {
				const error = BigInt(share) * total - BigInt(whole) * BigInt(parts[index] ?? 0);
				t.true(total === 0n || (error < total && error > -total));
			}
		}),
	);
});

test('a negative amount is split like a positive one', (t) => {
	fc.assert(
		fc.property(amount, weights, (whole, parts) =>
			t.deepEqual(
				allocate(-whole, parts),
				allocate(whole, parts).map((share) => -share + 0),
			),
		),
	);
});

test('no part of a smaller amount exceeds its weight', (t) => {
	fc.assert(
		fc.property(weights, fc.double({min: 0, max: 1, noNaN: true}), (parts, ratio) => {
			const shares = allocate(Math.floor(sum(parts) * ratio), parts);
			t.true(shares.every((share, index) => share <= (parts[index] ?? 0)));
		}),
	);
});
