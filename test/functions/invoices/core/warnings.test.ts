import test from 'ava';
import {warningsOf} from '../../../../functions/invoices/core/warnings.ts';
import type {InvoiceDocument} from '../../../../schemas/invoice.ts';
import type {TaxCategory} from '../../../../schemas/lines.ts';
import {contentOf, invoiceOf, lineOf, partyOf, vat19} from '../../documents/printed.ts';

const seller = {hasTaxId: true, hasAddress: true};
const of = (category: TaxCategory): InvoiceDocument => {
	const rate = {...vat19, category, percent: category === 'S' ? '19' : '0'};
	return invoiceOf({}, contentOf({lines: [lineOf({taxRates: [rate]})]}));
};
const complete = partyOf();
const nowhere = partyOf({billingAddress: null, deliveryAddress: null});
const anonymous = partyOf({taxId: null});
const dollars = (exchangeRate: string | null): InvoiceDocument => ({...of('S'), accountCurrency: 'USD', exchangeRate});

const table: readonly [
	string,
	InvoiceDocument,
	Parameters<typeof warningsOf>[1],
	typeof complete,
	readonly string[],
][] = [
	['nothing is missing', of('S'), seller, complete, []],
	['the seller has no tax id', of('S'), {...seller, hasTaxId: false}, complete, ['seller_tax_id_missing']],
	['the seller has no address', of('S'), {...seller, hasAddress: false}, complete, ['seller_address_missing']],
	['reverse charge without the buyer’s VAT id', of('AE'), seller, anonymous, ['buyer_tax_id_missing']],
	['intra-community supply without the buyer’s VAT id', of('K'), seller, anonymous, ['buyer_tax_id_missing']],
	['a buyer without VAT id where none is needed', of('S'), seller, anonymous, []],
	['an export without the buyer’s VAT id', of('G'), seller, anonymous, []],
	['intra-community supply to nowhere', of('K'), seller, nowhere, ['delivery_country_missing']],
	['reverse charge to nowhere', of('AE'), seller, nowhere, []],
	[
		'intra-community supply to a place of delivery',
		of('K'),
		seller,
		{...nowhere, deliveryAddress: {country: 'FR'}},
		[],
	],
	[
		'intra-community supply to an address without a country',
		of('K'),
		seller,
		{...nowhere, billingAddress: {city: 'Lyon'}},
		['delivery_country_missing'],
	],
	['another currency without a rate', dollars(null), seller, complete, ['exchange_rate_missing']],
	['another currency with a rate', dollars('1.1'), seller, complete, []],
	[
		'everything is missing, in a fixed order',
		{...of('K'), accountCurrency: 'USD'},
		{hasTaxId: false, hasAddress: false},
		{...nowhere, taxId: null},
		[
			'seller_tax_id_missing',
			'seller_address_missing',
			'buyer_tax_id_missing',
			'delivery_country_missing',
			'exchange_rate_missing',
		],
	],
];
for (const [title, invoice, sells, party, codes] of table) {
	test(`${title}: ${codes.length === 0 ? 'no warning' : codes.join(', ')}`, (t) => {
		const warnings = warningsOf(invoice, sells, party);
		t.deepEqual(
			warnings.map(({code}) => code),
			[...codes],
		);
		t.true(warnings.every(({message}) => message.endsWith('.')));
	});
}
