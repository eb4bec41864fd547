/** Where Stripe calls: verified, passed on, answered. What happened is looked up later, so that order and copies don't matter. */
import type {World} from '../world.ts';

/** Events that change what we know; Stripe sends many more. */
export const heardEvents: ReadonlySet<string> = new Set([
	'payment_intent.succeeded',
	'payment_intent.payment_failed',
	'payment_intent.processing',
	'payment_intent.canceled',
	'checkout.session.completed',
	'checkout.session.async_payment_succeeded',
	'checkout.session.async_payment_failed',
	'checkout.session.expired',
	'refund.updated',
	'refund.failed',
]);
const maxBytes = 1_048_576;

export const receiveWebhook =
	(world: Pick<World, 'bus' | 'payments'>) =>
	async (request: Request): Promise<Response> => {
		if (request.method !== 'POST') return problem(405, 'method_not_allowed', {Allow: 'POST'});
		const body = new Uint8Array(await request.arrayBuffer());
		if (body.byteLength > maxBytes) return problem(413, 'body_too_large');
		const event = await world.payments.readWebhook(body, request.headers.get('stripe-signature') ?? '');
		if (event === undefined) return problem(400, 'bad_signature');
		// Answered only once the broker has it: until then Stripe sends again.
		if (heardEvents.has(event.type))
			await world.bus.publish('stripe.event', [{...event, metadata: {...event.metadata}}]);
		return Response.json({received: true});
	};

const problem = (status: number, code: string, headers: {readonly [name: string]: string} = {}): Response =>
	Response.json(
		{type: 'about:blank', title: code.replaceAll('_', ' '), status, code},
		{
			status,
			headers: {'Content-Type': 'application/problem+json', ...headers},
		},
	);
