/** Invariants 37, 38, I16 and I19: no document names another account's, and nobody's name lies open. */
import {accountIdIn} from '../../../functions/kernel/documents.ts';
import {showsCanary} from '../canary.ts';
import type {EndCheck} from './index.ts';

export const isolated: EndCheck = ({documents, people, sim}) => {
	const found: (readonly [string, string])[] = [];
	const ids = people.accounts.map(({id}) => id);
	for (const [path, fields] of documents) {
		const text = JSON.stringify(fields);
		const own = accountIdIn(path);
		for (const id of ids)
			if (id !== own && path.startsWith('accounts/') && text.includes(id))
				found.push(['invariant 37', `${path} names ${id}`]);
		if (showsCanary(text)) found.push(['invariant 38', `${path} shows a customer`]);
	}
	if (sim.leaks.length > 0) found.push(['invariant 38', `a message or the log shows a customer: ${sim.leaks[0]}`]);
	return found;
};
