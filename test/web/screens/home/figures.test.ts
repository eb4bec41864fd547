import test from 'ava';
import {expected, overdue, owed, paidThisMonth, twelveMonths} from '../../../../web/src/screens/home/figures.ts';

const today = '2026-11-22';
const open = [
	{currency: 'EUR', amountDue: 1000, overdue: true, dueDate: '2026-11-01'},
	{currency: 'EUR', amountDue: 500, overdue: false, dueDate: '2026-12-22'},
	{currency: 'EUR', amountDue: 70, overdue: false, dueDate: '2026-12-23'},
	{currency: 'CAD', amountDue: 9, overdue: true, dueDate: '2026-10-01'},
];
const payment = (amount: number, receivedOn: string | null, change = {}) => ({
	currency: 'EUR',
	amount,
	amountRefunded: 0,
	status: 'succeeded' as const,
	receivedOn,
	createdAt: `${receivedOn ?? '2026-11-20'}T10:00:00.000Z`,
	...change,
});

test('other currencies are named, never added', (t) => {
	t.deepEqual(owed(open, 'EUR'), {amount: 1570, count: 3, others: ['CAD']});
	t.deepEqual(overdue(open, 'EUR'), {amount: 1000, count: 1, others: ['CAD']});
});

test('expected is what falls due within thirty days and is not late', (t) => {
	t.deepEqual(expected(open, 'EUR', today), {amount: 500, count: 1, others: []});
});

test('paid counts from the first of the month, less what went back, without failures', (t) => {
	const payments = [
		payment(100, '2026-11-01'),
		payment(50, null, {amountRefunded: 20}),
		payment(7, '2026-10-31'),
		payment(900, '2026-11-05', {status: 'failed'}),
	];
	t.is(paidThisMonth(payments, 'EUR', today).amount, 130);
});

test('the year has twelve months, oldest first, without drafts and void invoices', (t) => {
	const issued = [
		{currency: 'EUR', issueDate: '2025-12-31', status: 'open' as const, total: 1},
		{currency: 'EUR', issueDate: '2026-11-02', status: 'paid' as const, total: 2},
		{currency: 'EUR', issueDate: '2026-11-02', status: 'void' as const, total: 4},
		{currency: 'EUR', issueDate: '2025-11-30', status: 'paid' as const, total: 8},
	];
	const months = twelveMonths(issued, [payment(5, '2026-11-03')], 'EUR', today);
	t.is(months.length, 12);
	t.deepEqual(months[0], {month: '2025-12', issued: 1, paid: 0});
	t.deepEqual(months[11], {month: '2026-11', issued: 2, paid: 5});
});
