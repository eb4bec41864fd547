/**
 * What any end state must show, by the checks that chaos, test clocks and the bench use, too (invariants 5, 6, 7, 9, 10, 11,
 * 12, 13, 14, 36, 37, I5). The others of this folder stand beside them because they see more than an end: every commit as it
 * lands, when each thing happened, and dates by a calendar that is not the engine's.
 */
import {booksOf} from '../../invariants/books.ts';
import {alwaysViolations} from '../../invariants/every.ts';
import type {EndCheck} from './index.ts';

export const documents: EndCheck = ({documents: all}) => {
	const stored = [...all].map(([path, fields]) => ({path, fields}));
	return alwaysViolations(booksOf(stored)).map(
		({invariant, at, says}) =>
			[/^\d/.test(invariant) ? `invariant ${invariant}` : invariant, `${at}: ${says}`] as const,
	);
};
