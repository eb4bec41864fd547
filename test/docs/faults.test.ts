import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {faultKinds} from '../simulation/faults.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/simulation.md'), 'utf8');
const rows = page.split('\n').filter((line) => /^\| F\d/.test(line));

test('each of the 49 faults is told of once: how it is modelled, or that it is not', (t) => {
	const told = rows.flatMap((row) => row.split('|')[1]?.match(/F\d+/g) ?? []);
	t.deepEqual(
		told,
		Array.from({length: 49}, (_, index) => `F${index + 1}`),
	);
});

test('each kind of fault that the simulation draws is told of, and no other', (t) => {
	const section = page.slice(page.indexOf('## Which faults'), page.indexOf('## What it does not model'));
	const named = [...section.matchAll(/`([a-z]+(?:_[a-z0-9]+)+)`/g)].map(([, kind = '']) => kind);
	t.deepEqual([...new Set(named)].sort(), [...faultKinds].sort());
});
