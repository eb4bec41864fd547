/** The clock of a test account, which stands still until somebody moves it. */
import {z} from 'zod';
import {Instant, id} from './basics.ts';
import {Outbox} from './steps.ts';

/** One of each account, so that all of them share a shard of the platform. */
export const clockId = 'own';

/** `until`: where it is being moved to; null while it stands. */
export const ClockAnswer = z.strictObject({now: Instant, until: Instant.nullable()});
export type ClockAnswer = z.infer<typeof ClockAnswer>;

/** An RFC 3339 instant in UTC; milliseconds may be left out. */
export const ClockAdvance = z.strictObject({
	to: z.iso
		.datetime()
		.max(30)
		.transform((text) => new Date(text).toISOString()),
});
export type ClockAdvance = z.infer<typeof ClockAdvance>;

/**
 * `accounts/{a}/clocks/own`: where the clock is to go, from the first time it is moved. Where it stands is the account's
 * `clockAt`. Its own outbox waits by the platform's time, so that the sweeper goes on with what a crash has stopped.
 */
export const ClockDocument = z.strictObject({
	schema: z.literal(1),
	accountId: id('acc'),
	until: Instant.nullable(),
	/** Who moves it now: the one that came last. Others see it and stop. */
	walker: z.string().max(64),
	/** What the clock waits for (a fingerprint), and since when by the machine's time. */
	waiting: z.strictObject({for: z.string().max(64), since: Instant}).nullable(),
	/** What was waited for in vain, by fingerprint: the clock goes on without it. */
	stuck: z.array(z.string().max(22)).max(1000),
	commitId: z.string().optional(),
	version: z.int(),
	...Outbox.shape,
});
export type ClockDocument = z.infer<typeof ClockDocument>;
