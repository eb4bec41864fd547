/** The step `invoice.charge`: takes the amount due from the saved card, exactly once whatever crashes. */
import {setTimeout as pause} from 'node:timers/promises';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {isPageOpen} from '../invoices/core/lifecycle.ts';
import {asInvoice, publishSteps, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok} from '../kernel/result.ts';
import {askProvider} from './ask-provider.ts';
import {attemptCharge, type Decided} from './attempt-charge.ts';
import {chargeDropped, type Dropped, nextMove} from './core/charge.ts';
import {findCard} from './find-card.ts';
import type {PaymentWorld} from './record-intent.ts';
import {releaseCheckout} from './release-checkout.ts';
import {resolveCharge} from './resolve-charge.ts';

/** Throws on an outage: the message comes again, and the invoice says what was already handed over. */
export const chargeInvoice =
	(world: PaymentWorld) =>
	async (message: unknown): Promise<void> => {
		const {path, step} = StepMessage.parse(message);
		return step === 'invoice.ask' ? askProvider(world, path) : chargeDue(world, path);
	};

/** How often an invoice that others keep changing is looked at anew, before a message does so later. */
const maxTurns = 5;

/** Charges the invoice if its charge step is due; otherwise somebody else did. */
export const chargeDue = async (world: PaymentWorld, path: string): Promise<void> => {
	for (let turn = 1; turn <= maxTurns; turn++) {
		if ((await chargeOnce(world, path)) === 'done') return;
		await pause(10 * turn);
	}
	await world.bus.publish('invoice.charge', [{path, step: 'invoice.charge'}]);
};

const chargeOnce = async (world: PaymentWorld, path: string): Promise<Decided> => {
	const stored = await world.db.get(path);
	const read = stored && asInvoice(stored);
	if (read === undefined || dueStep(read.document, await world.clock.now(), 'invoice.charge') === undefined)
		return 'done';
	const customer = await readCustomer(world.db, read.document.accountId, read.document.customerId);
	invariant(customer, 'an invoice names a customer that exists');
	const next = nextMove(read.document, customer.document);
	if (next.move === 'drop' && next.why === 'no_card' && (await findCard(world, customer.document))) return 'again';
	if (next.move === 'drop') return drop(world, path, next.why);
	if (next.move === 'resolve') return resolveCharge(world, read, next);
	if (isPageOpen(read.document)) {
		// The payer may be faster: what is due once the page is closed is decided anew.
		await releaseCheckout(world, read);
		return 'again';
	}
	const attempted = await attemptCharge(world, read, next);
	return attempted === 'done' || attempted === 'again' ? attempted : drop(world, path, attempted);
};

const drop = async (world: PaymentWorld, path: Read<InvoiceDocument>['stored']['path'], why: Dropped) => {
	const now = await world.clock.now();
	const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, async () => {
		const stored = await world.db.get(path);
		if (stored === undefined || dueStep(asInvoice(stored).document, now, 'invoice.charge') === undefined)
			return ok({writes: [], answer: {invoice: undefined}});
		const read = asInvoice(stored);
		const invoice = {...chargeDropped(read.document, why, now), version: read.document.version + 1};
		return ok({writes: [updateInvoiceWrite(read, invoice)], answer: {invoice}});
	});
	if (done.ok && done.value.invoice !== undefined) await publishSteps(world.bus, [done.value.invoice], now);
	return 'done' as const;
};
