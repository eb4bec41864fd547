import test from 'ava';
import {declineClass, endsCard, retryDaysFor, shownCode} from '../../../../functions/payments/core/declines.ts';

const declined = (declineCode: string | null, adviceCode: string | null = null, code = 'card_declined') => ({
	code,
	declineCode,
	adviceCode,
});

const table = [
	['insufficient_funds', 'soft'],
	['processing_error', 'soft'],
	['do_not_honor', 'doubtful'],
	['generic_decline', 'doubtful'],
	['never_heard_of', 'unclear'],
	['authentication_required', 'payer'],
	['expired_card', 'card'],
	['stolen_card', 'card'],
	['revocation_of_authorization', 'consent'],
	['duplicate_transaction', 'stop'],
	['amount_too_small', 'stop'],
] as const;
for (const [code, kind] of table) {
	test(`${code} is ${kind}`, (t) => {
		t.is(declineClass(declined(code)), kind);
		t.is(endsCard(kind), kind === 'card' || kind === 'consent');
	});
}

test('the issuer’s advice counts more than the table', (t) => {
	t.is(declineClass(declined('insufficient_funds', 'do_not_try_again')), 'consent');
	t.is(declineClass(declined('generic_decline', 'confirm_card_data')), 'card');
	t.is(declineClass(declined('lost_card', 'try_again_later')), 'soft');
});

test('without a decline code the error’s own code counts, and without both it is unclear', (t) => {
	t.is(declineClass(declined(null, null, 'expired_card')), 'card');
	t.is(declineClass(declined(null)), 'unclear');
});

test('soft declines are retried on every day of the calendar, doubtful ones on every second, unclear ones once, others never', (t) => {
	const calendar = [1, 3, 5, 7];
	t.deepEqual(retryDaysFor('soft', calendar), calendar);
	t.deepEqual(retryDaysFor('doubtful', calendar), [3, 7]);
	t.deepEqual(retryDaysFor('unclear', calendar), [3]);
	for (const kind of ['payer', 'card', 'consent', 'stop'] as const) t.deepEqual(retryDaysFor(kind, calendar), []);
	t.true(calendar.length <= 8, 'below what any scheme allows');
});

test('what banks want concealed is shown as a plain decline', (t) => {
	for (const code of ['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'highest_risk_level'])
		t.is(shownCode(declined(code)), 'generic_decline');
	t.is(shownCode(declined('insufficient_funds')), 'insufficient_funds');
	t.is(shownCode(declined(null, null, 'expired_card')), 'expired_card');
});
