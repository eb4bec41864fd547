import test from 'ava';
import {niceCeiling} from '../../../../web/src/screens/home/nice-ceiling.ts';

test('axes end at a round number at or above the highest bar', (t) => {
	for (const [value, ceiling] of [
		[0, 1],
		[1, 1],
		[1.1, 2],
		[23, 25],
		[26, 40],
		[99, 100],
		[24_700, 25_000],
		[81_000, 100_000],
	] as const)
		t.is(niceCeiling(value), ceiling);
});
