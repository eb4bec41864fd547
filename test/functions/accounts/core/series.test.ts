import test from 'ava';
import fc from 'fast-check';
import {draw, mayCollide, raiseNext, runIssueDate, sampleOf, take} from '../../../../functions/accounts/core/series.ts';
import type {Counter} from '../../../../schemas/series.ts';

const series = (counters: Record<string, Counter> = {}) =>
	({pattern: 'INV-{YYYY}-{0000}', reset: 'year', counters, booksClosedOn: null, suspended: false}) as const;

test('worked example 8: numbers follow the reset period of the issue date, not the order of taking', (t) => {
	let current = series({2026: {next: 98, lastDate: null}});
	const issue = (issueDate: string, today: string): string => {
		const taken = take(current, {issueDate, today});
		if (!taken.ok) return taken.refusal.code;
		current = series(taken.value.counters);
		return taken.value.numbers.join();
	};
	t.is(issue('2026-12-31', '2026-12-31'), 'INV-2026-0098');
	t.is(issue('2027-01-01', '2027-01-01'), 'INV-2027-0001');
	t.is(issue('2026-12-31', '2027-01-01'), 'INV-2026-0099');
	t.is(issue('2026-12-30', '2027-01-01'), 'issue_date_before_last');
	t.is(issue('2027-01-01', '2027-01-01'), 'INV-2027-0002');
	t.is(issue('2027-01-02', '2027-01-01'), 'invalid_request');
	const block = draw(current, '2027-01-01', 9998);
	t.is(block.numbers.at(-2), 'INV-2027-10000'.replace('10000', '9999'));
	t.is(block.numbers.at(-1), 'INV-2027-10000');
});

test('closed books and suspended accounts give no number', (t) => {
	const closed = {...series(), booksClosedOn: '2026-10-01'};
	const code = (result: ReturnType<typeof take>) => (result.ok ? 'ok' : result.refusal.code);
	t.is(code(take(closed, {issueDate: '2026-09-30', today: '2026-11-22'})), 'period_closed');
	t.is(code(take(closed, {issueDate: '2026-10-01', today: '2026-11-22'})), 'ok');
	t.is(code(take({...series(), suspended: true}, {issueDate: '2026-11-22', today: '2026-11-22'})), 'account_suspended');
});

test('a run dates by today, or by the last date of the series where that is later', (t) => {
	t.is(runIssueDate(series(), '2026-11-22'), '2026-11-22');
	t.is(runIssueDate(series({2026: {next: 3, lastDate: '2026-11-23'}}), '2026-11-22'), '2026-11-23');
	t.is(runIssueDate(series({2027: {next: 2, lastDate: '2027-01-01'}}), '2026-12-31'), '2027-01-01');
	t.is(runIssueDate(series({2026: {next: 3, lastDate: null}}), '2026-11-22'), '2026-11-22');
});

test('invariants 5 and 6: any order of blocks and dates leaves neither gap nor duplicate, and dates ascend with numbers', (t) => {
	const day = fc.integer({min: 1, max: 28}).map((n) => `2026-11-${String(n).padStart(2, '0')}`);
	fc.assert(
		fc.property(fc.array(fc.tuple(day, fc.integer({min: 1, max: 5})), {maxLength: 30}), (takes) => {
			let current = series();
			const issued: {number: string; issueDate: string}[] = [];
			for (const [issueDate, count] of takes) {
				const taken = take(current, {issueDate, today: '2026-11-28', count});
				if (!taken.ok) continue;
				current = series(taken.value.counters);
				issued.push(...taken.value.numbers.map((number) => ({number, issueDate})));
			}
			t.deepEqual(
				issued.map(({number}) => number),
				issued.map((_, index) => `INV-2026-${String(index + 1).padStart(4, '0')}`),
			);
			t.deepEqual(
				issued.map(({issueDate}) => issueDate),
				issued.map(({issueDate}) => issueDate).toSorted(),
			);
		}),
		{numRuns: 100},
	);
});

test('the next number is shown as a sample and can only be raised', (t) => {
	const used = series({2026: {next: 12, lastDate: '2026-11-01'}});
	t.is(sampleOf(used, '2026-11-22'), 'INV-2026-0012');
	t.is(sampleOf(used, '2027-01-01'), 'INV-2027-0001');
	t.false(raiseNext(used, 11, '2026-11-22').ok);
	const raised = raiseNext(used, 500, '2026-11-22');
	t.deepEqual(raised.ok && raised.value, {2026: {next: 500, lastDate: '2026-11-01'}});
});

test('two series of an account whose numbers could meet collide', (t) => {
	t.true(mayCollide('INV-{YYYY}-{0000}', ['CN-{YYYY}-{0000}', 'INV-{YY}-{0}']));
	t.false(mayCollide('INV-{YYYY}-{0000}', ['CN-{YYYY}-{0000}', 'INV{YYYY}-{0000}']));
});
