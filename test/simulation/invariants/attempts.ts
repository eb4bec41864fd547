/**
 * Invariants 14 (second half), 15, 17, 18 and 32: one attempt at a time, of what is due, none while another one's outcome is
 * not known, none after a refund by itself.
 */
import {changed, type Kinds} from '../view.ts';
import type {StepCheck} from './index.ts';

type Slot = Kinds['invoices']['charge'];

export const attempts: StepCheck = (memory) => (commit) => {
	const found: (readonly [string, string])[] = [];
	for (const {path, before, after} of changed(commit, 'invoices')) {
		if (after === undefined) continue;
		const [was, is] = [before?.charge ?? null, after.charge];
		if (after.status === 'void' && before?.status !== 'void') memory.voided.set(after.id, commit.at);
		if (isInFlight(was) && attemptsOf(is) !== attemptsOf(was))
			found.push(['invariant 18', `${path}: attempt ${attemptsOf(is)} while ${attemptsOf(was)} is ${was?.state}`]);
		if (attemptsOf(is) > attemptsOf(was) + 1) found.push(['invariant 15', `${path}: attempts were left out`]);
		if (attemptsOf(is) > attemptsOf(was) && is?.amount !== after.amountDue)
			found.push(['invariant 32', `${path}: ${is?.amount} asked for, ${after.amountDue} due`]);
		if (is?.state === 'unknown' && (is.intentId === null || is.sentAt === null))
			found.push(['invariant 17', `${path}: an attempt under way that names nothing`]);
		const charging = after.pending.filter(({step}) => step === 'invoice.charge').length;
		if (charging > 1) found.push(['invariant 15', `${path}: ${charging} charges wait`]);
		if (before && after.amountReturned > before.amountReturned && charging > 0 && after.status === 'open')
			found.push(['invariant 14', `${path}: money went back and a charge waits`]);
	}
	return found;
};

const isInFlight = (slot: Slot): boolean => slot?.state === 'unknown' || slot?.state === 'processing';
const attemptsOf = (slot: Slot): number => slot?.attempt ?? 0;
