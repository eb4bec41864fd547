/** The step `invoice.charge`: takes the amount due from the saved card, exactly once whatever crashes. */
import {setTimeout as pause} from 'node:timers/promises';
import type {Instant} from '../../schemas/basics.ts';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {heldCustomerWrite, readCustomer} from '../customers/index.ts';
import {isPageOpen} from '../invoices/core/lifecycle.ts';
import {asInvoice, publishSteps, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok, refuse} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {Write} from '../world.ts';
import {askProvider} from './ask-provider.ts';
import {attemptCharge, type Decided} from './attempt-charge.ts';
import {type Brake, chargingBrake} from './charging-brake.ts';
import {cardOf, chargeDropped, chargePutOff, type Dropped, nextMove, type PayableCard} from './core/charge.ts';
import {findCard} from './find-card.ts';
import type {PaymentWorld} from './record-intent.ts';
import {releaseCheckout} from './release-checkout.ts';
import {resolveCharge} from './resolve-charge.ts';

/** Throws on an outage: the message comes again, and the invoice says what was already handed over. */
export const chargeInvoice = (world: PaymentWorld) => {
	const brake = chargingBrake(world);
	return async (message: unknown): Promise<void> => {
		const {path, step} = StepMessage.parse(message);
		return step === 'invoice.ask' ? askProvider(world, path) : chargeDue(world, path, brake);
	};
};

/** How often an invoice that others keep changing is looked at anew, before a message does so later. */
const maxTurns = 5;

/** Charges the invoice if its charge step is due; otherwise somebody else did. Where the brake is on it is put off. */
export const chargeDue = async (world: PaymentWorld, path: string, brake = chargingBrake(world)): Promise<void> => {
	for (let turn = 1; turn <= maxTurns; turn++) {
		if ((await chargeOnce(world, path, brake)) === 'done') return;
		await pause(10 * turn);
	}
	await world.bus.publish('invoice.charge', [{path, step: 'invoice.charge'}]);
};

const chargeOnce = async (world: PaymentWorld, path: string, brake: Brake): Promise<Decided> => {
	const stored = await world.db.get(path);
	const read = stored && asInvoice(stored);
	if (read === undefined) return 'done';
	const step = dueStep(read.document, await nowOf(world, read.stored), 'invoice.charge');
	if (step === undefined) return 'done';
	const customer = await readCustomer(world.db, read.document.accountId, read.document.customerId);
	invariant(customer, 'an invoice names a customer that exists');
	const next = nextMove(read.document, customer.document);
	if (next.move === 'drop' && next.why === 'no_card' && (await findCard(world, customer.document))) return 'again';
	if (next.move === 'drop') return drop(world, read, next.why);
	// What was handed over before the brake was pulled is found out all the same.
	if (next.move === 'resolve') return resolveCharge(world, read, next);
	if (await brake(read.document, step.kind)) return putOff(world, read);
	if (isPageOpen(read.document)) {
		// The payer may be faster: what is due once the page is closed is decided anew.
		await releaseCheckout(world, read);
		return 'again';
	}
	const attempted = await attemptCharge(world, read, next);
	return attempted === 'done' || attempted === 'again' ? attempted : drop(world, read, attempted, next.card);
};

const drop = (world: PaymentWorld, read: Read<InvoiceDocument>, why: Dropped, tried?: PayableCard): Promise<Decided> =>
	changeDue(world, read, async (invoice, now) => {
		const isForCard = why === 'no_card' || why === 'provider_refused';
		const beside = isForCard ? await unlessOtherCard(world, invoice, tried) : [];
		return beside && {invoice: chargeDropped(invoice, why, now), beside};
	});

const putOff = (world: PaymentWorld, read: Read<InvoiceDocument>): Promise<Decided> =>
	changeDue(world, read, async (invoice, now) => ({invoice: chargePutOff(invoice, now), beside: []}));

/**
 * For the commit that gives a charge up for want of a card, or of one that the provider takes: another one saved at the
 * same moment conflicts, because whoever saves it looks only for charges that were given up before. Undefined when there
 * is another one by now.
 */
const unlessOtherCard = async (
	{db}: PaymentWorld,
	{accountId, customerId, stripeOn}: InvoiceDocument,
	tried: PayableCard | undefined,
): Promise<readonly Write[] | undefined> => {
	const customer = await readCustomer(db, accountId, customerId);
	invariant(customer, 'an invoice names a customer that exists');
	const card = stripeOn === null ? undefined : cardOf(customer.document, stripeOn);
	return card === undefined || card.paymentMethodId === tried?.paymentMethodId
		? [heldCustomerWrite(customer)]
		: undefined;
};

type Changed = {readonly invoice: InvoiceDocument; readonly beside: readonly Write[]};

/** What becomes of an invoice whose charge does not take place now, if it is still due; `again` where `change` does not want it. */
const changeDue = async (
	world: PaymentWorld,
	{stored: before}: Read<InvoiceDocument>,
	change: (invoice: InvoiceDocument, now: Instant) => Promise<Changed | undefined>,
): Promise<Decided> => {
	const now = await nowOf(world, before);
	const done = await transact<{readonly invoice: InvoiceDocument | undefined}, 'moved'>(world, async () => {
		const stored = await world.db.get(before.path);
		if (stored === undefined || dueStep(asInvoice(stored).document, now, 'invoice.charge') === undefined)
			return ok({writes: [], answer: {invoice: undefined}});
		const read = asInvoice(stored);
		const changed = await change(read.document, now);
		if (changed === undefined) return refuse('moved');
		const invoice = {...changed.invoice, version: read.document.version + 1};
		return ok({writes: [updateInvoiceWrite(read, invoice), ...changed.beside], answer: {invoice}});
	});
	if (!done.ok) return 'again';
	if (done.value.invoice !== undefined) await publishSteps(world.bus, [done.value.invoice], now);
	return 'done';
};
