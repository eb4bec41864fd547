/** What the documents show after a run that bills each template once: nothing twice, nothing forgotten, numbers gapless. */
import type {Db} from '../../functions/world.ts';
import {readBooks} from '../invariants/books.ts';
import {alwaysViolations} from '../invariants/every.ts';
import {periodViolations} from '../invariants/periods.ts';
import {dueAt} from './due-templates.ts';

/** Counts always; every invariant that documents show by themselves where `inFull`. One sentence a finding. */
export const runDefects = async (
	db: Db,
	templates: number,
	{inFull}: {readonly inFull: boolean},
): Promise<readonly string[]> => {
	const invoices = await db.count({collection: 'invoices', group: true});
	const counted = invoices === templates ? [] : [`${invoices} invoices of ${templates} templates`];
	if (!inFull) return counted;
	const books = await readBooks(db);
	const violations = [...alwaysViolations(books), ...periodViolations(books, {now: () => dueAt})];
	return [...counted, ...violations.map(({invariant, at, says}) => `[${invariant}] ${at}: ${says}`)];
};
