import test from 'ava';
import {withLook} from '../../../../functions/invoices/core/collect-times.ts';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {upcomingOf} from '../../../../functions/invoices/core/upcoming.ts';
import {withSteps} from '../../../../functions/kernel/outbox.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import {invoiceOf} from '../../documents/printed.ts';

const now = '2026-11-22T09:30:00.000Z';
const today = '2026-11-22';
const later = '2026-12-10T08:00:00.000Z';
/** The due date of the printed invoice begins in Berlin. */
const dueAt = '2026-12-05T23:00:00.000Z';

test('what happens next is told in the order of time, with the reason', (t) => {
	const invoice = withSteps(
		invoiceOf({charge: scheduledCharge(later)}),
		{step: 'invoice.charge', at: later},
		{step: 'invoice.mail', at: now, kind: 'reminder'},
	);
	t.deepEqual(upcomingOf(invoice, today), [
		{what: 'mail', at: now, why: 'reminder'},
		{what: 'due', at: dueAt, why: 'payment_terms'},
		{what: 'charge', at: later, why: 'automatic_payment'},
	]);
});

test('at the same instant a step comes before the due date, and steps keep their own order', (t) => {
	const invoice = withSteps(
		invoiceOf(),
		{step: 'invoice.charge', at: dueAt},
		{step: 'invoice.mail', at: dueAt, kind: 'invoice'},
	);
	t.deepEqual(
		upcomingOf(invoice, today).map(({what}) => what),
		['charge', 'mail', 'due'],
	);
});

test('after a first try the charge is a retry', (t) => {
	const charge = {...scheduledCharge(later), attempt: 1};
	t.like(upcomingOf(withSteps(invoiceOf({charge}), {step: 'invoice.charge', at: later}), today)[1], {
		why: 'retry_after_decline',
	});
});

test('a mail without a kind is the invoice itself', (t) => {
	t.like(upcomingOf(withSteps(invoiceOf(), {step: 'invoice.mail', at: now}), today)[0], {what: 'mail', why: 'invoice'});
});

test('events, questions to the provider and uses of credit are nobody’s business', (t) => {
	const invoice = withSteps(
		invoiceOf({dueDate: null}),
		{step: 'invoice.notify', at: now, kind: 'invoice.issued'},
		{step: 'invoice.ask', at: now, kind: 'page'},
		{step: 'invoice.credit', at: now},
	);
	t.deepEqual(upcomingOf(invoice, today), []);
});

for (const status of ['draft', 'paid', 'void', 'uncollectible'] as const) {
	test(`an invoice that is ${status} falls due no more, or not yet`, (t) => {
		t.deepEqual(upcomingOf(invoiceOf({status}), today), []);
	});
}

test('a due date is to come until its day is over, in the account’s zone', (t) => {
	const dates = ['2026-12-06', '2026-12-07'].map((day) => upcomingOf(invoiceOf(), day).map(({what}) => what));
	t.deepEqual(dates, [['due'], []]);
});

const collecting = {
	policy: {
		reminders: [{offsetDays: -3}, {offsetDays: 5}],
		lateFee: {amount: 4000, afterDays: 10},
		finalAction: 'writeOff' as const,
	},
	debtor: {isBusiness: true, pauseReminders: false},
	isStopped: false,
};
const looked = (fields: Parameters<typeof invoiceOf>[0] = {}) =>
	withLook(invoiceOf(fields), '2026-12-03T08:00:00.000Z');

test('what is collected is told with its reason, as if nothing were paid', (t) => {
	t.deepEqual(upcomingOf(looked(), today, collecting), [
		{what: 'reminder', at: '2026-12-03T08:00:00.000Z', why: 'before_due'},
		{what: 'due', at: dueAt, why: 'payment_terms'},
		{what: 'reminder', at: '2026-12-11T08:00:00.000Z', why: 'overdue'},
		{what: 'late_fee', at: '2026-12-16T08:00:00.000Z', why: 'overdue'},
		{what: 'final_action', at: '2026-12-23T08:00:00.000Z', why: 'write_off'},
	]);
});

test('where the card failed that is the reason of a reminder', (t) => {
	const charge = {...scheduledCharge(later), state: 'failed' as const};
	t.like(upcomingOf(looked({charge}), today, collecting)[0], {what: 'reminder', why: 'payment_failed'});
});

const whats = (invoice: InvoiceDocument, facts = collecting) => upcomingOf(invoice, today, facts).map(({what}) => what);

test('nothing of collecting is told without a look, without a policy, or before a charge that may settle it', (t) => {
	t.deepEqual(whats(invoiceOf()), ['due']);
	t.deepEqual(
		upcomingOf(looked(), today).map(({what}) => what),
		['due'],
	);
	const charging = withSteps(looked({charge: scheduledCharge(later)}), {step: 'invoice.charge', at: later});
	t.deepEqual(whats(charging), ['due', 'charge']);
});

test('nothing is told that nobody knows when it goes on, and no fee that a consumer will not pay', (t) => {
	t.deepEqual(whats(looked(), {...collecting, debtor: {isBusiness: true, pauseReminders: true}}), ['due']);
	t.deepEqual(whats(looked(), {...collecting, isStopped: true}), ['due']);
	t.deepEqual(whats(looked(), {...collecting, debtor: {isBusiness: false, pauseReminders: false}}), [
		'reminder',
		'due',
		'reminder',
		'final_action',
	]);
});
