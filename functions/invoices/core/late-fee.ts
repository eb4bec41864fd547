/** The late fee on an invoice that is not paid in time: an invoice of its own (rule 20). */
import type {Account} from '../../../schemas/account.ts';
import type {InvoiceDocument, InvoiceInput} from '../../../schemas/invoice.ts';
import {wordsOf} from '../../documents/core/words.ts';
import {derivedId} from '../../kernel/ids.ts';
import {percentOf} from '../../kernel/rational.ts';

type Policy = NonNullable<Account['lateFee']>;

/** There is one late fee of an invoice, and this is its one possible id. */
export const lateFeeId = (invoiceId: string): string => derivedId('inv', invoiceId, 'late_fee', 1);

/** The tax rate that late fees of an account carry where they need one. */
export const lateFeeRateId = (accountId: string): string => derivedId('tax', accountId, 'late_fee');

/** A percent of what is due now, half away from zero to one minor unit, or a flat amount of the account's currency. */
export const lateFeeAmount = (
	{amountDue, currency, accountCurrency}: Pick<InvoiceDocument, 'amountDue' | 'currency' | 'accountCurrency'>,
	policy: Policy,
): {readonly amount: number; readonly currency: string} =>
	'percent' in policy
		? {amount: percentOf(amountDue, policy.percent), currency}
		: {amount: policy.amount, currency: accountCurrency};

/** The fee as a person would enter it: one line that names the invoice, in the customer's language. */
export const lateFeeInput = (
	{customerId, number}: Pick<InvoiceDocument, 'customerId' | 'number'>,
	fee: {readonly amount: number; readonly currency: string},
	{locale, taxRateIds}: {readonly locale: string; readonly taxRateIds: readonly string[]},
): InvoiceInput => ({
	customerId,
	kind: 'invoice',
	currency: fee.currency,
	lines: [
		{
			description: wordsOf(locale).lateFeeOn(number ?? ''),
			quantity: '1',
			unitAmount: fee.amount,
			discounts: [],
			charges: [],
			taxRateIds: [...taxRateIds],
		},
	],
	discounts: [],
	charges: [],
	taxInclusive: false,
	deductInvoiceIds: [],
	metadata: {},
});

/** In the EU and the UK a late fee is outside the scope of VAT (category O): compensation, no price for a supply (CJEU C-222/81). */
export const isOutsideVat = (country: string): boolean => vatCountries.has(country);

const vatCountries = new Set(
	'AT BE BG CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);
