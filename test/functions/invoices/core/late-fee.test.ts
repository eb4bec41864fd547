import test from 'ava';
import {
	isOutsideVat,
	lateFeeAmount,
	lateFeeId,
	lateFeeInput,
	lateFeeRateId,
} from '../../../../functions/invoices/core/late-fee.ts';
import {InvoiceInput} from '../../../../schemas/invoice.ts';

const owed = {amountDue: 12_345, currency: 'USD', accountCurrency: 'EUR'};

const amounts: readonly (readonly [string, Parameters<typeof lateFeeAmount>[1], number, string])[] = [
	['a percent is of what is due, half away from zero', {percent: '5', afterDays: 1}, 617, 'USD'],
	['a percent may be so small that there is no fee', {percent: '0.004', afterDays: 1}, 0, 'USD'],
	['all of it', {percent: '100', afterDays: 1}, 12_345, 'USD'],
	['a flat amount is of the account’s currency', {amount: 4000, afterDays: 1}, 4000, 'EUR'],
];
for (const [title, policy, amount, currency] of amounts) {
	test(`late fee: ${title}`, (t) => {
		t.deepEqual(lateFeeAmount(owed, policy), {amount, currency});
	});
}

test('an invoice has one late fee, whoever asks: its id follows from the invoice alone (invariant 1)', (t) => {
	t.is(lateFeeId('inv_0001'), lateFeeId('inv_0001'));
	t.not(lateFeeId('inv_0001'), lateFeeId('inv_0002'));
	t.regex(lateFeeRateId('acc_0001'), /^tax_/);
});

for (const [locale, description] of [
	['en-IE', 'Late fee on INV-2027-0007'],
	['de-DE', 'Mahngebühr zu INV-2027-0007'],
	['fr-FR', 'Late fee on INV-2027-0007'],
] as const) {
	test(`its one line names the invoice, in the customer’s language: ${locale}`, (t) => {
		const input = lateFeeInput(
			{customerId: 'cus_0001', number: 'INV-2027-0007'},
			{amount: 4000, currency: 'EUR'},
			{locale, taxRateIds: ['tax_0001']},
		);
		t.deepEqual(InvoiceInput.parse(input), input);
		t.like(input, {currency: 'EUR', lines: [{description, quantity: '1', unitAmount: 4000, taxRateIds: ['tax_0001']}]});
	});
}

test('it is outside the scope of VAT in the EU and the UK, and carries no tax rate elsewhere (rule 20)', (t) => {
	t.deepEqual(['DE', 'FR', 'GB', 'IE', 'GR'].map(isOutsideVat), [true, true, true, true, true]);
	t.deepEqual(['CH', 'US', 'NO', 'IN', 'AU'].map(isOutsideVat), [false, false, false, false, false]);
});
