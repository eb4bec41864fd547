import {z} from 'zod';
import {Instant, id} from './basics.ts';

export const ActivityActor = z.strictObject({
	type: z.enum(['user', 'apiKey', 'system', 'payer']),
	id: z.string().max(128).nullable(),
});
export type ActivityActor = z.infer<typeof ActivityActor>;

/** Who did what to which objects. Never values: only the names of the fields that changed. */
export const Activity = z.strictObject({
	id: id('act'),
	at: Instant,
	actor: ActivityActor,
	/** `invoice.issued`, `customer.updated`: the noun, then what happened to it. */
	action: z.string().max(60),
	objects: z.array(z.strictObject({type: z.string().max(20), id: z.string().max(50)})).max(205),
	changes: z.array(z.strictObject({field: z.string().max(60)})).max(60),
});
export type Activity = z.infer<typeof Activity>;

/** `accounts/{a}/activity/{x}`. `about` repeats the ids of `objects`, so that one object's history is one query. */
export const ActivityDocument = Activity.extend({
	schema: z.literal(1),
	accountId: id('acc'),
	about: z.array(z.string().max(50)).max(205),
	commitId: z.string().optional(),
});
export type ActivityDocument = z.infer<typeof ActivityDocument>;
