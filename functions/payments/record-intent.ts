import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {PaymentDocument} from '../../schemas/payment.ts';
import {type Plan, transact} from '../commit.ts';
import {heldCustomerWrite, readCustomer, updateCustomerWrite, withCredit} from '../customers/index.ts';
import type {Moment} from '../invoices/core/lifecycle.ts';
import {asInvoice, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {today} from '../kernel/calendar.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {IntentState, World, Write} from '../world.ts';
import {cardOf} from './core/charge.ts';
import {attemptPaymentId, type Outcome, recorded} from './core/outcome.ts';
import {isGivenUp, isWaitingForCard, rearmed} from './core/rearm.ts';
import {withEndedCard} from './core/saved-card.ts';
import {publishOutcome} from './publish-outcome.ts';
import {paymentWrite, readPayment} from './store.ts';

export type PaymentWorld = Pick<World, 'db' | 'bus' | 'payments' | 'clock' | 'ids' | 'log'>;
type Touched = {readonly invoice?: InvoiceDocument; readonly payment?: PaymentDocument; readonly now?: Instant};

/**
 * Writes down what became of an invoice's charge: invoice, payment and, where it matters, the customer in one commit.
 * The direct answer and every webhook come through here; what is no news changes nothing. `known`: the invoice as just
 * read or written, to save reading it again.
 */
export const recordIntent = async (
	world: PaymentWorld,
	{path, intent, known}: {readonly path: string; readonly intent: IntentState; readonly known?: Read<InvoiceDocument>},
): Promise<void> => {
	let read = known;
	const done = await transact<Touched, never>(world, async () => {
		const current = read ?? (await readAgain(world, path));
		read = undefined;
		if (current === undefined) return ok({writes: [], answer: {}});
		const now = await nowOf(world, current.stored);
		const {writes, answer} = (await plan(world, current, intent, now)) ?? noNews(current);
		return ok({writes, answer: {...answer, now}});
	});
	invariant(done.ok, 'recording refuses nothing');
	const {invoice, payment, now} = done.value;
	if (invoice === undefined || now === undefined) return;
	await publishOutcome(world.bus, {invoices: [invoice], payments: payment ? [payment] : []}, now);
};

const noNews = ({document}: Read<InvoiceDocument>): Plan<Touched> => ({writes: [], answer: {invoice: document}});

const readAgain = async ({db}: PaymentWorld, path: string): Promise<Read<InvoiceDocument> | undefined> => {
	const stored = await db.get(path);
	return stored && asInvoice(stored);
};

const plan = async (world: PaymentWorld, current: Read<InvoiceDocument>, intent: IntentState, now: string) => {
	const {document} = current;
	const moment = momentOf(document, now);
	if (recorded(document, undefined, intent, moment) === undefined) return undefined;
	// A first outcome has no payment yet; only what was processing, or failed and came true after all, has one to read.
	const mayExist = document.paymentIds.includes(attemptPaymentId(document));
	const earlier = mayExist ? await readPayment(world.db, document.accountId, attemptPaymentId(document)) : undefined;
	const outcome = recorded(document, earlier?.document, intent, moment);
	if (outcome === undefined) return undefined;
	const {invoice: moved, writes} = await withCustomer(world, outcome, intent, moment.now);
	const invoice = {...moved, version: document.version + 1};
	return {
		writes: [paymentWrite(outcome.payment, earlier), updateInvoiceWrite(current, invoice), ...writes],
		answer: {invoice, payment: outcome.payment},
	};
};

/**
 * What became of an attempt is never earlier than the attempt: the clocks of two machines differ, and after a crash in
 * a walk the local platform's is behind its documents.
 */
const momentOf = ({charge, zone}: InvoiceDocument, now: string): Moment => {
	const sentAt = charge?.sentAt ?? now;
	const at = sentAt > now ? sentAt : now;
	return {now: at, today: today(at, zone)};
};

/**
 * The invoice, and the customer where money was too much, the card is done or the charge is given up: otherwise a charge
 * touches no customer. One given up while another card was being saved is charged on that one at once, because whoever
 * saves a card looks only for charges that were given up before.
 */
const withCustomer = async (
	{db}: PaymentWorld,
	{invoice, toBalance, cardEnded}: Outcome,
	{paymentMethodId}: IntentState,
	now: string,
): Promise<{readonly invoice: InvoiceDocument; readonly writes: readonly Write[]}> => {
	if (toBalance === 0 && !cardEnded && !isGivenUp(invoice)) return {invoice, writes: []};
	const read = await readCustomer(db, invoice.accountId, invoice.customerId);
	invariant(read, 'an invoice names a customer that exists');
	const credited = toBalance === 0 ? read.document : withCredit(read.document, invoice.currency, toBalance, now);
	const customer = cardEnded ? withEndedCard(credited, paymentMethodId, now) : credited;
	const card = invoice.stripeOn === null ? undefined : cardOf(customer, invoice.stripeOn);
	return {
		invoice: card && isWaitingForCard(invoice, card.paymentMethodId) ? rearmed(invoice, now) : invoice,
		writes: [customer === read.document ? heldCustomerWrite(read) : updateCustomerWrite(read, customer)],
	};
};
