import {z} from 'zod';
import {Instant, id, line, Sealed} from './basics.ts';
import {Outbox} from './steps.ts';

/** Every event that endpoints can be told of. */
export const eventTypes = [
	'invoice.created',
	'invoice.issued',
	'invoice.sent',
	'invoice.paid',
	'invoice.payment_failed',
	'invoice.action_required',
	'invoice.overdue',
	'invoice.voided',
	'invoice.written_off',
	'invoice.credited',
	'invoice.corrected',
	'estimate.accepted',
	'estimate.declined',
	'template.activated',
	'template.paused',
	'template.parked',
	'template.ended',
	'payment.succeeded',
	'payment.failed',
	'payment.refunded',
	'payment.disputed',
	'customer.created',
	'customer.updated',
	'customer.card_updated',
	'run.finished',
] as const;
export const EventType = z.enum(eventTypes);
export type EventType = z.infer<typeof EventType>;

export const WebhookEndpointInput = z.strictObject({
	url: z.url({protocol: /^https?$/}).max(2000),
	description: line(200).nullish(),
	/** Empty: all of them. */
	events: z.array(EventType).max(eventTypes.length).default([]),
});
export type WebhookEndpointInput = z.infer<typeof WebhookEndpointInput>;

export const WebhookEndpoint = z.strictObject({
	id: id('whk'),
	...WebhookEndpointInput.shape,
	status: z.enum(['enabled', 'disabled']),
	/** Only in the answer that creates it: `whsec_` and 24 random bytes, as Standard Webhooks has it. */
	secret: z.string().optional(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;

/** `accounts/{a}/webhookEndpoints/{w}`. */
export const WebhookEndpointDocument = WebhookEndpoint.omit({secret: true}).extend({
	schema: z.literal(1),
	accountId: id('acc'),
	/** The secret under the account's key. */
	secret: Sealed,
	/** Since when every delivery failed; null after a success. Three days of it switch the endpoint off. */
	failingSince: Instant.nullable(),
	commitId: z.string().optional(),
});
export type WebhookEndpointDocument = z.infer<typeof WebhookEndpointDocument>;

export const Delivery = z.strictObject({
	id: id('evt'),
	endpointId: id('whk'),
	type: z.string(),
	state: z.enum(['pending', 'delivered', 'failed']),
	attempts: z.array(z.strictObject({at: Instant, status: z.int().nullable(), reason: z.string().nullable()})),
	nextAttemptAt: Instant.nullable(),
	createdAt: Instant,
});
export type Delivery = z.infer<typeof Delivery>;

/** Why and when an endpoint was switched off. Nothing that happens to it later changes what is said about that. */
export const SwitchedOff = z.strictObject({
	url: z.string(),
	failingSince: Instant,
	at: Instant,
	/** The last answer: a status, or why there was none. */
	status: z.int().nullable(),
	reason: z.string().nullable(),
});
export type SwitchedOff = z.infer<typeof SwitchedOff>;

/** `accounts/{a}/deliveries/{d}`: one event for one endpoint. `eventId` is the same for every endpoint of the event. */
export const DeliveryDocument = Delivery.omit({nextAttemptAt: true}).extend({
	schema: z.literal(1),
	accountId: id('acc'),
	eventId: id('evt'),
	/** The body as it is sent, under the account's key: a repetition sends the same bytes. */
	body: z.string().startsWith('s1.').max(700_000),
	/** The endpoint as it was when an attempt of this delivery switched it off: what its owners are told (`delivery.mail`). */
	switchedOff: SwitchedOff.optional(),
	commitId: z.string().optional(),
	...Outbox.shape,
});
export type DeliveryDocument = z.infer<typeof DeliveryDocument>;
