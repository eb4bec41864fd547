import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';

const root = join(import.meta.dirname, '..', '..');
const here = 'docs/invariants.test.ts';

/** `12` or `I12` with its line of docs/invariants.md. */
const listed = new Map(
	readFileSync(join(root, 'docs/invariants.md'), 'utf8')
		.split('\n')
		.flatMap((line) => {
			const [, name] = /^(I?\d+)\. /.exec(line) ?? [];
			return name ? [[name, line] as const] : [];
		}),
);

/** What tests name: `invariants 1, 2 and 5 to 7`, or `I12` by itself. */
const namedIn = (text: string): readonly string[] => [
	...[...text.matchAll(/\binvariants?\s+((?:I?\d+)(?:(?:, | and | to |–)I?\d+)*)/gi)].flatMap(([, list = '']) =>
		list.split(/, | and /).flatMap((part) => {
			const [first = '', last] = part.split(/ to |–/);
			if (last === undefined) return [first];
			return Array.from({length: Number(last) - Number(first) + 1}, (_, index) => String(Number(first) + index));
		}),
	),
	...(text.match(/\bI\d{1,2}\b/g) ?? []),
];

const named = new Set(
	readdirSync(join(root, 'test'), {recursive: true, encoding: 'utf8'})
		.filter((file) => file.endsWith('.ts') && !file.includes('node_modules') && file !== here)
		.flatMap((file) => namedIn(readFileSync(join(root, 'test', file), 'utf8'))),
);

test('every invariant is listed once, 40 of the engine and 38 of the platform', (t) => {
	const all = [
		...Array.from({length: 40}, (_, index) => String(index + 1)),
		...Array.from({length: 38}, (_, index) => `I${index + 1}`),
	];
	t.deepEqual([...listed.keys()], all);
});

test('every invariant is named by a test, or says why none can check it yet', (t) => {
	const excused = (name: string): boolean => /\*Not checked yet: .+\*$/.test(listed.get(name) ?? '');
	const missing = [...listed.keys()].filter((name) => !named.has(name) && !excused(name));
	t.deepEqual(missing, []);
	const stale = [...listed.keys()].filter((name) => named.has(name) && excused(name));
	t.deepEqual(stale, [], 'these are checked after all: their reasons can go');
});

test('tests name no invariant that is not listed', (t) => {
	t.deepEqual(
		[...named].filter((name) => !listed.has(name)),
		[],
	);
});

test('lists and ranges are read as people write them', (t) => {
	t.deepEqual(namedIn('invariants 1, 2 and 5 to 7: x'), ['1', '2', '5', '6', '7']);
	t.deepEqual(namedIn('(Invariant 20, I24)'), ['20', 'I24', 'I24']);
});
