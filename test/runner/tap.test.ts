import test from 'ava';
import {closingLine, plus, readTap} from './tap.ts';

const lines = [
	'TAP version 13',
	'not ok 1 - zz.test.ts exited with a non-zero exit code: 3',
	'ok 2 - a › skipped one # SKIP',
	'not ok 3 - a › todo one # TODO',
	'ok 4 - a › fine',
	'#   noise of a passing test',
	'not ok 5 - a › fails',
	'  ---',
	'    name: AssertionError',
	'  ...',
	'ok 6 - b › fine',
	'somebody printed this',
	'1..6',
];

test('passed, failed and skipped tests are counted; failures and prints are shown, the rest is not', (t) => {
	const tap = readTap();
	const shown = lines.flatMap((line) => tap.read(line));
	t.deepEqual(tap.counts(), {passed: 2, failed: 2, skipped: 2});
	t.deepEqual(shown, [lines[1], ...lines.slice(6, 10), lines[11]]);
});

test('the closing line has counts over all, and names skipped ones only where there are any', (t) => {
	t.is(closingLine({passed: 12, failed: 0, skipped: 0}), '12 passed, 0 failed');
	t.is(
		closingLine(plus({passed: 1, failed: 2, skipped: 3}, {passed: 1, failed: 0, skipped: 0})),
		'2 passed, 2 failed, 3 skipped',
	);
});
