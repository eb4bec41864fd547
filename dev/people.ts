import {z} from 'zod';
import type {LocalCallers} from '../functions/adapters/local-callers.ts';
import {keptJson} from './kept-json.ts';

const People = z.record(z.string(), z.object({uid: z.string(), name: z.string().nullable()}));

/** Sign-in of the local platform: whoever gives a mail address is that person; the first time makes them. */
export const localPeople = (file: string, callers: LocalCallers, newId: () => string) => {
	const kept = keptJson<z.infer<typeof People>>(file, People, {});
	return async (given: string, called: string | null): Promise<{readonly token: string; readonly uid: string}> => {
		const email = given.toLowerCase();
		const name = called?.trim() || null;
		const known = Object.hasOwn(kept.get(), email) ? kept.get()[email] : undefined;
		const person = {uid: known?.uid ?? `person_${newId()}`, name: name ?? known?.name ?? null};
		if (known?.uid !== person.uid || known.name !== person.name) kept.set({...kept.get(), [email]: person});
		return {token: await callers.issue({...person, email}), uid: person.uid};
	};
};
