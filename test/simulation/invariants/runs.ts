/** Invariant 36: the counters of a run equal its documents, and every run comes to its end. */
import {all} from '../view.ts';
import type {EndCheck} from './index.ts';

export const runs: EndCheck = ({documents}) => {
	const made = [...all(documents, 'invoices'), ...all(documents, 'creditNotes')];
	return all(documents, 'runs').flatMap(({id, accountId, state, due, issued, skipped, parked}) => {
		const mine = made.filter((document) => document.runId === id && document.accountId === accountId).length;
		const problems: (readonly [string, string])[] = [];
		if (mine !== issued) problems.push(['invariant 36', `${accountId} ${id}: ${issued} counted, ${mine} made`]);
		if (due !== issued + skipped + parked) problems.push(['invariant 36', `${accountId} ${id}: ${due} due`]);
		if (state !== 'finished') problems.push(['invariant 36', `${accountId} ${id} is ${state}`]);
		return problems;
	});
};
