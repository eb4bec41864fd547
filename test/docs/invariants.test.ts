import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';

const root = join(import.meta.dirname, '..', '..');
const here = 'docs/invariants.test.ts';
const page = readFileSync(join(root, 'docs/invariants.md'), 'utf8');

type Listed = {readonly name: string; readonly files: readonly string[]; readonly isExcused: boolean};

/** `12` or `I12`, the files given below it, and whether it says why there are none. */
const listed: readonly Listed[] = page.split(/\n(?=I?\d+\. |## )/).flatMap((entry) => {
	const name = /^(I?\d+)\. /.exec(entry)?.[1];
	if (name === undefined) return [];
	const files = [...entry.matchAll(/`(test\/[^`]+\.ts)`/g)].map(([, file = '']) => file);
	return [{name, files, isExcused: /\*Not checked yet: .+\*/.test(entry)}];
});

/** What a file names: `invariants 1, 2 and 5`, each number for itself, so that grep finds it, or `I12` anywhere. */
const namedIn = (text: string): ReadonlySet<string> =>
	new Set([
		...[...text.matchAll(/\binvariants?\s+((?:I?\d+)(?:(?:, | and )I?\d+)*)/gi)].flatMap(([, list = '']) =>
			list.split(/, | and /),
		),
		...(text.match(/\bI\d{1,2}\b/g) ?? []),
	]);

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('every invariant is listed once, 40 of the engine and 38 of the platform', (t) => {
	const all = [
		...Array.from({length: 40}, (_, index) => String(index + 1)),
		...Array.from({length: 38}, (_, index) => `I${index + 1}`),
	];
	t.deepEqual(
		listed.map(({name}) => name),
		all,
	);
});

test('every invariant is checked by the files given below it, each of which names its number, or says why none can yet', (t) => {
	for (const {name, files, isExcused} of listed) {
		t.is(files.length === 0, isExcused, `${name}: a file or a reason, not both`);
		for (const file of files)
			t.true(existsSync(join(root, file)) && namedIn(read(file)).has(name), `${file} does not name ${name}`);
	}
});

test('tests name no invariant that is not listed, and no range that grep would miss', (t) => {
	const known = new Set(listed.map(({name}) => name));
	const files = readdirSync(join(root, 'test'), {recursive: true, encoding: 'utf8'}).filter(
		(file) => file.endsWith('.ts') && !file.includes('node_modules') && file !== here,
	);
	for (const file of files) {
		const text = read(join('test', file));
		t.deepEqual(
			[...namedIn(text)].filter((name) => !known.has(name)),
			[],
			file,
		);
		t.notRegex(text, /\binvariants?\s+(?:I?\d+(?:, | and ))*I?\d+(?: to |–)\d/i, file);
	}
});

test('lists are read as people write them', (t) => {
	t.deepEqual([...namedIn('invariants 1, 2 and 7: x')], ['1', '2', '7']);
	t.deepEqual([...namedIn('(Invariant 20, I24)')], ['20', 'I24']);
});
