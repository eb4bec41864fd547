import test from 'ava';
import {scheduledCharge} from '../../../../functions/invoices/core/issue.ts';
import {upcomingOf} from '../../../../functions/invoices/core/upcoming.ts';
import {withSteps} from '../../../../functions/kernel/outbox.ts';
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
