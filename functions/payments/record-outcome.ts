/** What a webhook pointed at, fetched and merged: the same code as for the direct answer. */
import {ProviderEventMessage} from '../../schemas/provider-event.ts';
import {forgetPage, invoicePath} from '../invoices/index.ts';
import type {IntentState, World} from '../world.ts';
import {recordCheckout, recordPayment} from './record-checkout.ts';
import {type PaymentWorld, recordIntent} from './record-intent.ts';
import {recordRefund} from './record-refund.ts';

/** The event itself is not believed: only where it points, on the connected account that sent it. */
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
	if (answer.ok) await recordAny(world, on, answer.value);
};

/** Ours carry account and invoice; whatever else happens on the connected account is none of our business. */
export const recordAny = async (world: PaymentWorld, on: string, intent: IntentState): Promise<void> => {
	const {account, invoice, via} = intent.metadata;
	if (account === undefined || invoice === undefined) return;
	if (via === 'checkout') return recordPayment(world, {on, intent, sessionId: null});
	await recordIntent(world, {path: invoicePath(account, invoice), intent});
};

const recordSession = async (world: PaymentWorld, on: string, sessionId: string): Promise<void> => {
	const answer = await world.payments.getCheckout(on, sessionId);
	if (!answer.ok) return;
	const {status, metadata} = answer.value;
	if (status === 'complete') await recordCheckout(world, on, answer.value);
	if (status !== 'open' && metadata.account !== undefined && metadata.invoice !== undefined)
		await forgetPage(world, invoicePath(metadata.account, metadata.invoice), sessionId);
};
