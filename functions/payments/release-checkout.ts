import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {closePage, forgetPage, type Read} from '../invoices/index.ts';
import {recordCheckout} from './record-checkout.ts';
import type {PaymentWorld} from './record-intent.ts';

/**
 * Closes the payment page that is open for an invoice, so that payer and automatic charge cannot both pay. A payer who
 * was faster is recorded. Either way the invoice has no page afterwards and must be read again.
 */
export const releaseCheckout = async (
	world: PaymentWorld,
	{stored, document}: Read<InvoiceDocument>,
): Promise<void> => {
	const {checkout, stripeOn} = document;
	if (checkout === null || stripeOn === null) return;
	const page = await closePage(world, document);
	if (page?.status === 'complete') await recordCheckout(world, stripeOn, page);
	await forgetPage(world, stored.path, checkout.sessionId);
};
