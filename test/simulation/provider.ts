/** Stripe's stand-in behind the real adapter, without a network: requests are answered, lost or late as the fault says. */
import {createHmac} from 'node:crypto';
import {drawFrom} from '../../dev/stripe/ids.ts';
import {type Incoming, openInProcess, type Reply} from '../../dev/stripe/in-process.ts';
import {stripePayments} from '../../functions/adapters/stripe.ts';
import {heardEvents} from '../../functions/payments/receive-webhook.ts';
import type {Payments} from '../../functions/world.ts';
import {hashOf} from './draw.ts';
import {type FaultKind, instantOf, type Sim} from './sim.ts';

export const webhookSecret = 'whsec_simulated';
export type StripeEvent = ReturnType<ReturnType<typeof openInProcess>['takeEvents']>[number];
export type Provider = ReturnType<typeof openProvider>;

/** What the one client of all processes is to do now: calls run one at a time, so that one place is enough. */
let wire: (incoming: Incoming) => Reply = () => {
	throw new Error('nobody simulates');
};
let virtualWall = (): string => '';

const responseOf = ({status, headers, body}: Reply) => ({
	getStatusCode: () => status,
	getHeaders: () => ({...headers}),
	getRawResponse: () => ({}),
	toStream: () => ({}),
	toJSON: async () => JSON.parse(body),
});

const httpClient = {
	getClientName: () => 'simulated',
	makeRequest: async (
		_host: string,
		_port: string,
		path: string,
		method: string,
		headers: {readonly [name: string]: unknown},
		data: string | null,
	) => {
		const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
		const [place = '/', query = ''] = path.split('?');
		return responseOf(wire({method, path: place, query, header: (name) => lower.get(name), body: data ?? ''}));
	},
};

/** One for all simulations of this process, as it holds nothing but how to reach Stripe. */
const adapter: Payments = stripePayments({
	secretKey: 'sk_test_simulated',
	webhookSecrets: [webhookSecret],
	wall: () => virtualWall(),
	httpClient: httpClient as never,
});

/** What can be asked of it. */
export const operations: readonly string[] = Object.keys(adapter);

/** `tell`: an event for the webhook. `moved`: what is due there may have changed. */
export const openProvider = (sim: Sim, tell: (event: StripeEvent) => void, moved: () => void) => {
	let made = 0;
	drawFrom((length) => {
		const nth = made++;
		return Uint8Array.from({length}, (_, at) => hashOf(`${sim.seed} ${nth} ${at}`) % 256);
	});
	virtualWall = () => instantOf(sim.loop.now());
	const stripe = openInProcess({now: virtualWall, events: heardEvents});
	const tellAll = (): void => {
		for (const event of stripe.takeEvents()) tell(event);
	};
	const answer = (incoming: Incoming, meeting?: Parameters<typeof stripe.answer>[1]): Reply => {
		const reply = stripe.answer(incoming, meeting);
		tellAll();
		moved();
		return reply;
	};
	const failing: {readonly [kind: string]: (incoming: Incoming) => Reply} = {
		pay_timeout_before: timedOut,
		pay_timeout_after: (incoming) => {
			answer(incoming);
			return timedOut();
		},
		pay_timeout_late: (incoming) => {
			const delayMs = sim.draw.between(1000, 600_000, 'pay late', incoming.header('idempotency-key') ?? '');
			sim.loop.after(20_000 + delayMs, () => void answer(incoming));
			return timedOut();
		},
		pay_500_before: () => broken,
		pay_500_stored: (incoming) => answer(incoming, {busy: false, fail: 'undone'}),
		pay_500_after: (incoming) => answer(incoming, {busy: false, fail: 'after'}),
		pay_502_after: (incoming) => {
			answer(incoming);
			return {status: 502, headers: {'content-type': 'text/html'}, body: '<html>502 Bad Gateway</html>'};
		},
		pay_rate_limit: () => refused(429, 'rate_limit'),
		pay_in_use: (incoming) => answer(incoming, {busy: true}),
	};
	return {
		stripe,
		adapter: (fault: FaultKind | undefined): Payments => {
			wire = failing[fault ?? ''] ?? answer;
			return adapter;
		},
		/** A payer on the provider's page. */
		submit: (url: string, fields: {readonly [name: string]: string}): number => {
			const {pathname} = new URL(url);
			const body = new URLSearchParams(fields).toString();
			return answer({method: 'POST', path: pathname, query: '', header: () => undefined, body}).status;
		},
		/** Time passed there too. */
		tick: (): void => {
			stripe.tick();
			tellAll();
		},
		nextDueAt: stripe.nextDueAt,
		log: stripe.log,
	};
};

const timedOut = (): Reply => {
	throw Object.assign(new TypeError('ETIMEDOUT'), {code: 'ETIMEDOUT'});
};

const refused = (status: number, code: string): Reply => ({
	status,
	headers: {'content-type': 'application/json'},
	body: JSON.stringify({error: {type: 'invalid_request_error', code, message: 'simulated'}}),
});
const broken: Reply = {
	status: 500,
	headers: {'content-type': 'application/json'},
	body: JSON.stringify({error: {type: 'api_error', message: 'An unknown error occurred'}}),
};

/** Stripe's header over a body sent at `atMs`. */
export const signed = (payload: string, atMs: number): string => {
	const t = Math.floor(atMs / 1000);
	return `t=${t},v1=${createHmac('sha256', webhookSecret).update(`${t}.${payload}`).digest('hex')}`;
};
