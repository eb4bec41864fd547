/** The step `invoice.charge`: takes the amount due from the saved card, exactly once whatever crashes. */
import {setTimeout as pause} from 'node:timers/promises';
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {StepMessage} from '../../schemas/steps.ts';
import {transact} from '../commit.ts';
import {readCustomer} from '../customers/index.ts';
import {asInvoice, publishSteps, type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {dueStep} from '../kernel/outbox.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {IntentState, ProviderAnswer} from '../world.ts';
import {
	attemptSent,
	chargeDropped,
	confirmKey,
	createKey,
	isKeyAlive,
	type NextMove,
	nextMove,
	updateKey,
} from './core/charge.ts';
import {type PaymentWorld, recordIntent} from './record-intent.ts';
import {releaseCheckout} from './release-checkout.ts';

type Attempt = Extract<NextMove, {move: 'attempt'}>;
type Resolve = Extract<NextMove, {move: 'resolve'}>;

/** Throws on an outage: the message comes again, and the invoice says what was already handed over. */
export const chargeInvoice =
	(world: PaymentWorld) =>
	async (message: unknown): Promise<void> => {
		const {path} = StepMessage.parse(message);
		await chargeDue(world, path);
	};

/** Charges the invoice if its charge step is due; otherwise somebody else did. */
export const chargeDue = async (world: PaymentWorld, path: string): Promise<void> => {
	const stored = await world.db.get(path);
	if (stored === undefined) return;
	const read = asInvoice(stored);
	const now = await world.clock.now();
	if (dueStep(read.document, now, 'invoice.charge') === undefined) return;
	const customer = await readCustomer(world.db, read.document.accountId, read.document.customerId);
	invariant(customer, 'an invoice names a customer that exists');
	const next = nextMove(read.document, customer.document);
	if (next.move === 'drop') return drop(world, read, next.why);
	if (next.move === 'resolve') return resolve(world, read, next);
	return attempt(world, read, next);
};

/** Two phases: the intent exists and its id is stored before anything can move money. */
const attempt = async (world: PaymentWorld, read: Read<InvoiceDocument>, next: Attempt): Promise<void> => {
	const released = await releaseCheckout(world, read);
	// The payer was faster, or the invoice moved: what is due now is decided anew.
	if (released === 'paid') return;
	const current = released ?? read;
	const intent = await prepared(world, current.document, next);
	if (!intent.ok) return drop(world, current, 'amount_not_chargeable');
	const sent = await send(world, current, next, intent.value);
	if (sent === undefined) return;
	await confirm(world, sent);
};

/** The invoice's one PaymentIntent of this cycle, for what is due now. */
const prepared = async (
	{payments}: PaymentWorld,
	invoice: InvoiceDocument,
	{slot, amount, card}: Attempt,
): Promise<ProviderAnswer<IntentState>> => {
	const {currency} = invoice;
	if (slot.intentId === null) {
		return payments.createIntent(card.on, {
			key: createKey(invoice.id, slot, amount, card.paymentMethodId),
			amount,
			currency,
			providerCustomerId: card.customerId,
			paymentMethodId: card.paymentMethodId,
			metadata: {account: invoice.accountId, invoice: invoice.id, cycle: String(slot.cycle), via: 'automatic'},
		});
	}
	return slot.amount === amount
		? payments.getIntent(card.on, slot.intentId)
		: payments.updateIntent(card.on, {
				key: updateKey(invoice.id, slot, slot.attempt + 1, amount),
				intentId: slot.intentId,
				amount,
				currency,
			});
};

type Sent = {readonly read: Read<InvoiceDocument>; readonly on: string};

/** Writes the attempt down. Undefined when the invoice changed meanwhile: its step is still there and is decided anew. */
const send = async (
	world: PaymentWorld,
	read: Read<InvoiceDocument>,
	{slot, amount, card}: Attempt,
	intent: IntentState,
): Promise<Sent | undefined> => {
	const now = await world.clock.now();
	if (intent.status === 'succeeded' || intent.status === 'processing') {
		await recordIntent(world, {path: read.stored.path, intent});
		return undefined;
	}
	const {intentId} = intent;
	const {paymentMethodId} = card;
	const invoice = {
		...attemptSent(read.document, slot, {intentId, amount, paymentMethodId, now}),
		version: read.document.version + 1,
	};
	let isFirst = true;
	const done = await transact<{readonly invoice: InvoiceDocument}, 'moved'>(world, async () => {
		if (!isFirst) return refuse('moved');
		isFirst = false;
		return ok({writes: [updateInvoiceWrite(read, invoice)], answer: {invoice}});
	});
	if (!done.ok) return again(world, read.stored.path);
	const [version] = done.value.versions;
	invariant(typeof version === 'string', 'a commit tells the version of what it wrote');
	return {read: {stored: {...read.stored, version}, document: invoice}, on: card.on};
};

/** A moment later the same step is looked at afresh. */
const again = async (world: PaymentWorld, path: string): Promise<undefined> => {
	await pause(20);
	await world.bus.publish('invoice.charge', [{path, step: 'invoice.charge'}]);
	return undefined;
};

const confirm = async (world: PaymentWorld, {read, on}: Sent): Promise<void> => {
	const {charge, id} = read.document;
	invariant(
		charge !== null && charge.intentId !== null && charge.paymentMethodId !== null,
		'an attempt that was sent names its intent',
	);
	const {intentId, paymentMethodId} = charge;
	const answer = await world.payments.confirmIntent(on, {key: confirmKey(id, charge), intentId, paymentMethodId});
	const intent = answer.ok ? answer.value : refusedIntent(read.document, intentId, answer.code);
	await recordIntent(world, {path: read.stored.path, intent, known: read});
};

/** The outcome of an earlier send is not known: the same key while the provider remembers it, else only a question. */
const resolve = async (world: PaymentWorld, read: Read<InvoiceDocument>, {slot, intentId}: Resolve): Promise<void> => {
	const on = read.document.stripeOn;
	invariant(on !== null, 'what was charged has a connected account');
	const now = await world.clock.now();
	if (isKeyAlive(slot, now)) return confirm(world, {read, on});
	const asked = await world.payments.getIntent(on, intentId);
	const intent = asked.ok ? asked.value : refusedIntent(read.document, intentId, asked.code);
	// Never executed: the attempt counts as failed, so that the next one has a number and a key of its own.
	const told = intent.status === 'requires_confirmation' ? {...intent, ...neverConfirmed} : intent;
	await recordIntent(world, {path: read.stored.path, intent: told, known: read});
};

const neverConfirmed = {
	status: 'requires_payment_method',
	chargeId: null,
	lastError: {code: 'processing_error', declineCode: 'processing_error', adviceCode: null},
} as const;

/** The provider will never accept this call: told like a decline that nobody retries. */
const refusedIntent = (invoice: InvoiceDocument, intentId: string, code: string): IntentState => ({
	intentId,
	status: 'requires_payment_method',
	amount: invoice.charge?.amount ?? 0,
	currency: invoice.currency,
	chargeId: null,
	methodType: 'card',
	paymentMethodId: invoice.charge?.paymentMethodId ?? null,
	card: null,
	amountRefunded: 0,
	lastError: {code, declineCode: 'invalid_amount', adviceCode: null},
	metadata: {},
});

const drop = async (
	world: PaymentWorld,
	{stored: {path}}: Read<InvoiceDocument>,
	why: Extract<NextMove, {move: 'drop'}>['why'],
): Promise<void> => {
	const now = await world.clock.now();
	const done = await transact<{readonly invoice: InvoiceDocument | undefined}, never>(world, async () => {
		const stored = await world.db.get(path);
		if (stored === undefined || dueStep(asInvoice(stored).document, now, 'invoice.charge') === undefined) {
			return ok({writes: [], answer: {invoice: undefined}});
		}
		const read = asInvoice(stored);
		const invoice = {...chargeDropped(read.document, why, now), version: read.document.version + 1};
		return ok({writes: [updateInvoiceWrite(read, invoice)], answer: {invoice}});
	});
	if (done.ok && done.value.invoice !== undefined) await publishSteps(world.bus, [done.value.invoice], now);
};
