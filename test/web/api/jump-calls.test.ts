import test from 'ava';
import {earliestStep} from '../../../web/src/api/jump-calls.ts';

const now = '2026-11-22T12:00:00.000Z';
const template = (status: 'active' | 'paused', nextAt: string | null) => ({status, nextAt});
const invoice = (...at: readonly string[]) => ({
	upcoming: at.map((one) => ({what: 'reminder', at: one, why: 'overdue'})),
});

test('what is due next is the earliest step of templates and open invoices', (t) => {
	const at = '2026-11-25T08:00:00.000Z';
	t.is(
		earliestStep([template('active', '2026-12-01T05:00:00.000Z')], [invoice('2026-11-30T08:00:00.000Z', at)], now),
		at,
	);
	t.is(earliestStep([template('active', at)], [], now), at);
});

test('what does not move, or should have happened already, is not due next', (t) => {
	t.is(
		earliestStep([template('paused', '2026-12-01T05:00:00.000Z'), template('active', null)], [invoice()], now),
		null,
	);
	t.is(earliestStep([template('active', '2026-11-22T05:00:00.000Z')], [invoice(now)], now), null);
});
