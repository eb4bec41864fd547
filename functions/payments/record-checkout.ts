import type {CustomerDocument} from '../../schemas/customer.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {creditWrites, readCustomer, updateCustomerWrite} from '../customers/index.ts';
import {asInvoice, invoicePath, publishSteps, updateInvoiceWrite} from '../invoices/index.ts';
import {today} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {ok} from '../kernel/result.ts';
import type {Card, CheckoutState, IntentState} from '../world.ts';
import {paidByCheckout} from './core/checkout.ts';
import {withCard} from './core/saved-card.ts';
import {rearmCharges} from './rearm-charges.ts';
import type {PaymentWorld} from './record-intent.ts';
import {paymentWrite, readPayment} from './store.ts';

/** What a completed page brought: a saved card, a payment, or both. Told by webhook, perhaps twice; the second time changes nothing. */
export const recordCheckout = async (world: PaymentWorld, on: string, session: CheckoutState): Promise<void> => {
	if (session.status !== 'complete') return;
	if (session.mode === 'payment' && session.intentId !== null) {
		const intent = await world.payments.getIntent(on, session.intentId);
		if (intent.ok) await recordPayment(world, intent.value, session.sessionId);
	}
	if (session.paymentMethodId !== null && session.metadata.saves === 'yes') await recordCard(world, on, session);
};

/** A payment made on the provider's page. The payment of one intent has one possible id. */
export const recordPayment = async (
	world: PaymentWorld,
	intent: IntentState,
	sessionId: string | null,
): Promise<void> => {
	const {account, invoice: invoiceId} = intent.metadata;
	if (account === undefined || invoiceId === undefined) return;
	const now = await world.clock.now();
	const id = derivedId('pay', intent.intentId);
	const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, async () => {
		const [stored, earlier] = await Promise.all([
			world.db.get(invoicePath(account, invoiceId)),
			readPayment(world.db, account, id),
		]);
		const read = stored && asInvoice(stored);
		if (read === undefined) return ok({writes: [], answer: {invoice: undefined}});
		const moment = {now, today: today(now, read.document.zone)};
		const outcome = paidByCheckout(read.document, earlier?.document, {id, intent, sessionId}, moment);
		if (outcome === undefined) return ok({writes: [], answer: {invoice: read.document}});
		const invoice = {...outcome.invoice, version: read.document.version + 1};
		const credit = await creditWrites(world.db, read.document, outcome.toBalance, now);
		return ok({
			writes: [paymentWrite(outcome.payment, earlier), updateInvoiceWrite(read, invoice), ...credit],
			answer: {invoice},
		});
	});
	if (done.ok && done.value.invoice !== undefined) await publishSteps(world.bus, [done.value.invoice], now);
};

/** Keeps what names the card (brand, last four, expiry) and who agreed to be charged; then failed charges are tried again. */
const recordCard = async (world: PaymentWorld, on: string, session: CheckoutState): Promise<void> => {
	const {account, customer: customerId} = session.metadata;
	const {paymentMethodId, providerCustomerId, sessionId} = session;
	if (account === undefined || customerId === undefined || paymentMethodId === null || providerCustomerId === null)
		return;
	const answered = await world.payments.getCard(on, paymentMethodId);
	if (!answered.ok || answered.value === null) return;
	const card: Card = answered.value;
	const now = await world.clock.now();
	const done = await transact<{readonly customer: CustomerDocument | undefined}, never>(world, async () => {
		const read = await readCustomer(world.db, account, customerId);
		const isKnown = read === undefined || read.document.consent?.sessionId === sessionId;
		if (isKnown) return ok({writes: [], answer: {customer: undefined}});
		const customer = withCard(read.document, {
			on,
			customerId: providerCustomerId,
			paymentMethodId,
			card,
			sessionId,
			now,
		});
		return ok({writes: [updateCustomerWrite(read, customer)], answer: {customer}});
	});
	if (done.ok && done.value.customer !== undefined) await rearmCharges(world, done.value.customer);
};
