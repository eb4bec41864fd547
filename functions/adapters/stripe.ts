import {Bug, invariant} from '../kernel/invariant.ts';
import type {Clock, IntentState, Payments, ProviderAnswer} from '../world.ts';
import {ask, connectStripe, type Said, type Stripe, type StripeConnection, stripeWebhooks} from './stripe-client.ts';
import * as objects from './stripe-objects.ts';

export type StripeSettings = StripeConnection & {
	/** While a secret is rolled there are two. Without any, no webhook verifies. */
	readonly webhookSecrets: readonly string[] | (() => Promise<readonly string[]>);
	readonly wall: Clock['wall'];
};

const toleranceSeconds = 300;
/** Lets Stripe pick methods that need nobody's presence: no redirects. */
const automatic_payment_methods = {enabled: true, allow_redirects: 'never'} as const;
const intentExpand = {expand: objects.intentFields};
const sessionExpand = {expand: objects.sessionFields};

/** Payments by Stripe, on connected accounts, in two phases: an intent is made and its id kept before it is confirmed. */
export const stripePayments = (settings: StripeSettings): Payments => {
	const client = connectStripe(settings);
	const once = (on: string, key: string): Stripe.RequestOptions => ({stripeContext: on, idempotencyKey: key});
	const sessions = async () => (await client()).checkout.sessions;

	return {
		createCustomer: async (on, {key, metadata}) => {
			const made = await ask('customer', (await client()).customers.create({metadata}, once(on, key)));
			return told(made, ({id}) => ({providerCustomerId: id}));
		},
		createIntent: async (on, {key, amount, currency, providerCustomerId, paymentMethodId, metadata}) => {
			const params = {
				...objects.providerAmount(amount, currency),
				customer: providerCustomerId,
				payment_method: paymentMethodId,
				automatic_payment_methods,
				metadata,
				...intentExpand,
			};
			return toldIntent(await ask('payment_intent', (await client()).paymentIntents.create(params, once(on, key))));
		},
		confirmIntent: async (on, {key, intentId, paymentMethodId}) => {
			const params = {off_session: true, payment_method: paymentMethodId, ...intentExpand};
			const call = (await client()).paymentIntents.confirm(intentId, params, once(on, key));
			const said = await ask('payment_intent', call);
			return said.ok || !said.intent ? toldIntent(said) : {ok: true, value: described(said.intent)};
		},
		updateIntent: async (on, {key, intentId, amount, currency}) => {
			const params = {...objects.providerAmount(amount, currency), ...intentExpand};
			return toldIntent(
				await ask('payment_intent', (await client()).paymentIntents.update(intentId, params, once(on, key))),
			);
		},
		cancelIntent: async (on, {key, intentId}) =>
			toldIntent(
				await ask('payment_intent', (await client()).paymentIntents.cancel(intentId, intentExpand, once(on, key))),
			),
		getIntent: async (on, intentId) => {
			const call = (await client()).paymentIntents.retrieve(intentId, intentExpand, {stripeContext: on});
			return toldIntent(await ask('payment_intent', call));
		},
		listIntents: async (on, {createdFrom, createdTo, after}) => {
			const params = {
				created: {gte: seconds(createdFrom), lt: seconds(createdTo)},
				limit: 100,
				...(after === undefined ? {} : {starting_after: after}),
				expand: objects.intentFields.map((field) => `data.${field}`),
			};
			return told(
				await ask('list', (await client()).paymentIntents.list(params, {stripeContext: on})),
				({data, has_more}) => ({
					// The connected account may sell elsewhere too, in ways that are none of ours.
					intents: data.flatMap((intent) => objects.intentState(intent) ?? []),
					next: has_more ? (data.at(-1)?.id ?? null) : null,
				}),
			);
		},
		openCardSetup: async (on, {key, providerCustomerId, currency, successUrl, cancelUrl, metadata}) => {
			const params = {
				mode: 'setup' as const,
				currency: currency.toLowerCase(),
				customer: providerCustomerId,
				success_url: successUrl,
				cancel_url: cancelUrl,
				metadata,
				setup_intent_data: {metadata},
				...sessionExpand,
			};
			return told(
				await ask('checkout.session', (await sessions()).create(params, once(on, key))),
				objects.checkoutState,
			);
		},
		openCheckout: async (on, request) => {
			const call = (await sessions()).create(paymentSession(request), once(on, request.key));
			return told(await ask('checkout.session', call), objects.checkoutState);
		},
		expireCheckout: async (on, {key, sessionId}) => {
			const call = (await sessions()).expire(sessionId, sessionExpand, once(on, key));
			return told(await ask('checkout.session', call), objects.checkoutState);
		},
		getCheckout: async (on, sessionId) => {
			const call = (await sessions()).retrieve(sessionId, sessionExpand, {stripeContext: on});
			return told(await ask('checkout.session', call), objects.checkoutState);
		},
		getCard: async (on, paymentMethodId) => {
			const call = (await client()).paymentMethods.retrieve(paymentMethodId, {}, {stripeContext: on});
			return told(await ask('payment_method', call), objects.savedCard);
		},
		detachCard: async (on, {key, paymentMethodId}) => {
			const call = (await client()).paymentMethods.detach(paymentMethodId, {}, once(on, key));
			return told(await ask('payment_method', call), () => null);
		},
		refund: async (on, {key, intentId, amount, currency, metadata}) => {
			const params = {payment_intent: intentId, amount: objects.providerAmount(amount, currency).amount, metadata};
			const made = await ask('refund', (await client()).refunds.create(params, once(on, key)));
			return told(made, objects.refundState);
		},
		listRefunds: async (on, intentId) => {
			const params = {payment_intent: intentId, limit: 100};
			const listed = await ask('list', (await client()).refunds.list(params, {stripeContext: on}));
			return told(listed, ({data}) => data.map(objects.refundState));
		},
		readWebhook: async (rawBody, signature) => {
			const {webhookSecrets, wall} = settings;
			const secrets = typeof webhookSecrets === 'function' ? await webhookSecrets() : webhookSecrets;
			invariant(secrets.length > 0 && secrets.every((secret) => secret.trim() !== ''), 'webhooks have a secret');
			const webhooks = await stripeWebhooks();
			const verified = await Promise.all(
				secrets.map((secret) =>
					verifiedEvent(() =>
						webhooks.constructEventAsync(rawBody, signature, secret, toleranceSeconds, undefined, Date.parse(wall())),
					),
				),
			);
			const event = verified.find((found) => found !== undefined);
			return event && objects.providerEvent(event);
		},
	};
};

type OpenCheckout = Parameters<Payments['openCheckout']>[1];

const paymentSession = (request: OpenCheckout): Stripe.Checkout.SessionCreateParams => {
	const {providerCustomerId, amount, currency, description, saveCard, successUrl, cancelUrl, metadata} = request;
	const price = objects.providerAmount(amount, currency);
	return {
		mode: 'payment',
		line_items: [
			{
				quantity: 1,
				price_data: {currency: price.currency, unit_amount: price.amount, product_data: {name: description}},
			},
		],
		payment_intent_data: {metadata, ...(saveCard ? {setup_future_usage: 'off_session' as const} : {})},
		...(providerCustomerId === null ? {} : {customer: providerCustomerId}),
		...(providerCustomerId === null && saveCard ? {customer_creation: 'always' as const} : {}),
		success_url: successUrl,
		cancel_url: cancelUrl,
		metadata,
		...sessionExpand,
	};
};

const told = <T, U>(said: Said<T>, read: (value: T) => U): ProviderAnswer<U> =>
	said.ok ? {ok: true, value: read(said.value)} : {ok: false, code: said.code, message: said.message};

const toldIntent = (said: Said<Stripe.PaymentIntent>): ProviderAnswer<IntentState> => told(said, described);

const described = (intent: Stripe.PaymentIntent): IntentState => {
	const state = objects.intentState(intent);
	invariant(state, 'a PaymentIntent of ours is in a state and a currency that we use');
	return state;
};

const seconds = (instant: string): number => Math.ceil(Date.parse(instant) / 1000);

/** Undefined when the signature is not this secret's or is too old. */
const verifiedEvent = async (verify: () => Promise<Stripe.Event>): Promise<Stripe.Event | undefined> => {
	try {
		return await verify();
	} catch (error) {
		if (error instanceof Error && 'type' in error && error.type === 'StripeSignatureVerificationError')
			return undefined;
		throw new Bug('a webhook that verifies is a snapshot event');
	}
};
