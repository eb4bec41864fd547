import test from 'ava';
import {epcText, ibanText, isIban} from '../../../../functions/documents/core/epc-qr.ts';

const transfer = {
	iban: 'DE89 3704 0044 0532 0130 00',
	bic: 'COBADEFFXXX',
	payee: 'Atelier Nord GmbH',
	amount: 23800,
	currency: 'EUR',
	reference: 'INV-2026-0042',
};

test('the code has the lines of EPC069-12 version 2', (t) => {
	t.is(
		epcText(transfer),
		'BCD\n002\n1\nSCT\nCOBADEFFXXX\nAtelier Nord GmbH\nDE89370400440532013000\nEUR238.00\n\n\nINV-2026-0042',
	);
});

for (const [what, change, line, expected] of [
	['a missing BIC leaves its line empty', {bic: null}, 4, ''],
	['a BIC that is none is left out', {bic: 'hello'}, 4, ''],
	['one cent is written with both digits', {amount: 1}, 7, 'EUR0.01'],
	['the largest amount is the standard’s', {amount: 99_999_999_999}, 7, 'EUR999999999.99'],
	['a name is cut to 70 characters', {payee: 'ä'.repeat(90)}, 5, 'ä'.repeat(70)],
	['a reference is cut to 140 characters', {reference: 'x'.repeat(200)}, 10, 'x'.repeat(140)],
	['a line break in a name cannot add a line', {payee: 'Nord\nEUR1.00'}, 5, 'Nord EUR1.00'],
] as const) {
	test(what, (t) => {
		t.is(epcText({...transfer, ...change})?.split('\n')[line], expected);
	});
}

test('trailing empty lines are dropped', (t) => {
	t.true(epcText({...transfer, reference: ''})?.endsWith('\nEUR238.00'));
});

for (const [what, change] of [
	['another currency', {currency: 'CHF'}],
	['nothing to pay', {amount: 0}],
	['money the other way', {amount: -100}],
	['more than the standard allows', {amount: 100_000_000_000}],
	['an IBAN with a wrong check digit', {iban: 'DE88370400440532013000'}],
	['no IBAN at all', {iban: 'hello'}],
	['no name', {payee: '  '}],
	['more bytes than a code may have', {payee: '漢'.repeat(70), reference: '漢'.repeat(140)}],
] as const) {
	test(`there is no code for ${what}`, (t) => {
		t.is(epcText({...transfer, ...change}), undefined);
	});
}

for (const [iban, valid] of [
	['GB82WEST12345698765432', true],
	['NO9386011117947', true],
	['MT84MALT011000012345MTLCAST001S', true],
	['GB82WEST12345698765433', false],
	['GB82', false],
	['de89370400440532013000', false],
] as const) {
	test(`${iban} is ${valid ? 'an' : 'no'} IBAN`, (t) => {
		t.is(isIban(iban), valid);
	});
}

test('an IBAN is read in groups of four', (t) => {
	t.is(ibanText('DE89370400440532013000'), 'DE89 3704 0044 0532 0130 00');
});
