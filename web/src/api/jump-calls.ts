/** What "Jump to…" wants to know: when something happens next, and what the last run did. */
import {invoices as invoiceCalls, templates as templateCalls} from './billing.ts';
import {runs as runCalls} from './calls.ts';
import type {Invoice, Template} from './invoice-shapes.ts';
import type {Instant} from './shapes.ts';

const limit = 100;

/** The earliest step from `since` on of the newest 100 recurring invoices and the newest 100 open invoices; null when nothing is to come. */
export const nextDue = async (account: string, since: Instant): Promise<Instant | null> => {
	const [templates, invoices] = await Promise.all([
		templateCalls.list(account, {limit}),
		invoiceCalls.list(account, {status: 'open', limit}),
	]);
	return earliestStep(templates.data, invoices.data, since);
};

export const earliestStep = (
	templates: readonly Pick<Template, 'status' | 'nextAt'>[],
	invoices: readonly Pick<Invoice, 'upcoming'>[],
	since: Instant,
): Instant | null => {
	const billed = templates.flatMap(({status, nextAt}) => (status === 'active' && nextAt !== null ? [nextAt] : []));
	const collected = invoices.flatMap(({upcoming}) => upcoming.map(({at}) => at));
	return [...billed, ...collected].filter((at) => at > since).toSorted()[0] ?? null;
};

/** How many invoices the newest run issued. */
export const issuedByLastRun = async (account: string): Promise<number> => {
	const {data} = await runCalls.list(account, {limit: 1});
	return data[0]?.issued ?? 0;
};
