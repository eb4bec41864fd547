import {z} from 'zod';
import {Instant, id} from './basics.ts';
import {PlannedTaxRate} from './template.ts';

/** `accounts/{a}/taxRates/{t}`: copied to templates as it is, and applied to documents at their tax point. */
export const TaxRateDocument = PlannedTaxRate.extend({
	schema: z.literal(1),
	accountId: id('acc'),
	archivedAt: Instant.nullable(),
	commitId: z.string().optional(),
	version: z.int(),
	createdAt: Instant,
	updatedAt: Instant,
});
export type TaxRateDocument = z.infer<typeof TaxRateDocument>;
