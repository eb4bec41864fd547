/** The provider's own log against the documents, by the checks of chaos and test clocks (invariants 15, 16, 17, 18, 31, 32, I6, I7). */
import {booksOf} from '../../invariants/books.ts';
import {chargeViolations} from '../../invariants/charges.ts';
import {standInProvider} from '../../invariants/provider.ts';
import {instantOf} from '../sim.ts';
import type {EndCheck} from './index.ts';

export const charged: EndCheck = ({documents, people, log, sim}) => {
	const accounts = new Map(log.map(({objectId, account}) => [objectId, account]));
	const intents = people
		.objects('payment_intent')
		.map((object) => ({object, account: accounts.get(object.id) ?? null}));
	const books = booksOf([...documents].map(([path, fields]) => ({path, fields})));
	const known = {now: () => instantOf(sim.loop.now()), provider: standInProvider(intents, log)};
	return chargeViolations(books, known).map(
		({invariant, at, says}) =>
			[/^\d/.test(invariant) ? `invariant ${invariant}` : invariant, `${at}: ${says}`] as const,
	);
};
