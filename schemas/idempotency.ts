import {z} from 'zod';
import {Instant, id} from './basics.ts';

/** `idempotency/{hash of scope and key}`: the answer that a request with this key got. */
export const IdempotencyDocument = z.strictObject({
	schema: z.literal(1),
	/** Over method, path, query, body and the key itself (which is kept nowhere). */
	requestHash: z.string(),
	/** Whose account key seals the answer. */
	accountId: id('acc'),
	/** Sealed RememberedAnswer; invoices of 200 lines make it longer than other sealed values. */
	answer: z.string().startsWith('s1.').max(900_000),
	/** On the wall clock. */
	expiresAt: Instant,
	commitId: z.string().optional(),
});

export const RememberedAnswer = z.strictObject({
	status: z.int().min(200).max(299),
	/** JSON text, or null where there is none. */
	body: z.string().nullable(),
	location: z.string().nullable(),
});
export type RememberedAnswer = z.infer<typeof RememberedAnswer>;
