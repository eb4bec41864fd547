/** Invariants 4, 18, 29, 30 and I23: when all is quiet nothing waits that could go on, and what was set aside says why. */
import {accountIdIn} from '../../../functions/kernel/documents.ts';
import {accountOf, all, kindOf} from '../view.ts';
import type {EndCheck} from './index.ts';

/** Reasons that only a bug of the engine can give here. */
const ours = new Set(['bug', 'refused_by_store', 'beyond_horizon', 'template_day_cap']);

export const quiet: EndCheck = ({sim, documents}) => {
	const found: (readonly [string, string])[] = [];
	const now = new Date(sim.loop.now() - 30 * 60_000).toISOString();
	const waits = (accountId: string): boolean => {
		const account = accountOf(documents, accountId);
		return account?.suspendedAt !== null || account.billing?.paused === true;
	};
	for (const [path, fields] of documents) {
		const accountId = accountIdIn(path);
		if (typeof fields.nextActAt === 'string' && fields.nextActAt < now && !waits(accountId))
			found.push(['I23', `${path} waits since ${fields.nextActAt}: ${JSON.stringify(fields.pending)}`]);
	}
	for (const {id, dueAt, status, accountId} of all(documents, 'templates'))
		if (dueAt !== null && dueAt < now && !waits(accountId))
			found.push(['invariant 4', `${id}, ${status}, is due since ${dueAt}`]);
	for (const {id, charge, pending} of all(documents, 'invoices'))
		if (charge?.state === 'unknown' && pending.length === 0)
			found.push(['invariant 18', `${id}: nobody finds out what became of attempt ${charge.attempt}`]);
	const parked = [...documents].filter(([path]) => kindOf(path) === 'parked');
	for (const {id, status} of all(documents, 'templates')) {
		const open = parked.filter(([, fields]) => fields.templateId === id && fields.settledAt === null);
		if ((status === 'parked') !== open.length > 0)
			found.push(['invariant 29', `${id} is ${status} with ${open.length} reasons`]);
	}
	for (const [path, fields] of parked)
		if (ours.has(String(fields.reason))) found.push(['no bugs', `${path}: ${JSON.stringify(fields)}`]);
	return found;
};
