/** What "Jump to…" wants to know: when something is due next, and what the last run did. */
import {templates as templateCalls} from './billing.ts';
import {runs as runCalls} from './calls.ts';

/** The earliest next date of the active templates read (at most 100); null when none is due. */
export const nextDue = async (account: string): Promise<string | null> => {
	const {data} = await templateCalls.list(account, {limit: 100});
	const due = data.flatMap(({status, nextAt}) => (status === 'active' && nextAt !== null ? [nextAt] : []));
	return due.toSorted()[0] ?? null;
};

/** How many invoices the newest run issued. */
export const issuedByLastRun = async (account: string): Promise<number> => {
	const {data} = await runCalls.list(account, {limit: 1});
	return data[0]?.issued ?? 0;
};
