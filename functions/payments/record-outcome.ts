/** What a webhook pointed at, fetched and merged: the same code as for the direct answer. */
import {ProviderEventMessage} from '../../schemas/provider-event.ts';
import {invoicePath} from '../invoices/index.ts';
import type {IntentState, World} from '../world.ts';
import {recordCheckout, recordPayment} from './record-checkout.ts';
import {type PaymentWorld, recordIntent} from './record-intent.ts';
import {recordRefund} from './record-refund.ts';
import {withoutCheckout} from './release-checkout.ts';

export const recordOutcome =
	(world: World) =>
	async (message: unknown): Promise<void> => {
		const event = ProviderEventMessage.parse(message);
		if (event.on === null) return;
		if (event.objectKind === 'payment_intent') return recordPaymentIntent(world, event.on, event.objectId);
		if (event.objectKind === 'checkout.session') return recordSession(world, event.on, event.objectId);
		if (event.objectKind === 'refund') return recordRefund(world, event);
	};

const recordPaymentIntent = async (world: PaymentWorld, on: string, intentId: string): Promise<void> => {
	const answer = await world.payments.getIntent(on, intentId);
	if (answer.ok) await recordAny(world, answer.value);
};

/** Ours carry account and invoice; whatever else happens on the connected account is none of our business. */
const recordAny = async (world: PaymentWorld, intent: IntentState): Promise<void> => {
	const {account, invoice, via} = intent.metadata;
	if (account === undefined || invoice === undefined) return;
	if (via === 'checkout') return recordPayment(world, intent, null);
	await recordIntent(world, {path: invoicePath(account, invoice), intent});
};

const recordSession = async (world: PaymentWorld, on: string, sessionId: string): Promise<void> => {
	const answer = await world.payments.getCheckout(on, sessionId);
	if (!answer.ok) return;
	const {status, metadata} = answer.value;
	if (status === 'complete') return recordCheckout(world, on, answer.value);
	if (status === 'expired' && metadata.account !== undefined && metadata.invoice !== undefined) {
		await withoutCheckout(world, invoicePath(metadata.account, metadata.invoice), sessionId);
	}
};
