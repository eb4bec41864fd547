import type {CustomerDocument} from '../../schemas/customer.ts';
import {readCustomer} from '../customers/index.ts';
import {cardOf} from './core/charge.ts';
import {recordCard} from './record-card.ts';
import type {PaymentWorld} from './record-intent.ts';

/**
 * Looks whether a customer without a card has left one on the page that was opened for it, and nobody told. Answers
 * whether there is a card now. Asks the provider only about a page whose card is not kept yet.
 */
export const findCard = async (
	world: PaymentWorld,
	{id, accountId, stripe, consent}: CustomerDocument,
): Promise<boolean> => {
	const {on, setupSessionId} = stripe;
	if (on === null || setupSessionId === null || setupSessionId === consent?.sessionId) return false;
	const page = await world.payments.getCheckout(on, setupSessionId);
	if (!page.ok || page.value.status !== 'complete') return false;
	await recordCard(world, on, page.value);
	const current = await readCustomer(world.db, accountId, id);
	return current !== undefined && cardOf(current.document, on) !== undefined;
};
