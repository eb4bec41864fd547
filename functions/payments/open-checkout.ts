import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {isChargeInFlight} from '../invoices/core/lifecycle.ts';
import {asInvoice, hostedUrl, invoicePath, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {addHours} from '../kernel/calendar.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {World} from '../world.ts';
import {stripeAmount} from './core/provider-amount.ts';
import {releaseCheckout} from './release-checkout.ts';

export type CheckoutRefusal =
	| 'not_found'
	| 'invoice_not_open'
	| 'charge_in_flight'
	| 'amount_exceeds_due'
	| 'no_stripe_account'
	| 'payment_provider_refused';
type Target = {readonly accountId: string; readonly invoiceId: string; readonly amount: number | null};
type Opened = {readonly url: string};

/** How long a payment page stays open; the provider's own limit. */
const pageLivesHours = 23;

/** The provider's page for paying an invoice, all of it or part. One page is open at a time: asking again answers the same. */
export const openCheckout = async (
	world: World,
	{accountId, invoiceId, amount}: Target,
): Promise<Result<Opened, CheckoutRefusal>> => {
	const stored = await world.db.get(invoicePath(accountId, invoiceId));
	if (stored === undefined) return refuse('not_found');
	const read = asInvoice(stored);
	const allowed = payable(read.document, amount);
	if (!allowed.ok) return allowed;
	const now = await world.clock.now();
	const {checkout} = read.document;
	if (checkout !== null && checkout.amount === allowed.value && checkout.expiresAt > now)
		return ok({url: checkout.url});
	const released = await releaseCheckout(world, read);
	if (released === 'paid') return refuse('invoice_not_open', 'The invoice was paid a moment ago.');
	return open(world, released ?? read, allowed.value, now);
};

const payable = (invoice: InvoiceDocument, amount: number | null): Result<number, CheckoutRefusal> => {
	if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return refuse('invoice_not_open');
	if (isChargeInFlight(invoice)) return refuse('charge_in_flight');
	if (invoice.stripeOn === null) return refuse('no_stripe_account');
	const most = invoice.status === 'open' ? invoice.amountDue : invoice.amountWrittenOff;
	const paying = amount ?? most;
	if (paying > most) return refuse('amount_exceeds_due');
	return stripeAmount(paying, invoice.currency).ok
		? ok(paying)
		: refuse('payment_provider_refused', 'A card cannot be charged this amount.');
};

const open = async (
	world: World,
	read: Read<InvoiceDocument>,
	amount: number,
	now: string,
): Promise<Result<Opened, CheckoutRefusal>> => {
	const invoice = read.document;
	const on = invoice.stripeOn ?? '';
	const customer = await readCustomer(world.db, invoice.accountId, invoice.customerId);
	const providerCustomerId = customer?.document.stripe.on === on ? customer.document.stripe.customerId : null;
	const saveCard = invoice.autoCharge && providerCustomerId !== null;
	const page = await hostedUrl(world.vault, world.settings.publicUrl, {
		accountId: invoice.accountId,
		invoiceId: invoice.id,
	});
	const session = await world.payments.openCheckout(on, {
		key: `im:${invoice.id}:checkout:${invoice.version}:${amount}`,
		providerCustomerId,
		amount,
		currency: invoice.currency,
		description: invoice.number ?? '',
		saveCard,
		successUrl: `${page}?paid=1`,
		cancelUrl: page,
		metadata: {
			account: invoice.accountId,
			invoice: invoice.id,
			customer: invoice.customerId,
			via: 'checkout',
			saves: saveCard ? 'yes' : 'no',
		},
	});
	if (!session.ok || session.value.url === null) return refuse('payment_provider_refused');
	const {sessionId, url} = session.value;
	const checkout = {sessionId, url, amount, expiresAt: addHours(now, pageLivesHours)};
	let isFirst = true;
	const kept = await transact<object, 'charge_in_flight'>(world, async () => {
		// Somebody else opened a page or began to charge meanwhile: this one must not stay open.
		if (!isFirst) return refuse('charge_in_flight');
		isFirst = false;
		return ok({writes: [updateInvoiceWrite(read, {...invoice, checkout})], answer: {}});
	});
	if (kept.ok) return ok({url});
	await world.payments.expireCheckout(on, {key: `im:${invoice.id}:expire:${sessionId}`, sessionId});
	return kept;
};
