import test from 'ava';
import {derive, randomIds} from '../../../functions/adapters/ids.ts';

test('random ids have 24 letters and digits and do not repeat', (t) => {
	const ids = randomIds();
	const made = Array.from({length: 2000}, () => ids.random());
	t.true(made.every((id) => /^[0-9A-Za-z]{24}$/.test(id)));
	t.is(new Set(made).size, made.length);
	t.is(new Set(made.join('')).size, 62);
});

test('the same parts derive the same id, for ever', (t) => {
	t.is(derive(['tpl_1', 2, 3]), derive(['tpl_1', 2, 3]));
	t.regex(derive([]), /^[0-9A-Za-z]{24}$/);
	t.is(derive(['acc_1', 'tpl_1', 1, 0]), 'H44dAySOVGRf0AD0Z8R7v9Cz');
});

test('parts that differ in anything derive different ids', (t) => {
	const parts = [
		['a', 'bc'],
		['ab', 'c'],
		['abc'],
		['abc', ''],
		['1'],
		[1],
		['a,b'],
		['a', 'b'],
		['a"', 'b'],
		['a', '"b'],
	];
	t.is(new Set(parts.map(derive)).size, parts.length);
});
