import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {transact} from '../commit.ts';
import {creditWrites} from '../customers/index.ts';
import {asInvoice, invoicePath, updateInvoiceWrite} from '../invoices/index.ts';
import {today} from '../kernel/calendar.ts';
import {derivedId} from '../kernel/ids.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {CheckoutState, IntentState} from '../world.ts';
import {paidByCheckout} from './core/checkout.ts';
import {publishOutcome} from './publish-outcome.ts';
import {recordCard} from './record-card.ts';
import type {PaymentWorld} from './record-intent.ts';
import {paymentWrite, readPayment} from './store.ts';

/** What a completed page brought: a saved card, a payment, or both. Told by webhook, perhaps twice; the second time changes nothing. */
export const recordCheckout = async (world: PaymentWorld, on: string, session: CheckoutState): Promise<void> => {
	if (session.status !== 'complete') return;
	if (session.mode === 'payment' && session.intentId !== null) {
		const intent = await world.payments.getIntent(on, session.intentId);
		if (intent.ok) await recordPayment(world, {on, intent: intent.value, sessionId: session.sessionId});
	}
	if (session.metadata.saves === 'yes') await recordCard(world, on, session);
};

type PaidPage = {readonly on: string; readonly intent: IntentState; readonly sessionId: string | null};
type Touched = {
	readonly invoice: InvoiceDocument;
	readonly payment: PaymentDocument | undefined;
	readonly now: Instant;
};
const notOurs = {writes: [], answer: {touched: null}};

/** A payment made on the provider's page. The payment of one intent has one possible id. */
export const recordPayment = async (world: PaymentWorld, {on, intent, sessionId}: PaidPage): Promise<void> => {
	const {account, invoice: invoiceId} = intent.metadata;
	if (account === undefined || invoiceId === undefined) return;
	const id = derivedId('pay', intent.intentId);
	const done = await transact<{readonly touched: Touched | null}, never>(world, async () => {
		const [stored, earlier] = await Promise.all([
			world.db.get(invoicePath(account, invoiceId)),
			readPayment(world.db, account, id),
		]);
		const read = stored && asInvoice(stored);
		// Metadata can be written by whoever owns a connected account: only the invoice's own account may settle it.
		const isOurs = read?.document.stripeOn === on && read.document.currency === intent.currency;
		if (read === undefined || !isOurs) return ok(notOurs);
		const now = await nowOf(world, read.stored);
		const moment = {now, today: today(now, read.document.zone)};
		const outcome = paidByCheckout(read.document, earlier?.document, {id, intent, sessionId}, moment);
		if (outcome === undefined)
			return ok({writes: [], answer: {touched: {invoice: read.document, payment: earlier?.document, now}}});
		const invoice = {...outcome.invoice, version: read.document.version + 1};
		const credit = await creditWrites(world.db, read.document, outcome.toBalance, now);
		return ok({
			writes: [paymentWrite(outcome.payment, earlier), updateInvoiceWrite(read, invoice), ...credit],
			answer: {touched: {invoice, payment: outcome.payment, now}},
		});
	});
	if (!done.ok || done.value.touched === null) return;
	const {invoice, payment, now} = done.value.touched;
	await publishOutcome(world.bus, {invoices: [invoice], payments: payment ? [payment] : []}, now);
};
