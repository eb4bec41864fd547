import {z} from 'zod';
import {Instant} from './basics.ts';

/** What a document may still have to do. The name is also the topic that carries it (see functions/index.ts). */
export const Step = z.enum([
	'invoice.credit',
	'invoice.charge',
	'invoice.ask',
	'invoice.mail',
	'invoice.collect',
	'invoice.notify',
	'template.notify',
	'customer.notify',
	'payment.notify',
	'payment.refund',
	'creditNote.notify',
	'run.finish',
	'run.notify',
	'creditNote.mail',
	'delivery.send',
	'delivery.mail',
	'clock.advance',
]);
export type Step = z.infer<typeof Step>;

/** The outbox of a document: steps in the order of their time. `why` names the cause for people (`upcoming`). */
export const PendingStep = z.strictObject({step: Step, at: Instant, kind: z.string().max(40).optional()});
export type PendingStep = z.infer<typeof PendingStep>;

/** Fields of every document with an outbox: `nextActAt` = the first step's time; both null when nothing is left to do. */
export const Outbox = z.strictObject({
	pending: z.array(PendingStep).max(20),
	actShard: z.string().max(40),
	nextActAt: Instant.nullable(),
});
export type Outbox = z.infer<typeof Outbox>;

/** The message every step topic and the sweeper carry: which document has something to do. */
export const StepMessage = z.strictObject({path: z.string().max(300), step: Step});
export type StepMessage = z.infer<typeof StepMessage>;

export const shardCount = 32;
