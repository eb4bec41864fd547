/** The latest billing runs across accounts, for the workbench: each account's share of a run by itself. */
import {readAs} from '../../functions/kernel/documents.ts';
import {majorUnits} from '../../functions/kernel/money.ts';
import {presentRun} from '../../functions/operations/core/present-run.ts';
import {asRun, runsOf} from '../../functions/recurring/index.ts';
import type {Db, Stored} from '../../functions/world.ts';
import {type Account, AccountDocument} from '../../schemas/account.ts';
import type {Run} from '../../schemas/run.ts';

/** `amounts`: `major` is the total as people write it, with the decimals of its currency. */
export type ShownRun = Omit<Run, 'amounts'> & {
	readonly account: Pick<Account, 'id' | 'name' | 'mode'>;
	readonly amounts: readonly (Run['amounts'][number] & {readonly major: string})[];
};
export type LatestRuns = {
	readonly data: readonly ShownRun[];
	/** False where there are more accounts than are asked. */
	readonly complete: boolean;
};

/** Each account is asked by itself, with the index that its own list of runs has: a local platform has few. */
const mostAccounts = 100;
const mostRuns = 20;

/** Newest first, at most twenty, of at most a hundred accounts. A test account's runs have the time of its own clock. */
export const latestRuns = async (
	db: Pick<Db, 'query'>,
	limits: {readonly accounts: number; readonly runs: number} = {accounts: mostAccounts, runs: mostRuns},
): Promise<LatestRuns> => {
	const stored = await db.query({collection: 'accounts', limit: limits.accounts + 1});
	const accounts = stored.slice(0, limits.accounts).map((one) => readAs(AccountDocument, one));
	const found = await Promise.all(accounts.map((account) => runsOfAccount(db, account, limits.runs)));
	return {data: found.flat().sort(newestFirst).slice(0, limits.runs), complete: stored.length <= limits.accounts};
};

const runsOfAccount = async (db: Pick<Db, 'query'>, account: Account, limit: number): Promise<readonly ShownRun[]> => {
	const orderBy = [{field: 'startedAt', direction: 'desc'}] as const;
	const rows = await db.query({collection: runsOf(account.id), orderBy, limit});
	return rows.map((row) => shownRun(row, account));
};

const shownRun = (stored: Stored, {id, name, mode}: Account): ShownRun => {
	const run = presentRun(asRun(stored).document);
	const amounts = run.amounts.map((one) => ({...one, major: majorUnits(one.total, one.currency)}));
	return {...run, amounts, account: {id, name, mode}};
};

/** One run has a share in many accounts: those stand by name. */
const newestFirst = (left: ShownRun, right: ShownRun): number =>
	right.startedAt.localeCompare(left.startedAt) ||
	left.account.name.localeCompare(right.account.name) ||
	left.account.id.localeCompare(right.account.id);
