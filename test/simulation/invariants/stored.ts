/** I37: the store holds what was committed, and every run comes to its end (invariant 36). */
import {all} from '../view.ts';
import type {EndCheck} from './index.ts';

export const stored: EndCheck = async ({documents, sim}) => {
	const found: (readonly [string, string])[] = [];
	for (const {id, accountId, state} of all(documents, 'runs'))
		if (state !== 'finished') found.push(['invariant 36', `${accountId} ${id} is ${state}`]);
	const paths = [...documents.keys()];
	for (let from = 0; from < paths.length; from += 400) {
		const kept = await sim.db.getMany(paths.slice(from, from + 400));
		for (const [index, document] of kept.entries()) {
			const path = paths[from + index] ?? '';
			if (JSON.stringify(document?.fields) !== JSON.stringify(documents.get(path)))
				found.push(['I37', `${path} is not as it was committed`]);
		}
	}
	return found;
};
