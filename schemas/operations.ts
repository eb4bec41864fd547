/** Messages of the platform's own upkeep. */
import {z} from 'zod';
import {Instant} from './basics.ts';

/** `sweep.tick`: everything, or from one place of one shard on. */
export const SweepMessage = z.strictObject({
	from: z
		.strictObject({
			collection: z.string().max(40),
			shard: z.string().max(40),
			after: z.strictObject({nextActAt: Instant, path: z.string().max(300)}).optional(),
		})
		.optional(),
});
export type SweepMessage = z.infer<typeof SweepMessage>;
