import test from 'ava';
import {dueDateOf, isOverdue} from '../../../../functions/invoices/core/due-date.ts';

const answer = (...args: Parameters<typeof dueDateOf>): string => {
	const result = dueDateOf(...args);
	return result.ok ? result.value : result.refusal.code;
};

test('rule 29: the date given, else the first terms there are, else 14 days', (t) => {
	t.is(answer('2026-11-22', '2026-12-24', {days: 3, from: 'issue'}), '2026-12-24');
	t.is(answer('2026-11-22', '2026-11-22'), '2026-11-22');
	t.is(answer('2026-11-22', null, null, {days: 30, from: 'issue'}, {days: 7, from: 'issue'}), '2026-12-22');
	t.is(answer('2026-11-22', undefined, undefined, null), '2026-12-06');
	t.is(answer('2026-11-22', null, {days: 0, from: 'issue'}), '2026-11-22');
});

test('rule 29: terms from the end of the month count from its last day', (t) => {
	t.is(answer('2028-02-10', null, {days: 0, from: 'endOfMonth'}), '2028-02-29');
	t.is(answer('2026-11-22', null, {days: 10, from: 'endOfMonth'}), '2026-12-10');
});

test('rule 29: a due date before the issue date is refused', (t) => {
	t.is(answer('2026-11-22', '2026-11-21'), 'invalid_request');
});

test('rule 29: an invoice is overdue from the day after its due date', (t) => {
	t.false(isOverdue('2026-11-22', '2026-11-22'));
	t.true(isOverdue('2026-11-22', '2026-11-23'));
});
