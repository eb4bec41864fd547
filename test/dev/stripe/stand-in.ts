import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import Stripe from 'stripe';
import {type StripeOptions, startStripe} from '../../../dev/stripe/index.ts';

export const start = '2026-03-01T08:00:00.000Z';
export const secret = 'whsec_local_stand_in';

/** A clock in the hand. */
export const handClock = (from = start) => {
	const state = {now: from};
	return {
		now: () => state.now,
		advance: (seconds: number) => {
			state.now = new Date(Date.parse(state.now) + seconds * 1000).toISOString();
		},
	};
};

/** A stand-in with its own file and clock, and a stock client that talks to it; all gone after the test. */
export const openStandIn = async (t: ExecutionContext, options: Partial<StripeOptions> = {}) => {
	const folder = await mkdtemp(join(tmpdir(), 'stripe-stand-in-'));
	const clock = handClock();
	const standIn = await startStripe({
		port: 0,
		file: join(folder, 'stripe.sqlite'),
		now: clock.now,
		webhook: undefined,
		...options,
	});
	t.teardown(async () => {
		await standIn.close();
		await rm(folder, {recursive: true, force: true});
	});
	return {standIn, clock, folder, stripe: clientOf(standIn.port), form: formOf(standIn.url)};
};

export const clientOf = (port: number, more: Stripe.StripeConfig = {}) =>
	new Stripe('sk_test_local', {
		apiVersion: '2026-10-28.endive',
		host: '127.0.0.1',
		port,
		protocol: 'http',
		maxNetworkRetries: 0,
		telemetry: false,
		...more,
	});

/** Sends a form like a browser that does not follow redirects. */
export const formOf = (origin: string) => async (url: string, fields: Readonly<Record<string, string>>) => {
	const answer = await fetch(new URL(url, origin), {
		method: 'POST',
		body: new URLSearchParams(fields),
		redirect: 'manual',
	});
	return {status: answer.status, location: answer.headers.get('location'), text: await answer.text()};
};

/** A raw call, as curl would send it. */
export const rawCall = async (
	url: string,
	path: string,
	body: string | undefined,
	headers: Readonly<Record<string, string>> = {},
	method = body === undefined ? 'GET' : 'POST',
) => {
	const answer = await fetch(url + path, {
		method,
		body,
		headers: {
			authorization: 'Bearer sk_test_local',
			...(body === undefined ? {} : {'content-type': 'application/x-www-form-urlencoded'}),
			...headers,
		},
	});
	const text = await answer.text();
	return {
		status: answer.status,
		headers: answer.headers,
		text,
		json: text.startsWith('{') ? JSON.parse(text) : undefined,
	};
};

/** What a call is refused with. */
export const refusalOf = async (call: Promise<unknown>): Promise<InstanceType<typeof Stripe.errors.StripeError>> => {
	try {
		await call;
	} catch (thrown) {
		if (thrown instanceof Stripe.errors.StripeError) return thrown;
		throw thrown;
	}
	throw new Error('The call was not refused');
};

export type Received = {readonly body: string; readonly signature: string; readonly event: Stripe.Event};

/** An endpoint for webhooks that answers what it is told to. */
export const openEndpoint = async (t: ExecutionContext) => {
	const received: Received[] = [];
	const state = {status: 200};
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const body = Buffer.concat(chunks).toString();
		if (state.status === 200)
			received.push({body, signature: String(request.headers['stripe-signature']), event: JSON.parse(body)});
		response.writeHead(state.status).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	t.teardown(() => {
		server.closeAllConnections();
		server.close();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/stripe/webhook`;
	const answerWith = (status: number) => {
		state.status = status;
	};
	return {url, received, answerWith, webhook: {url, secret}};
};

/** A customer with the test card saved through a setup intent. */
export const customerWith = async (stripe: Stripe, card: string, options: Stripe.RequestOptions = {}) => {
	const customer = await stripe.customers.create({name: 'Ada'}, options);
	const method = await stripe.paymentMethods.attach(card, {customer: customer.id}, options);
	return {customer: customer.id, method: method.id};
};
