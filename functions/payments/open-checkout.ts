import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {isChargeInFlight, isPageOpen} from '../invoices/core/lifecycle.ts';
import {hostedUrl, type Read, readInvoice, updateInvoiceWrite} from '../invoices/index.ts';
import {addHours} from '../kernel/calendar.ts';
import {withSteps} from '../kernel/outbox.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {Remember} from '../route.ts';
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
export type Target = {readonly accountId: string; readonly invoiceId: string};
export type Opened = {readonly url: string};

/** How long a page is given out again; the provider closes it an hour later, and an hour after that we look what came of it. */
const pageGivenHours = 23;
const pageAskedHours = 25;

/** The provider's page for paying an invoice, all of it or part. One page is open at a time: asking again answers the same. */
export const openCheckout = async (
	world: World,
	{accountId, invoiceId, amount}: Target & {readonly amount: number | null},
	remember: Remember<Opened>,
): Promise<Result<Opened, CheckoutRefusal>> => {
	const read = await readInvoice(world.db, accountId, invoiceId);
	if (read === undefined) return refuse('not_found');
	const allowed = payable(read.document, amount);
	if (!allowed.ok) return allowed;
	const {checkout} = read.document;
	if (checkout !== null && checkout.amount === allowed.value && checkout.expiresAt > (await world.clock.now()))
		return again(world, {url: checkout.url}, remember);
	if (!isPageOpen(read.document)) return open(world, read, allowed.value, remember);
	await releaseCheckout(world, read);
	const current = await readInvoice(world.db, accountId, invoiceId);
	const still = current && payable(current.document, amount);
	if (current === undefined || !still?.ok) return still && !still.ok ? still : refuse('not_found');
	return open(world, current, still.value, remember);
};

/** The page that is there; the answer is still remembered for a request with a key. */
const again = (world: World, opened: Opened, remember: Remember<Opened>) =>
	transact<Opened, never>(world, async () => ok({writes: await remember(opened), answer: opened}));

/** What may be paid of an invoice by page now: everything due unless `amount` says less. */
export const payable = (invoice: InvoiceDocument, amount: number | null): Result<number, CheckoutRefusal> => {
	if (invoice.status === 'draft') return refuse('not_found');
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
	{document}: Read<InvoiceDocument>,
	amount: number,
	remember: Remember<Opened>,
): Promise<Result<Opened, CheckoutRefusal>> => {
	const session = await newPage(world, document, amount);
	if (!session.ok || session.value.url === null) return refuse('payment_provider_refused');
	const {sessionId, url} = session.value;
	// The page ages by the provider's clock, what the invoice has to do waits by the account's.
	const expiresAt = addHours(await world.clock.now(), pageGivenHours);
	const kept = await transact<Opened, CheckoutRefusal>(world, async () => {
		const read = await readInvoice(world.db, document.accountId, document.id);
		if (read === undefined) return refuse('not_found');
		if (read.document.checkout?.sessionId === sessionId) return ok({writes: [], answer: {url}});
		const allowed = payable(read.document, amount);
		if (!allowed.ok) return allowed;
		// Somebody else opened another page meanwhile.
		if (isPageOpen(read.document)) return refuse('charge_in_flight');
		const now = await nowOf(world, read.stored);
		const invoice = withPage(read.document, {sessionId, url, amount, expiresAt}, now);
		return ok({writes: [updateInvoiceWrite(read, invoice), ...(await remember({url}))], answer: {url}});
	});
	// Nothing of ours knows this page: it must not stay open.
	if (!kept.ok && document.stripeOn !== null)
		await world.payments.expireCheckout(document.stripeOn, {key: `im:${document.id}:expire:${sessionId}`, sessionId});
	return kept;
};

const withPage = (
	invoice: InvoiceDocument,
	checkout: NonNullable<InvoiceDocument['checkout']>,
	now: string,
): InvoiceDocument =>
	withSteps({...invoice, checkout}, {step: 'invoice.ask', at: addHours(now, pageAskedHours), kind: 'page'});

const newPage = async (world: World, invoice: InvoiceDocument, amount: number) => {
	const {accountId, id, customerId, stripeOn, version} = invoice;
	const on = stripeOn ?? '';
	const customer = await readCustomer(world.db, accountId, customerId);
	const providerCustomerId = customer?.document.stripe.on === on ? customer.document.stripe.customerId : null;
	const saves = invoice.autoCharge && providerCustomerId !== null ? 'yes' : 'no';
	const page = await hostedUrl(world.vault, world.settings.publicUrl, {accountId, invoiceId: id});
	return world.payments.openCheckout(on, {
		key: `im:${id}:checkout:${version}:${amount}:${providerCustomerId ?? 'guest'}:${saves}`,
		providerCustomerId,
		amount,
		currency: invoice.currency,
		description: invoice.number ?? '',
		saveCard: saves === 'yes',
		successUrl: `${page}?paid=1`,
		cancelUrl: page,
		metadata: {account: accountId, invoice: id, customer: customerId, via: 'checkout', saves},
	});
};
