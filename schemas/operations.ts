/** Messages of the platform's own upkeep. */
import {z} from 'zod';
import {Instant, id} from './basics.ts';

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

/** `account.policy`: reminders, late fee or final action of an account have changed; its open invoices, or those from one place on. */
export const PolicyMessage = z.strictObject({
	account: id('acc'),
	after: z.strictObject({createdAt: Instant, path: z.string().max(300)}).optional(),
});
export type PolicyMessage = z.infer<typeof PolicyMessage>;

/** `platform/billing`: the switch for everybody. While paused no run bills and no charge begins, test accounts included. */
export const PlatformBillingDocument = z.strictObject({
	schema: z.literal(1),
	paused: z.boolean(),
	reason: z.string().max(500).nullable(),
	/** When it was last switched. */
	since: Instant,
	commitId: z.string(),
});
export type PlatformBilling = Pick<z.infer<typeof PlatformBillingDocument>, 'paused' | 'reason'> & {
	readonly since: Instant | null;
};

const reason = z.string().max(500);
/** `operator.command`: what those who operate the platform may do, published by hand (docs/operations.md). */
export const OperatorCommand = z.discriminatedUnion('command', [
	z.strictObject({command: z.literal('pauseBilling'), reason}),
	z.strictObject({command: z.literal('resumeBilling')}),
	z.strictObject({command: z.literal('suspendAccount'), account: id('acc')}),
	z.strictObject({command: z.literal('unsuspendAccount'), account: id('acc')}),
]);
export type OperatorCommand = z.infer<typeof OperatorCommand>;

/** How far behind the platform is. Null where nothing is due or waits; `parked`: open ones of all accounts. */
export type PlatformAges = {
	readonly oldestDueAt: Instant | null;
	readonly oldestPendingAt: Instant | null;
	readonly parked: number;
};

/** `GET …/billing-health`: the same for one account, and what holds it back. */
export const BillingHealth = z.strictObject({
	oldestDueAt: Instant.nullable(),
	oldestPendingAt: Instant.nullable(),
	parked: z.int(),
	paused: z.boolean(),
	suspended: z.boolean(),
});
export type BillingHealth = z.infer<typeof BillingHealth>;
