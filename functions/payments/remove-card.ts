import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite} from '../customers/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import {withoutCard} from './core/saved-card.ts';

/** Forgets a customer's card, at the provider and here: nothing is charged from then on. Doing it again finishes what a crash left. */
export const removeCard = async (command: Command, customerId: string) => {
	const {world, account, now} = command;
	const before = await readCustomer(world.db, account.id, customerId);
	if (before === undefined) return refuse('not_found');
	const {on, paymentMethodId} = before.document.stripe;
	// First there, where the card is: what is detached already is refused, and that is as good.
	if (on !== null && paymentMethodId !== null)
		await world.payments.detachCard(on, {key: `im:${customerId}:detach:${paymentMethodId}`, paymentMethodId});
	return transact<object, 'not_found'>(world, async () => {
		const read = await readCustomer(world.db, account.id, customerId);
		if (read === undefined) return refuse('not_found');
		const {card, stripe} = read.document;
		if (card === null || stripe.paymentMethodId !== paymentMethodId) return ok({writes: [], answer: {}});
		const entry = deed(command, {action: 'customer.card_removed', objects: [{type: 'customer', id: customerId}]});
		return ok({writes: [updateCustomerWrite(read, withoutCard(read.document, now)), entry], answer: {}});
	});
};
