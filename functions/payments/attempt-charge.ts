/** One attempt in two phases: the PaymentIntent exists and its id is stored before anything can move money. */
import type {InvoiceDocument} from '../../schemas/invoice.ts';
import {transact} from '../commit.ts';
import {type Read, updateInvoiceWrite} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {ok, refuse} from '../kernel/result.ts';
import {nowOf} from '../now-of.ts';
import type {IntentState, ProviderAnswer} from '../world.ts';
import {
	attemptSent,
	confirmKey,
	createKey,
	type Dropped,
	droppedFor,
	type NextMove,
	updateKey,
	withNewCycle,
} from './core/charge.ts';
import {type PaymentWorld, recordIntent} from './record-intent.ts';

type Attempt = Extract<NextMove, {move: 'attempt'}>;
/** `again`: the invoice changed meanwhile and is to be looked at anew. */
export type Decided = 'done' | 'again';

export const attemptCharge = async (
	world: PaymentWorld,
	read: Read<InvoiceDocument>,
	next: Attempt,
): Promise<Decided | Dropped> => {
	const prepared = await prepare(world, read.document, next);
	if (!prepared.ok) return droppedFor(prepared.code);
	const intent = prepared.value;
	if (intent.status === 'succeeded' || intent.status === 'processing') {
		await recordIntent(world, {path: read.stored.path, intent});
		return 'again';
	}
	const now = await nowOf(world, read.stored);
	if (intent.status === 'canceled') {
		await write(world, read, withNewCycle(read.document, next.slot, now));
		return 'again';
	}
	const {amount, slot, card} = next;
	const sending = {intentId: intent.intentId, amount, paymentMethodId: card.paymentMethodId, now};
	const sent = await write(world, read, attemptSent(read.document, slot, sending));
	if (sent === undefined) return 'again';
	await confirmCharge(world, sent, card.on);
	return 'done';
};

/** The invoice's one PaymentIntent of this cycle, for what is due now. */
const prepare = async (
	{payments}: PaymentWorld,
	invoice: InvoiceDocument,
	{slot, amount, card}: Attempt,
): Promise<ProviderAnswer<IntentState>> => {
	const {id, accountId, currency} = invoice;
	const {intentId} = slot;
	if (intentId === null) {
		return payments.createIntent(card.on, {
			key: createKey(id, slot, amount, card.paymentMethodId),
			amount,
			currency,
			providerCustomerId: card.customerId,
			paymentMethodId: card.paymentMethodId,
			metadata: {account: accountId, invoice: id, cycle: String(slot.cycle), via: 'automatic'},
		});
	}
	const known = await payments.getIntent(card.on, intentId);
	if (!known.ok || known.value.amount === amount || isOver(known.value)) return known;
	return payments.updateIntent(card.on, {
		key: updateKey(invoice, slot, amount),
		intentId,
		amount,
		currency,
	});
};

const isOver = ({status}: IntentState): boolean =>
	status === 'succeeded' || status === 'processing' || status === 'canceled';

/** Writes the invoice as it was read. Undefined when somebody else was faster: the step is still there. */
const write = async (
	world: PaymentWorld,
	read: Read<InvoiceDocument>,
	next: InvoiceDocument,
): Promise<Read<InvoiceDocument> | undefined> => {
	const invoice = {...next, version: read.document.version + 1};
	let isFirst = true;
	const done = await transact<object, 'moved'>(world, async () => {
		if (!isFirst) return refuse('moved');
		isFirst = false;
		return ok({writes: [updateInvoiceWrite(read, invoice)], answer: {}});
	});
	if (!done.ok) return undefined;
	const [version] = done.value.versions;
	return typeof version === 'string' ? {stored: {...read.stored, version}, document: invoice} : undefined;
};

/** Confirms the attempt that the invoice has written down, under the attempt's own key, and records what came of it. */
export const confirmCharge = async (world: PaymentWorld, read: Read<InvoiceDocument>, on: string): Promise<void> => {
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

/** The provider will never accept this call: told like a decline that nobody retries. */
export const refusedIntent = (
	{charge, currency}: Pick<InvoiceDocument, 'charge' | 'currency'>,
	intentId: string,
	code: string,
): IntentState => ({
	intentId,
	status: 'requires_payment_method',
	amount: charge?.amount ?? 0,
	currency,
	chargeId: null,
	methodType: 'card',
	paymentMethodId: charge?.paymentMethodId ?? null,
	card: null,
	amountRefunded: 0,
	lastError: {code, declineCode: 'provider_refused', adviceCode: null},
	metadata: {},
});
