import {z} from 'zod';

/** RFC 9457. Never holds a stack, an internal name, a secret or the offending value. */
export const Problem = z.strictObject({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	code: z.string(),
	detail: z.string().nullable(),
	requestId: z.string(),
	errors: z.array(z.strictObject({path: z.string(), code: z.string(), message: z.string()})).optional(),
});
export type Problem = z.infer<typeof Problem>;
