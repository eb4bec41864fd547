import test from 'ava';
import {chargeDay, chargeInstant} from '../../../../functions/invoices/core/charge-day.ts';

const dates = {issueDate: '2026-01-31', dueDate: '2026-02-14'};

test('an invoice is charged at issue or when it is due, never before the notice has run out', (t) => {
	t.is(chargeDay({...dates}), '2026-01-31');
	t.is(chargeDay({...dates, chargeOn: 'issue', noticeDays: 5}), '2026-02-05');
	t.is(chargeDay({...dates, chargeOn: 'due', noticeDays: null}), '2026-02-14');
	t.is(chargeDay({...dates, chargeOn: 'due', noticeDays: 20}), '2026-02-20');
});

test('at once on the day of issue, else at its hour in its zone, and never in the past', (t) => {
	const invoice = {...dates, hour: 6, zone: 'Europe/Berlin'};
	const now = '2026-01-31T09:30:00.000Z';
	t.is(chargeInstant(invoice, now), now);
	t.is(chargeInstant({...invoice, chargeOn: 'due'}, now), '2026-02-14T05:00:00.000Z');
	const late = '2026-02-14T12:00:00.000Z';
	t.is(chargeInstant({...invoice, chargeOn: 'due'}, late), late, 'dated back, due already');
});
