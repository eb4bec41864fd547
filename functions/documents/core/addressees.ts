/** Who gets a mail. */
import {z} from 'zod';
import type {Party} from '../../../schemas/parties.ts';

/** What a person composed; sealed on the invoice until it goes. */
const Composed = z.object({
	to: z.array(z.string()).nullable(),
	cc: z.array(z.string()).nullable(),
	subject: z.string().nullable(),
	message: z.string().nullable(),
});
export type Composed = z.infer<typeof Composed>;

/** Null when the key that sealed it was destroyed. */
export const readComposed = (opened: unknown): Composed | null =>
	opened === undefined ? null : Composed.parse(opened);

export type Addressees = {readonly to: readonly string[]; readonly cc: readonly string[]};

/** The addresses a person gave, else the customer's and those of its contacts who want copies; each once. Nobody to write to: `to` is empty. */
export const addressees = (party: Party | undefined, composed: Composed | null): Addressees => {
	const to = composed?.to ?? (party?.email ? [party.email] : []);
	const cc =
		composed?.cc ?? (composed?.to ? [] : (party?.contacts ?? []).filter((one) => one.cc).map(({email}) => email));
	const first = distinct(to.filter(isPlain));
	const written = new Set(first.map((address) => address.toLowerCase()));
	return {to: first, cc: distinct(cc.filter(isPlain)).filter((address) => !written.has(address.toLowerCase()))};
};

/** One plain address: nothing that a mail header would read as more than that. */
const isPlain = (address: string): boolean => /^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/u.test(address);

const distinct = (addresses: readonly string[]): readonly string[] => [
	...new Map(addresses.map((address) => [address.toLowerCase(), address])).values(),
];
