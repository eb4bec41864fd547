import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite} from '../customers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import type {Command} from '../route.ts';

export type CardSetupRefusal = 'not_found' | 'customer_archived' | 'no_stripe_account' | 'payment_provider_refused';
type CardSetup = {readonly customerId: string; readonly returnUrl: string | null};

/** The provider's page on which a customer leaves a card: nothing of it is typed or kept here. Answers its address. */
export const openCardSetup = async (
	command: Command,
	{customerId, returnUrl}: CardSetup,
): Promise<Result<{readonly url: string}, CardSetupRefusal>> => {
	const {world, account, request} = command;
	const on = account.account.stripeAccount;
	const read = await readCustomer(world.db, account.id, customerId);
	if (read === undefined) return refuse('not_found');
	if (read.document.archivedAt !== null) return refuse('customer_archived');
	if (on === null) return refuse('no_stripe_account', 'Connect a Stripe account in the settings first.');
	const known = await ensureProviderCustomer(command, on, customerId);
	if (!known.ok) return known;
	const home = `${world.settings.publicUrl}/customers/${customerId}`;
	const session = await world.payments.openCardSetup(on, {
		key: `im:${customerId}:setup:${request.newId('evt')}`,
		providerCustomerId: known.value,
		currency: read.document.currency ?? account.account.currency,
		successUrl: returnUrl ?? home,
		cancelUrl: returnUrl ?? home,
		metadata: {account: account.id, customer: customerId, via: 'setup', saves: 'yes'},
	});
	if (!session.ok || session.value.url === null) return refuse('payment_provider_refused');
	return ok({url: session.value.url});
};

/** The customer at the provider, made once: its key names the customer, so that a lost answer is asked for again. */
export const ensureProviderCustomer = async (
	{world, account}: Pick<Command, 'world' | 'account'>,
	on: string,
	customerId: string,
): Promise<Result<string, 'not_found' | 'payment_provider_refused'>> => {
	const read = await readCustomer(world.db, account.id, customerId);
	if (read === undefined) return refuse('not_found');
	if (read.document.stripe.on === on && read.document.stripe.customerId !== null)
		return ok(read.document.stripe.customerId);
	const made = await world.payments.createCustomer(on, {
		key: `im:${customerId}:customer:${on}`,
		metadata: {account: account.id, customer: customerId},
	});
	if (!made.ok) return refuse('payment_provider_refused');
	const {providerCustomerId} = made.value;
	const kept = await transact<object, 'not_found'>(world, async () => {
		const current = await readCustomer(world.db, account.id, customerId);
		if (current === undefined) return refuse('not_found');
		if (current.document.stripe.customerId === providerCustomerId) return ok({writes: [], answer: {}});
		const stripe = {on, customerId: providerCustomerId, paymentMethodId: null, setupSessionId: null};
		return ok({writes: [updateCustomerWrite(current, {...current.document, stripe})], answer: {}});
	});
	return kept.ok ? ok(providerCustomerId) : kept;
};
