/** All checks, by when they are made: the cheap ones at every commit, the others once all is quiet. Each names its numbers. */
import type {InProcessStripe, LogRow} from '../../../dev/stripe/in-process.ts';
import type {Story} from '../people.ts';
import type {Sim} from '../sim.ts';
import type {Commit, Documents} from '../view.ts';
import {attempts} from './attempts.ts';
import {billed} from './billed.ts';
import {charged} from './charged.ts';
import {collected} from './collected.ts';
import {delivered} from './delivered.ts';
import {documents} from './documents.ts';
import {fixed} from './fixed.ts';
import {isolated} from './isolated.ts';
import {money} from './money.ts';
import {numbers} from './numbers.ts';
import {periods} from './periods.ts';
import {provider} from './provider.ts';
import {quiet} from './quiet.ts';
import {stored} from './stored.ts';

export type Found = readonly (readonly [invariant: string, why: string])[];
export type Checked = {readonly count: number; readonly found: Found};
/** What later checks need and no document keeps. */
export type Memory = {
	/** Periods of billed documents, by their ids: credit notes do not say theirs. */
	readonly periods: Map<string, {readonly start: string; readonly end: string}>;
	/** When invoices became void, by their ids. */
	readonly voided: Map<string, string>;
};
/** Told of every commit before it is remembered. */
export type StepCheck = (memory: Memory) => (commit: Commit, documents: Documents) => Found;
export type Ending = {
	readonly sim: Sim;
	readonly documents: Documents;
	readonly memory: Memory;
	readonly log: readonly LogRow[];
	readonly people: Pick<Story, 'accounts'> & Pick<InProcessStripe, 'objects'>;
};
export type EndCheck = (ending: Ending) => Found | Promise<Found>;

const steps: readonly StepCheck[] = [billed, numbers, fixed, money, attempts, collected];
const ends: readonly EndCheck[] = [documents, periods, provider, charged, delivered, isolated, quiet, stored];

export const onEachCommit = (memory: Memory) => {
	const opened = steps.map((step) => step(memory));
	return (commit: Commit, documents: Documents): Checked => ({
		count: opened.length,
		found: opened.flatMap((check) => check(commit, documents)),
	});
};

export const atTheEnd = async (ending: Ending): Promise<Checked> => {
	const found = await Promise.all(ends.map((check) => check(ending)));
	return {count: ends.length, found: found.flat()};
};
