import {z} from 'zod';

/** What the webhook passes on of a provider's event: where to look, never what it claims. */
export const ProviderEventMessage = z.strictObject({
	id: z.string().max(255),
	type: z.string().max(100),
	on: z.string().max(255).nullable(),
	objectKind: z.enum([
		'payment_intent',
		'checkout.session',
		'charge',
		'refund',
		'setup_intent',
		'payment_method',
		'other',
	]),
	objectId: z.string().max(255),
	metadata: z.record(z.string(), z.string()),
});
export type ProviderEventMessage = z.infer<typeof ProviderEventMessage>;
