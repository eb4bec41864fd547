import {activityWrite} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite} from '../customers/index.ts';
import {ok, refuse} from '../kernel/result.ts';
import type {Command} from '../route.ts';
import {withoutCard} from './core/saved-card.ts';

/** Forgets a customer's card, here first (nothing is charged from then on) and then at the provider. */
export const removeCard = async ({world, account, now, request}: Command, customerId: string) => {
	const before = await readCustomer(world.db, account.id, customerId);
	if (before === undefined) return refuse('not_found');
	const {on, paymentMethodId} = before.document.stripe;
	const done = await transact<object, 'not_found'>(world, async () => {
		const read = await readCustomer(world.db, account.id, customerId);
		if (read === undefined) return refuse('not_found');
		if (read.document.card === null) return ok({writes: [], answer: {}});
		const entry = activityWrite(account.id, request.newId('act'), now, {
			actor: request.actor,
			action: 'customer.card_removed',
			objects: [{type: 'customer', id: customerId}],
		});
		return ok({writes: [updateCustomerWrite(read, withoutCard(read.document, now)), entry], answer: {}});
	});
	if (done.ok && on !== null && paymentMethodId !== null) {
		await world.payments.detachCard(on, {key: `im:${customerId}:detach:${paymentMethodId}`, paymentMethodId});
	}
	return done;
};
