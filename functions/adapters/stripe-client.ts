import type Stripe from 'stripe';
import {Bug, invariant} from '../kernel/invariant.ts';
import {Outage} from '../kernel/outage.ts';
import {once} from './once.ts';

export type {Stripe};

export type StripeConnection = {
	/** As text, or asked for with the first call. */
	readonly secretKey: string | (() => Promise<string>);
	/** Where Stripe is, for the stand-in; api.stripe.com over https unless told. */
	readonly host?: string;
	readonly port?: number;
	readonly protocol?: 'http' | 'https';
	readonly timeoutMs?: number;
	/** Instead of the network. */
	readonly httpClient?: NonNullable<ConstructorParameters<typeof Stripe>[1]>['httpClient'];
};

/** What Stripe said. `intent` comes with a declined card and shows what became of the payment. */
export type Said<T> =
	| {readonly ok: true; readonly value: T}
	| {readonly ok: false; readonly code: string; readonly message: string; readonly intent?: Stripe.PaymentIntent};

/**
 * A client that sends each call once: what to repeat, and when, is decided by those who know what the call does.
 * (The package itself repeats once after a reset connection, under the same idempotency key.)
 */
export const connectStripe = ({
	secretKey,
	host,
	port,
	protocol,
	timeoutMs = 20_000,
	httpClient,
}: StripeConnection): (() => Promise<Stripe>) =>
	once(async () => {
		const {default: Vendor} = await import('stripe');
		const key = typeof secretKey === 'string' ? secretKey : await secretKey();
		invariant(/^(sk|rk)_\w+$/.test(key), 'the Stripe key is a secret key');
		return new Vendor(key, {
			apiVersion: '2026-10-28.endive',
			maxNetworkRetries: 0,
			timeout: timeoutMs,
			telemetry: false,
			...(host === undefined ? {} : {host}),
			...(port === undefined ? {} : {port}),
			...(protocol === undefined ? {} : {protocol}),
			...(httpClient === undefined ? {} : {httpClient}),
		});
	});

/** Verifies webhooks. Needs no key of the API, so that the function that takes them can do without. */
export const stripeWebhooks = async (): Promise<typeof Stripe.webhooks> => (await import('stripe')).default.webhooks;

/**
 * Waits for a call that answers an object of this kind. Declines and refusals are answers. Time-outs, 409, 429 and
 * 5xx leave the effect unknown: an outage. The same key with other parameters is our bug.
 */
export const ask = async <T extends {readonly object: string}>(
	kind: T['object'],
	call: Promise<T>,
): Promise<Said<T>> => {
	try {
		const value = await call;
		// What is JSON but no answer of Stripe's (a proxy's 404 without `error`) resolves as if it were one.
		if (value?.object !== kind) throw new Outage(`stripe answered something else than a ${kind}`);
		return {ok: true, value};
	} catch (error) {
		if (!isStripeError(error)) throw error;
		return verdict(error);
	}
};

const refusals = new Set(['StripeInvalidRequestError', 'StripePermissionError', 'StripeCardError']);

/** Nothing of a body or of Stripe's sentence goes into an outage or a bug: both are logged. */
const verdict = (error: Stripe.errors.StripeError): Said<never> => {
	const {type, code, message, requestId, statusCode, payment_intent: intent} = error;
	const trace = `${type} ${statusCode ?? 'without status'}, request ${requestId ?? 'without id'}`;
	if (type === 'StripeIdempotencyError') throw new Bug(`an idempotency key names one request for ever: ${trace}`);
	if (!refusals.has(type)) throw new Outage(`stripe: ${trace}`);
	// Refusals for other reasons (a canceled intent, say) show the intent as well, but tried no card.
	const declined = type === 'StripeCardError' && intent;
	return {ok: false, code: code ?? 'refused', message: message.slice(0, 300), ...(declined ? {intent} : {})};
};

const isStripeError = (error: unknown): error is Stripe.errors.StripeError =>
	error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe');
