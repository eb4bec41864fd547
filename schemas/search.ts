import {z} from 'zod';

/** `q`: the beginning of words of a customer's name, a whole mail address, or the beginning of an invoice's number. */
export const SearchQuery = z.strictObject({q: z.string().min(1).max(200)});

export const SearchHit = z.strictObject({
	type: z.enum(['customer', 'invoice']),
	id: z.string(),
	title: z.string(),
	subtitle: z.string().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchAnswer = z.strictObject({data: z.array(SearchHit)});
