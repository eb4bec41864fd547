import {z} from 'zod';
import {Instant, id, PlainDate} from './basics.ts';
import {CreditedLine, Sums, TaxOutcome} from './lines.ts';
import {Currency} from './money.ts';

/** What the API answers. */
export const CreditNote = z.strictObject({
	id: id('crn'),
	number: z.string(),
	invoiceId: id('inv').nullable(),
	invoiceNumber: z.string().nullable(),
	customerId: id('cus'),
	issueDate: PlainDate,
	currency: Currency,
	cause: z.enum(['credit', 'cancellation', 'refund', 'standalone', 'correction']),
	lines: z.array(
		CreditedLine.extend({
			description: z.string().nullable(),
			unitAmount: z.union([z.int(), z.string()]).nullable(),
			taxRateIds: z.array(id('tax')),
		}),
	),
	taxes: z.array(TaxOutcome),
	...Sums.shape,
	reason: z.string().nullable(),
	refundId: id('ref').nullable(),
	balanceAmount: z.int(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type CreditNote = z.infer<typeof CreditNote>;
