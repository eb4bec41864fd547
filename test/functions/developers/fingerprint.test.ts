import test from 'ava';
import fc from 'fast-check';
import {canonicalJson, fingerprint, sortableNth, sortableTime} from '../../../functions/developers/fingerprint.ts';

test('parts are told apart', (t) => {
	t.not(fingerprint('ab', 'c'), fingerprint('a', 'bc'));
	t.regex(fingerprint('x'), /^[0-9A-Za-z]{43}$/);
});

test('times and places sort as text like the numbers', (t) => {
	const ms = fc.integer({min: 0, max: 4_000_000_000_000});
	fc.assert(fc.property(ms, ms, (a, b) => a < b === sortableTime(a) < sortableTime(b)));
	t.true(sortableNth(9) < sortableNth(10) && sortableNth(61) < sortableNth(62));
});

test('the order of keys does not matter, that of lists does', (t) => {
	t.is(canonicalJson({a: 1, b: {c: 2, d: 3}}), canonicalJson({b: {d: 3, c: 2}, a: 1}));
	t.not(canonicalJson([1, 2]), canonicalJson([2, 1]));
});
