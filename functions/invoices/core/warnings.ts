/** What an issued invoice lacks for the tax office: told, never in the way (rule 22). */
import type {Invoice, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {Party} from '../../../schemas/parties.ts';

type Warning = NonNullable<Invoice['warnings']>[number];
type Seller = {readonly hasTaxId: boolean; readonly hasAddress: boolean};

export const warningsOf = (
	invoice: InvoiceDocument,
	seller: Seller,
	party: Pick<Party, 'taxId' | 'deliveryAddress' | 'billingAddress'>,
): readonly Warning[] => {
	const categories = new Set(invoice.totals.taxes.map(({category}) => category));
	const isCrossBorder = categories.has('AE') || categories.has('K');
	const country = party.deliveryAddress?.country ?? party.billingAddress?.country ?? null;
	const checks: readonly (readonly [boolean, string, string])[] = [
		[!seller.hasTaxId, 'seller_tax_id_missing', 'Your tax id is missing in the settings.'],
		[!seller.hasAddress, 'seller_address_missing', 'Your address is missing in the settings.'],
		[
			isCrossBorder && !party.taxId,
			'buyer_tax_id_missing',
			'Reverse charge and intra-community supply need the buyer’s VAT id.',
		],
		[
			categories.has('K') && country === null,
			'delivery_country_missing',
			'Intra-community supply needs the country of delivery.',
		],
		[
			invoice.currency !== invoice.accountCurrency && invoice.exchangeRate === null,
			'exchange_rate_missing',
			'Without an exchange rate the tax is not stated in your own currency.',
		],
	];
	return checks.filter(([applies]) => applies).map(([, code, message]) => ({code, message}));
};
