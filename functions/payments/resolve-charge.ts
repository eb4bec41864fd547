import type {InvoiceDocument} from '../../schemas/invoice.ts';
import type {Read} from '../invoices/index.ts';
import {invariant} from '../kernel/invariant.ts';
import {hasOwnClock} from '../kernel/outbox.ts';
import type {IntentState} from '../world.ts';
import {confirmCharge, type Decided, refusedIntent} from './attempt-charge.ts';
import {isKeyAlive, type NextMove} from './core/charge.ts';
import {type PaymentWorld, recordIntent} from './record-intent.ts';

type Resolve = Extract<NextMove, {move: 'resolve'}>;

/**
 * The outcome of an earlier send is not known: the same key while the provider remembers it, else only a question. Never
 * a new attempt (invariant 18). A test account's clock says nothing of the provider's memory: there it is asked first,
 * and what was never confirmed is confirmed now, as the same attempt of the same intent.
 */
export const resolveCharge = async (
	world: PaymentWorld,
	read: Read<InvoiceDocument>,
	{slot, intentId}: Resolve,
): Promise<Decided> => {
	const {stripeOn: on} = read.document;
	invariant(on !== null, 'what was charged has a connected account');
	const isTest = hasOwnClock(read.document.actShard);
	if (!isTest && isKeyAlive(slot.sentAt, await world.clock.now())) return confirmed(world, read, on);
	const asked = await world.payments.getIntent(on, intentId);
	const intent = asked.ok ? asked.value : refusedIntent(read.document, intentId, asked.code);
	const isOpen = wasNeverConfirmed(intent, slot.chargeId);
	if (isTest && isOpen) return confirmed(world, read, on);
	const told = isOpen ? {...intent, ...neverConfirmed} : intent;
	await recordIntent(world, {path: read.stored.path, intent: told, known: read});
	return 'done';
};

const confirmed = async (world: PaymentWorld, read: Read<InvoiceDocument>, on: string): Promise<Decided> => {
	await confirmCharge(world, read, on);
	return 'done';
};

/** The intent shows no charge but the one of the attempt before. */
const wasNeverConfirmed = ({status, chargeId}: IntentState, before: string | null): boolean =>
	status === 'requires_confirmation' ||
	(status === 'requires_payment_method' && chargeId === before && before !== null);

/** The attempt counts as failed, so that the next one has a number and a key of its own. */
const neverConfirmed = {
	status: 'requires_payment_method',
	chargeId: null,
	lastError: {code: 'processing_error', declineCode: 'processing_error', adviceCode: null},
} as const;
