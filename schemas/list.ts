import {z} from 'zod';

/** The query of every list: `limit` 1 to 100 (default 25) and the `cursor` that the page before answered. */
export const listQuery = {
	limit: z
		.string()
		.regex(/^\d{1,3}$/, 'a whole number')
		.transform(Number)
		.pipe(z.int().min(1).max(100))
		.default(25),
	cursor: z.string().max(2000).optional(),
};
export const ListQuery = z.strictObject(listQuery);
export type ListQuery = z.infer<typeof ListQuery>;

/** A yes or no in a query. */
export const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** One page of a list: newest first unless `sort` says otherwise. */
export const listOf = <T extends z.ZodType>(row: T) =>
	z.strictObject({data: z.array(row), nextCursor: z.string().nullable()});
