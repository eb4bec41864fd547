/**
 * The invariants of docs/invariants.md that an end state can show, as plain functions over documents: no database, no
 * clock. Chaos, test clocks, the bench and the simulation check the same ones.
 */
import {belongingViolations} from './belonging.ts';
import type {Books} from './books.ts';
import {chargeViolations} from './charges.ts';
import {ledgerViolations} from './ledgers.ts';
import {moneyViolations} from './money.ts';
import {numberViolations} from './numbers.ts';
import {outboxViolations} from './outbox.ts';
import {periodViolations} from './periods.ts';
import type {Quiet} from './quiet.ts';
import {runViolations} from './runs.ts';
import type {Violation} from './violation.ts';

/** What must hold at any moment, whatever is under way: cheap enough for every step of a simulation. */
export const alwaysViolations = (books: Books): readonly Violation[] => [
	...books.unreadable,
	...numberViolations(books),
	...moneyViolations(books),
	...ledgerViolations(books),
	...runViolations(books),
	...belongingViolations(books),
];

/** What must hold once nothing is under way any more. */
export const quietViolations = (books: Books, quiet: Quiet): readonly Violation[] => [
	...alwaysViolations(books),
	...periodViolations(books, quiet),
	...chargeViolations(books, quiet),
	...outboxViolations(books, quiet),
];
