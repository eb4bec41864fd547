import {z} from 'zod';
import {PlainDate} from './basics.ts';

export const Weekday = z.enum(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']);
export const Schedule = z.strictObject({
	frequency: z.enum(['day', 'week', 'month', 'year']),
	interval: z.int().min(1).max(1000),
	anchorDate: PlainDate,
	rule: z
		.discriminatedUnion('type', [
			z.strictObject({type: z.literal('dayOfMonth')}),
			z.strictObject({type: z.literal('lastDay')}),
			z.strictObject({
				type: z.literal('nthWeekday'),
				nth: z.union([z.int().min(1).max(4), z.literal(-1)]),
				weekday: Weekday,
			}),
		])
		.nullish(),
	/** Local hour at which a date falls due. */
	hour: z.int().min(0).max(23).default(6),
});
export type Schedule = z.infer<typeof Schedule>;

export const Ends = z.discriminatedUnion('type', [
	z.strictObject({type: z.literal('never')}),
	z.strictObject({type: z.literal('on'), date: PlainDate}),
	z.strictObject({type: z.literal('after'), count: z.int().min(1).max(10_000)}),
]);
export type Ends = z.infer<typeof Ends>;
export const Billing = z.enum(['draft', 'issue', 'issue_and_send']);
export const PeriodTiming = z.enum(['advance', 'arrears']);
export const Past = z.enum(['skip', 'latest', 'all']);
export type Past = z.infer<typeof Past>;
