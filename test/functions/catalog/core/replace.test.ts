import test from 'ava';
import {replaced} from '../../../../functions/catalog/core/replace.ts';

const versions = [{from: null, percent: '19'}];

test('a percent applies from a day on; the former one stays before it', (t) => {
	t.deepEqual(replaced(versions, '21', '2027-01-01'), {
		ok: true,
		value: [...versions, {from: '2027-01-01', percent: '21'}],
	});
});

test('the same replacement again changes nothing', (t) => {
	const once = replaced(versions, '21', '2027-01-01');
	t.true(once.ok);
	if (once.ok) t.deepEqual(replaced(once.value, '21', '2027-01-01'), once);
});

test('nothing is replaced at or before the last change', (t) => {
	const changed = [...versions, {from: '2027-01-01', percent: '21'}];
	t.false(replaced(changed, '22', '2027-01-01').ok);
	t.false(replaced(changed, '22', '2026-12-31').ok);
	t.true(replaced(changed, '22', '2027-01-02').ok);
});

test('at most 19 times', (t) => {
	const many = [...versions, ...Array.from({length: 19}, (_, nth) => ({from: `20${30 + nth}-01-01`, percent: '20'}))];
	t.false(replaced(many, '21', '2090-01-01').ok);
});
