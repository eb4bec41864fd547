import test from 'ava';
import {addressees, readComposed} from '../../../../functions/documents/core/addressees.ts';
import {partyOf} from '../printed.ts';

const party = partyOf({
	email: 'books@brueckner.example',
	contacts: [
		{email: 'boss@brueckner.example', cc: true},
		{email: 'other@brueckner.example', cc: false},
		{email: 'BOOKS@brueckner.example', cc: true},
	],
});
const composed = {to: null, cc: null, subject: null, message: null};

test('the customer is written to, contacts who want copies get one, nobody twice', (t) => {
	t.deepEqual(addressees(party, null), {to: ['books@brueckner.example'], cc: ['boss@brueckner.example']});
});

test('addresses that a person gave go before the customer’s', (t) => {
	t.deepEqual(addressees(party, {...composed, to: ['a@b.example'], cc: ['c@d.example']}), {
		to: ['a@b.example'],
		cc: ['c@d.example'],
	});
	t.deepEqual(addressees(party, {...composed, to: ['a@b.example']}), {to: ['a@b.example'], cc: []});
});

test('without an address there is nobody to write to', (t) => {
	t.deepEqual(addressees(undefined, null).to, []);
	t.deepEqual(addressees(partyOf({email: null}), composed).to, []);
});

for (const address of [
	'a@b.example\r\nBcc: x@y.example',
	'a@b.example, x@y.example',
	'<a@b.example>',
	'a b@c.example',
]) {
	test(`${JSON.stringify(address)} is not one plain address`, (t) => {
		t.deepEqual(addressees(undefined, {...composed, to: [address], cc: [address]}), {to: [], cc: []});
	});
}

test('a letter whose key is destroyed reads as none', (t) => {
	t.is(readComposed(undefined), null);
	t.deepEqual(readComposed({...composed, subject: 'Hi'}), {...composed, subject: 'Hi'});
});
