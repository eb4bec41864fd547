import test from 'ava';
import fc from 'fast-check';
import {collapse, formatNumber, parsePattern, resetPeriod} from '../../../../functions/accounts/core/number-pattern.ts';

const format = (pattern: string, date: string, counter: number): string => {
	const parsed = parsePattern(pattern, 'never');
	return parsed.ok ? formatNumber(parsed.value, date, counter) : parsed.refusal.code;
};

test('placeholders show the issue date, zeros the least width of the counter', (t) => {
	t.is(format('INV-{YYYY}-{0000}', '2026-11-22', 98), 'INV-2026-0098');
	t.is(format('{YY}{MM}{DD}/{0}', '2026-01-02', 7), '260102/7');
	t.is(format('INV-{0000}', '2026-11-22', 9999), 'INV-9999');
	t.is(format('INV-{0000}', '2026-11-22', 10_000), 'INV-10000');
	t.is(format('№ {00} / Köln', '2026-11-22', 3), '№ 03 / Köln');
});

test('a pattern needs one counter, known placeholders and 1 to 60 characters', (t) => {
	for (const pattern of [
		'',
		'INV',
		'{YYYY}',
		'{0}{0}',
		'{QQ}{0}',
		'{0',
		'0}',
		'{yyyy}{0}',
		'{}{0}',
		`${'A'.repeat(58)}{0}`,
		'A\u0007{0}',
		'{0000000000000}',
	])
		t.is(format(pattern, '2026-11-22', 1), 'invalid_pattern', pattern);
});

test('a series that starts again shows its period', (t) => {
	const accepted = (pattern: string, reset: 'never' | 'year' | 'month') => parsePattern(pattern, reset).ok;
	t.true(accepted('{0}', 'never'));
	t.false(accepted('{MM}-{0}', 'year'));
	t.true(accepted('{YY}-{0}', 'year'));
	t.false(accepted('{YYYY}-{0}', 'month'));
	t.true(accepted('{YYYY}{MM}-{0}', 'month'));
});

test('rule 23: runs of digits and placeholders collapse', (t) => {
	t.is(collapse('INV-{YYYY}-{0000}'), 'INV-#-#');
	t.is(collapse('INV-{0000}'), collapse('INV-2{MM}{0}'));
	t.not(collapse('INV-{0}'), collapse('CN-{0}'));
});

test('rule 23: patterns that do not collapse alike never write the same number', (t) => {
	const part = fc.constantFrom('A', '-', '1', '20', '{YYYY}', '{YY}', '{MM}', '{DD}');
	const pattern = fc
		.tuple(fc.array(part, {maxLength: 3}), fc.constantFrom('{0}', '{00}', '{0000}'), fc.array(part, {maxLength: 3}))
		.map(([before, counter, after]) => [...before, counter, ...after].join(''));
	fc.assert(
		fc.property(
			pattern,
			pattern,
			fc.integer({min: 1, max: 30_000}),
			fc.integer({min: 1, max: 30_000}),
			(one, other, a, b) => {
				if (format(one, '2026-11-22', a) === format(other, '2020-01-11', b)) t.is(collapse(one), collapse(other));
				else t.pass();
			},
		),
		{numRuns: 500},
	);
});

test('a counter belongs to its year, its month or the whole series', (t) => {
	t.is(resetPeriod('never', '2026-11-22'), 'all');
	t.is(resetPeriod('year', '2026-11-22'), '2026');
	t.is(resetPeriod('month', '2026-11-22'), '2026-11');
});
