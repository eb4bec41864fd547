/** Invariant 36: counters of runs are what their documents say. */
import type {Books, Entry} from './books.ts';
import {unless, type Violation} from './violation.ts';

export const runViolations = (books: Books): readonly Violation[] => [
	...books.runs.flatMap((run) => shareViolations(run, books)),
	...books.accounts.flatMap(({id, path}) => parkedViolations(id, path, books)),
];

/** A draft that a run made may have been deleted since; then fewer are there than the run counted. */
const shareViolations = (run: Entry<'runs'>, {invoices, creditNotes, templates}: Books): readonly Violation[] => {
	const {path, accountId, due, issued, skipped, parked, amounts, state} = run;
	const made = [...invoices, ...creditNotes].filter((one) => one.accountId === accountId && one.runId === run.id);
	const mayLackDrafts = templates.some((template) => template.accountId === accountId && template.billing === 'draft');
	const sums = new Map<string, number>();
	for (const {currency, total, path: at} of made)
		sums.set(currency, (sums.get(currency) ?? 0) + (at.includes('/creditNotes/') ? -Math.abs(total) : total));
	const agrees =
		amounts.every(({currency, total}) => total === (sums.get(currency) ?? 0)) && sums.size === amounts.length;
	return [
		...unless(due === issued + skipped + parked, '36', path, `${due} due is not ${issued} + ${skipped} + ${parked}`),
		...unless(
			made.length === issued || (mayLackDrafts && made.length < issued),
			'36',
			path,
			`${issued} counted, ${made.length} documents`,
		),
		...unless(
			agrees || mayLackDrafts,
			'36',
			path,
			`${JSON.stringify(amounts)}, documents ${JSON.stringify([...sums])}`,
		),
		...unless(state === 'finished' || run.nextActAt !== null, '36', path, 'runs for ever'),
	];
};

const parkedViolations = (accountId: string, path: string, {runs, parked}: Books): readonly Violation[] => {
	const counted = runs.filter((run) => run.accountId === accountId).reduce((sum, run) => sum + run.parked, 0);
	const set = parked.filter((one) => one.accountId === accountId).length;
	return unless(counted === set, '36', path, `runs parked ${counted}, ${set} parkings`);
};
