import test from 'ava';
import {readQuery} from '../../../functions/developers/read-query.ts';

test('parameters come by name', (t) => {
	t.deepEqual(readQuery(new URLSearchParams('a=1&b=x+y')), {ok: true, value: {a: '1', b: 'x y'}});
});

for (const search of ['a=1&a=2', 'a=1&a=1', '__proto__=1'])
	test(`refused: ${search}`, (t) => t.false(readQuery(new URLSearchParams(search)).ok));
