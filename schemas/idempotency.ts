import {z} from 'zod';
import {Instant, id, Sealed} from './basics.ts';

/** `idempotency/{hash of scope and key}`: the answer that a request with this key got. */
export const IdempotencyDocument = z.strictObject({
	schema: z.literal(1),
	/** Over method, path, query, body and the key itself (which is kept nowhere). */
	requestHash: z.string(),
	/** The call that took effect: an act of several commits writes its own record again. */
	requestId: z.string(),
	/** Whose account key seals the answer. */
	accountId: id('acc'),
	/** RememberedAnswer, packed and sealed in pieces: that of an invoice of 200 lines is long. */
	answer: z.array(Sealed).min(1).max(25),
	/** On the wall clock. */
	expiresAt: Instant,
	commitId: z.string().optional(),
});
export type IdempotencyDocument = z.infer<typeof IdempotencyDocument>;

export const RememberedAnswer = z.strictObject({
	status: z.int().min(200).max(299),
	/** JSON text, or null where there is none. */
	body: z.string().nullable(),
	location: z.string().nullable(),
	/** The version of an object whose body does not show it. */
	etag: z.int().optional(),
});
export type RememberedAnswer = z.infer<typeof RememberedAnswer>;
