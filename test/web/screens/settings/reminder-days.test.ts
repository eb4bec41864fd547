import test from 'ava';
import {readDays} from '../../../../web/src/screens/settings/reminder-days.ts';

const bounds = {min: -60, max: 365, most: 10};

test('days are read however they are separated, each once, in order', (t) => {
	t.deepEqual(readDays('14, -3;7 7', bounds), [-3, 7, 14]);
	t.deepEqual(readDays('', bounds), []);
});

test('what is no day, or too far away, or too many, is not read', (t) => {
	for (const typed of ['soon', '1.5', '366', '-61', '1 2 3 4 5 6 7 8 9 10 11'])
		t.is(readDays(typed, bounds), undefined);
});
