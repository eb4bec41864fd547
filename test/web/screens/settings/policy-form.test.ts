import test from 'ava';
import {daysToReact as collectorsDays} from '../../../../functions/invoices/core/collections.ts';
import {AccountSettings} from '../../../../schemas/account.ts';
import {type PolicyForm, policyForm, policyInput} from '../../../../web/src/screens/settings/policy-form.ts';
import {daysToReact, policySteps} from '../../../../web/src/screens/settings/policy-steps.ts';

const policy = {
	reminders: [{offsetDays: -3}, {offsetDays: 0}, {offsetDays: 7}],
	retryDays: [1, 3, 5],
	lateFee: {amount: 1250, afterDays: 14},
	finalAction: 'writeOff',
} as const;
const written = (form: Partial<PolicyForm> = {}) =>
	policyInput(
		{
			...policyForm({...policy, reminders: [...policy.reminders], retryDays: [...policy.retryDays]}, 'EUR', 'de'),
			...form,
		},
		'EUR',
		'de',
	);

test('a policy that is read and saved untouched stays as it was', (t) => {
	t.deepEqual(written(), {...policy, reminders: [...policy.reminders], retryDays: [...policy.retryDays]});
	t.like(written({fee: 'percent', feeValue: '2,5'}), {lateFee: {percent: '2.5', afterDays: 14}});
	t.is(written({fee: 'none'})?.lateFee, null);
});

test('reminders are put in the order of time, each day once, as the API wants them', (t) => {
	const reminders = [
		{key: 0, days: '14', side: 'after'},
		{key: 1, days: '5', side: 'before'},
		{key: 2, days: '14', side: 'after'},
	] as const;
	t.deepEqual(written({reminders})?.reminders, [{offsetDays: -5}, {offsetDays: 14}]);
	t.true(AccountSettings.shape.reminders.safeParse(written({reminders})?.reminders).success);
});

test('what cannot be read is not saved', (t) => {
	for (const wrong of [
		{retries: '1, soon'},
		{retries: '61'},
		{reminders: [{key: 0, days: '0', side: 'after'}]},
		{reminders: [{key: 0, days: '61', side: 'before'}]},
		{feeValue: '0'},
		{feeValue: ''},
		{feeAfter: '366'},
		{fee: 'percent', feeValue: '101'},
	] as const)
		t.is(written(wrong), undefined, JSON.stringify(wrong));
});

test('the example shows reminders, fee and end on their days, the end a week after the last word', (t) => {
	t.deepEqual(
		policySteps(
			{reminders: [{offsetDays: -3}, {offsetDays: 7}], lateFee: {percent: '5', afterDays: 14}, finalAction: 'writeOff'},
			'2026-12-10',
		),
		[
			{what: 'reminder', on: '2026-12-07'},
			{what: 'due', on: '2026-12-10'},
			{what: 'reminder', on: '2026-12-17'},
			{what: 'late_fee', on: '2026-12-24'},
			{what: 'final_action', on: '2026-12-31'},
		],
	);
	t.deepEqual(policySteps({reminders: [], lateFee: null, finalAction: 'writeOff'}, '2026-12-10').at(-1), {
		what: 'final_action',
		on: '2026-12-17',
	});
	t.deepEqual(policySteps({reminders: [], lateFee: null, finalAction: 'leave'}, '2026-12-10'), [
		{what: 'due', on: '2026-12-10'},
	]);
});

test('the example gives the payer as many days as collecting does', (t) => {
	t.is(daysToReact, collectorsDays);
});
