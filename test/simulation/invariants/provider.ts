/** Invariants 31, 32, I10 and I11: the provider is never asked for what must not be charged, and gives back each refund once. */
import {all} from '../view.ts';
import type {EndCheck, Ending, Found} from './index.ts';

export const provider: EndCheck = (ending) => [...refundsOnce(ending), ...neverCharged(ending)];

/** Currencies of the simulation whose smallest unit at the provider is the ISO one. */
const unitOf = (amount: number): number => amount;

/** I11: each refund of ours was made once, and is what the provider says or will be asked about again. */
const refundsOnce = ({people, documents}: Ending): Found => {
	const made = people.objects('refund');
	const found: (readonly [string, string])[] = [];
	for (const [id, rows] of Map.groupBy(made, ({metadata}) => metadata?.refund))
		if (rows.length > 1) found.push(['I11', `${id} was made ${rows.length} times`]);
	for (const payment of all(documents, 'payments')) {
		for (const refund of payment.provider === null ? [] : payment.refunds) {
			const theirs = made.find(({metadata}) => metadata?.refund === refund.id);
			const status = theirs?.status === 'canceled' ? 'failed' : (theirs?.status ?? 'failed');
			const isAsked = payment.pending.some(({step, kind}) => step === 'payment.refund' && kind === refund.id);
			if (refund.status !== status && !isAsked)
				found.push(['I11', `${refund.id} is ${refund.status}, at the provider ${theirs?.status}`]);
			if (theirs && theirs.amount !== unitOf(refund.amount))
				found.push(['I11', `${refund.id}: ${refund.amount}, at the provider ${theirs.amount}`]);
		}
	}
	return found;
};

/** Invariants 31 and I10: nothing, too little and what is owed to the customer is never asked for, nor what is void. */
const neverCharged = ({people, documents, memory, log}: Ending): Found =>
	people.objects('payment_intent').flatMap(({id, amount, metadata}) => {
		const invoice = all(documents, 'invoices').find((one) => one.id === metadata.invoice);
		if (invoice === undefined) return [['I10', `${id} is for no invoice`] as const];
		const problems: (readonly [string, string])[] = [];
		if (invoice.status === 'draft' || invoice.total <= 0) problems.push(['invariant 31', `${id} is for ${invoice.id}`]);
		if (amount > invoice.total) problems.push(['invariant 32', `${id} asks ${amount} for ${invoice.total}`]);
		const voidedAt = memory.voided.get(invoice.id) ?? '~';
		for (const {at, effect, objectId} of log)
			if (effect === 'charge' && objectId === id && at > voidedAt)
				problems.push(['I10', `${id} took money at ${at}, ${invoice.id} is void since ${voidedAt}`]);
		return problems;
	});
