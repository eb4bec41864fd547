import test from 'ava';
import {BillingSettings} from '../../../../schemas/account.ts';
import {capsForm, capsInput} from '../../../../web/src/screens/settings/caps-form.ts';

const billing = BillingSettings.parse({
	runAmountCaps: [
		{currency: 'EUR', amount: 5_000_050},
		{currency: 'JPY', amount: 7},
	],
});

test('caps that are read and saved untouched stay as they were, in currencies without cents too', (t) => {
	const {paused, ...caps} = billing;
	t.false(paused);
	t.deepEqual(capsInput(capsForm(billing, 'de'), 'de'), caps);
	t.deepEqual(capsForm(billing, 'de').runs[0], {key: 0, currency: 'EUR', amount: '50000,50'});
});

test('what cannot be read, or names a currency twice, is not saved', (t) => {
	const form = capsForm(billing, 'en');
	for (const wrong of [
		{jump: '1'},
		{jump: '2.5'},
		{jump: ''},
		{perDay: '0'},
		{perDay: '25'},
		{runs: [{key: 0, currency: 'EUR', amount: '0'}]},
		{runs: [{key: 0, currency: 'EUR', amount: ''}]},
		{runs: [{key: 0, currency: 'JPY', amount: '1.5'}]},
		{
			runs: [
				{key: 0, currency: 'EUR', amount: '1'},
				{key: 1, currency: 'EUR', amount: '2'},
			],
		},
	])
		t.is(capsInput({...form, ...wrong}, 'en'), undefined, JSON.stringify(wrong));
});
