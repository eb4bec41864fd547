/** What must hold of the books at any time, in words: invariants 9, 10, 11, 12, 13 and 14. */
import {readBooks} from '../../invariants/books.ts';
import {ledgerViolations} from '../../invariants/ledgers.ts';
import {moneyViolations} from '../../invariants/money.ts';
import {inWords} from '../../invariants/violation.ts';
import type {Collecting} from './collecting.ts';

/** Reads every document of the platform and adds up its postings; nothing where all is well. */
export const brokenBooks = async ({world}: Pick<Collecting, 'world'>): Promise<readonly string[]> => {
	const books = await readBooks(world.db);
	const broken = [...books.unreadable, ...moneyViolations(books), ...ledgerViolations(books)];
	return broken.length === 0 ? [] : [inWords(broken)];
};
