import test from 'ava';
import {
	atOffset,
	firstLook,
	lookAgain,
	nextHour,
	withLook,
	withoutLook,
} from '../../../../functions/invoices/core/collect-times.ts';
import {withSteps} from '../../../../functions/kernel/outbox.ts';
import {invoiceOf} from '../../documents/printed.ts';

const due = {dueDate: '2026-12-06', hour: 9, zone: 'Europe/Berlin'};
const now = '2026-11-22T09:30:00.000Z';
const overdueAt = '2026-12-07T08:00:00.000Z';

test('days are counted from the due date at the invoice’s hour, through gaps and overlaps of the clocks', (t) => {
	t.deepEqual(
		[
			atOffset(due, 1),
			atOffset(due, -3),
			atOffset({...due, dueDate: '2027-03-27', hour: 2}, 1),
			atOffset({...due, dueDate: '2026-10-24', hour: 2}, 1),
			atOffset({dueDate: '2011-12-29', hour: 9, zone: 'Pacific/Apia'}, 1),
		],
		[
			overdueAt,
			'2026-12-03T08:00:00.000Z',
			'2027-03-28T01:00:00.000Z',
			'2026-10-25T00:00:00.000Z',
			'2011-12-30T10:00:00.000Z',
		],
	);
});

const looks: readonly (readonly [string, readonly number[], string])[] = [
	['without reminders on the day after the due date', [], overdueAt],
	['at the first reminder before it', [5, -3, -7], '2026-11-29T08:00:00.000Z'],
	['never in the past', [-14, -30], overdueAt],
];
for (const [title, offsets, at] of looks) {
	test(`a new invoice is first looked at ${title}`, (t) => {
		const reminders = offsets.map((offsetDays) => ({offsetDays}));
		t.is(firstLook(due, reminders, now), at);
	});
}

test('what is issued when it is overdue already is looked at at once', (t) => {
	t.is(firstLook({...due, dueDate: '2026-11-01'}, [], now), now);
});

test('the next hour is today’s while it is to come, else tomorrow’s', (t) => {
	t.is(nextHour(due, '2026-11-22T07:59:00.000Z'), '2026-11-22T08:00:00.000Z');
	t.is(nextHour(due, '2026-11-22T08:00:00.000Z'), '2026-11-23T08:00:00.000Z');
});

test('there is one look at a time, and one that is planned earlier stays', (t) => {
	const invoice = withSteps(invoiceOf(), {step: 'invoice.mail', at: now});
	const later = withLook(withLook(invoice, overdueAt), '2027-01-01T08:00:00.000Z');
	t.deepEqual(
		later.pending.map(({step, at}) => [step, at]),
		[
			['invoice.mail', now],
			['invoice.collect', '2027-01-01T08:00:00.000Z'],
		],
	);
	t.is(lookAgain(later, now).pending.at(-1)?.at, '2026-11-23T08:00:00.000Z');
	const soon = withLook(invoice, '2026-11-22T10:00:00.000Z');
	t.is(lookAgain(soon, now).pending.at(-1)?.at, '2026-11-22T10:00:00.000Z');
	t.deepEqual(withoutLook(later).pending, invoice.pending);
});
