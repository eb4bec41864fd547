import {deed} from '../activity.ts';
import {transact} from '../commit.ts';
import {readCustomer, updateCustomerWrite} from '../customers/index.ts';
import {ok, type Result, refuse} from '../kernel/result.ts';
import {sha256} from '../kernel/sha256.ts';
import type {Command, Remember} from '../route.ts';

export type CardSetupRefusal = 'not_found' | 'customer_archived' | 'no_stripe_account' | 'payment_provider_refused';
type CardSetup = {readonly customerId: string; readonly returnUrl: string | null};
export type Opened = {readonly url: string};

/** The provider's page on which a customer leaves a card: nothing of it is typed or kept here. Answers its address. */
export const openCardSetup = async (
	command: Command,
	{customerId, returnUrl}: CardSetup,
	remember: Remember<Opened>,
): Promise<Result<Opened, CardSetupRefusal>> => {
	const {world, account} = command;
	const on = account.account.stripeAccount;
	const read = await readCustomer(world.db, account.id, customerId);
	if (read === undefined) return refuse('not_found');
	if (read.document.archivedAt !== null) return refuse('customer_archived');
	if (on === null) return refuse('no_stripe_account', 'Connect a Stripe account in the settings first.');
	const known = await ensureProviderCustomer(command, on, customerId);
	if (!known.ok) return known;
	const home = returnUrl ?? `${world.settings.publicUrl}/i/card`;
	const session = await world.payments.openCardSetup(on, {
		// Another page only once something about the customer has changed, such as the page opened before.
		key: `im:${customerId}:setup:${known.value.version}:${sha256(home).slice(0, 16)}`,
		providerCustomerId: known.value.providerCustomerId,
		currency: read.document.currency ?? account.account.currency,
		// A page of ours says thank you; an address of the caller's is called as it was given.
		successUrl: returnUrl ?? `${home}?saved=1`,
		cancelUrl: home,
		metadata: {account: account.id, customer: customerId, via: 'setup', saves: 'yes'},
	});
	if (!session.ok || session.value.url === null) return refuse('payment_provider_refused');
	const {sessionId, url} = session.value;
	return transact<Opened, 'not_found'>(world, async () => {
		const current = await readCustomer(world.db, account.id, customerId);
		if (current === undefined) return refuse('not_found');
		const {stripe} = current.document;
		const answer = {url};
		const entry = deed(command, {action: 'customer.card_asked', objects: [{type: 'customer', id: customerId}]});
		const kept = {...current.document, stripe: {...stripe, setupSessionId: sessionId}};
		return ok({writes: [updateCustomerWrite(current, kept), entry, ...(await remember(answer))], answer});
	});
};

type ProviderCustomer = {readonly providerCustomerId: string; readonly version: number};

/** The customer at the provider, made once: its key names the customer, so that a lost answer is asked for again. */
const ensureProviderCustomer = async (
	{world, account}: Command,
	on: string,
	customerId: string,
): Promise<Result<ProviderCustomer, 'not_found' | 'payment_provider_refused'>> => {
	const read = await readCustomer(world.db, account.id, customerId);
	if (read === undefined) return refuse('not_found');
	const {stripe, version} = read.document;
	if (stripe.on === on && stripe.customerId !== null) return ok({providerCustomerId: stripe.customerId, version});
	const made = await world.payments.createCustomer(on, {
		key: `im:${customerId}:customer:${on}`,
		metadata: {account: account.id, customer: customerId},
	});
	if (!made.ok) return refuse('payment_provider_refused');
	const {providerCustomerId} = made.value;
	return transact<ProviderCustomer, 'not_found'>(world, async () => {
		const current = await readCustomer(world.db, account.id, customerId);
		if (current === undefined) return refuse('not_found');
		const {document} = current;
		if (document.stripe.on === on && document.stripe.customerId === providerCustomerId)
			return ok({writes: [], answer: {providerCustomerId, version: document.version}});
		// A card saved on another connected account cannot be charged on this one.
		const next = {on, customerId: providerCustomerId, paymentMethodId: null, setupSessionId: null};
		const write = updateCustomerWrite(current, {...document, stripe: next, card: null});
		return ok({writes: [write], answer: {providerCustomerId, version: document.version + 1}});
	});
};
