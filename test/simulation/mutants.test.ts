/** `npm run simulate -- --mutants` hunts the planted bugs; here only that each still has its place. */
import {readFileSync} from 'node:fs';
import test from 'ava';
import {mutants} from './mutants.ts';

const root = new URL('../../', import.meta.url);

test('every planted bug has exactly one place in today’s sources', (t) => {
	t.true(mutants.length >= 20);
	t.is(new Set(mutants.map(({name}) => name)).size, mutants.length);
	for (const {name, file, from} of mutants)
		t.is(readFileSync(new URL(file, root), 'utf8').split(from).length, 2, `${name}: ${file}`);
});
