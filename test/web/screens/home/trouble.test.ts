import test from 'ava';
import {declined, undelivered} from '../../../../web/src/screens/home/trouble.ts';

const invoice = (
	id: string,
	customerId: string,
	state: 'none' | 'failed' | 'action_required',
	mail: 'sent' | 'bounced' = 'sent',
) => ({
	id,
	number: id,
	customerId,
	payment: {state, nextAttemptAt: null, attempts: 1, lastDeclineCode: null},
	delivery: {state: mail, sentAt: null},
});
const open = [invoice('1', 'a', 'failed'), invoice('2', 'b', 'none', 'bounced'), invoice('3', 'a', 'action_required')];

test('a customer whose card fails is one line, however many invoices', (t) => {
	t.deepEqual(
		declined(open).map(({customerId, invoices}) => [customerId, invoices.length]),
		[['a', 2]],
	);
});

test('mail that came back is told per invoice', (t) => {
	t.deepEqual(
		undelivered(open).map(({id}) => id),
		['2'],
	);
});
