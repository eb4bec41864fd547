import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {asInvoice, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {ok} from '../kernel/result.ts';
import {recordCheckout} from './record-checkout.ts';
import type {PaymentWorld} from './record-intent.ts';

/**
 * Closes the payment page that is open for an invoice, so that payer and automatic charge cannot both pay. Answers the
 * invoice as it is then, undefined when there was no page, `paid` when the payer was faster (the payment is recorded).
 */
export const releaseCheckout = async (
	world: PaymentWorld,
	read: Read<InvoiceDocument>,
): Promise<Read<InvoiceDocument> | 'paid' | undefined> => {
	const {checkout, stripeOn, id} = read.document;
	if (checkout === null || stripeOn === null) return undefined;
	const {sessionId} = checkout;
	const expired = await world.payments.expireCheckout(stripeOn, {key: `im:${id}:expire:${sessionId}`, sessionId});
	const state = expired.ok ? expired : await world.payments.getCheckout(stripeOn, sessionId);
	if (state.ok && state.value.status === 'complete') {
		await recordCheckout(world, stripeOn, state.value);
		return 'paid';
	}
	return withoutCheckout(world, read.stored.path, sessionId);
};

/** Forgets a page that is closed; a newer one is left alone. */
export const withoutCheckout = async (
	world: PaymentWorld,
	path: string,
	sessionId: string,
): Promise<Read<InvoiceDocument> | undefined> => {
	await transact<object, never>(world, async () => {
		const stored = await world.db.get(path);
		const read = stored && asInvoice(stored);
		if (read === undefined || read.document.checkout?.sessionId !== sessionId) return ok({writes: [], answer: {}});
		return ok({writes: [updateInvoiceWrite(read, {...read.document, checkout: null})], answer: {}});
	});
	const stored = await world.db.get(path);
	return stored && asInvoice(stored);
};
