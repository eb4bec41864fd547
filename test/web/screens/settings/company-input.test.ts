import test from 'ava';
import {companyInput} from '../../../../web/src/screens/settings/company-input.ts';

const form = {
	name: 'Nord',
	legalName: '',
	vat: 'DE1',
	taxNumber: '',
	iban: 'de89 3704 0044',
	bic: '',
	holder: '',
	replyTo: '',
	locale: 'de',
	timeZone: 'Europe/Berlin',
	otherTaxIds: [{type: 'gst', value: '9'}],
};

test('an IBAN is kept without its blanks, and tax ids of other kinds stay', (t) => {
	const input = JSON.parse(JSON.stringify(companyInput(form)));
	t.is(input.bank.iban, 'DE8937040044');
	t.deepEqual(input.taxIds, [
		{type: 'vat', value: 'DE1'},
		{type: 'gst', value: '9'},
	]);
});

test('no bank account typed is no bank account', (t) => {
	const input = JSON.parse(JSON.stringify(companyInput({...form, iban: ' '})));
	t.is(input.bank, null);
});
