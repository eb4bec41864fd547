/**
 * Invariants 16, 17, 31, 32, I6, I7, I10 and I11: what the provider moved is what the documents say, once each, under keys that
 * name the work.
 */
import {all, type Kinds} from '../view.ts';
import type {EndCheck, Ending, Found} from './index.ts';

export const provider: EndCheck = (ending) => [
	...oneToOne(ending),
	...keys(ending),
	...refundsOnce(ending),
	...neverCharged(ending),
];

type Payment = Kinds['payments'];
/** Currencies of the simulation whose smallest unit at the provider is the ISO one. */
const unitOf = (amount: number): number => amount;

const succeeded = (payment: Payment): boolean => payment.status === 'succeeded' && payment.provider !== null;

/** Invariants 16 and I7: each intent that succeeded has one payment of its amount, and each payment its intent. */
const oneToOne = ({people, documents}: Ending): Found => {
	const found: (readonly [string, string])[] = [];
	const intents = people.objects('payment_intent').filter(({status}) => status === 'succeeded');
	const payments = all(documents, 'payments').filter(succeeded);
	for (const {id, amount_received: amount, metadata} of intents) {
		const mine = payments.filter((payment) => payment.provider?.intentId === id);
		const total = mine.reduce((sum, payment) => sum + unitOf(payment.amount), 0);
		if (mine.length !== 1 || total !== amount)
			found.push(['I7', `${id} of ${metadata.invoice}: ${amount} taken, ${mine.length} payments of ${total}`]);
	}
	for (const payment of payments)
		if (!intents.some(({id}) => id === payment.provider?.intentId))
			found.push(['I7', `${payment.id}: no money was taken for it`]);
	for (const [invoice, mine] of Map.groupBy(intents, ({metadata}) => `${metadata.invoice} ${metadata.cycle}`))
		if (mine.length > 1) found.push(['invariant 16', `${invoice}: ${mine.length} intents took money`]);
	return found;
};

/** Invariant 17: one key, one request; no key holds a time. */
const keys = ({log}: Ending): Found => {
	const found: (readonly [string, string])[] = [];
	const used = Map.groupBy(
		log.filter(({idempotencyKey}) => idempotencyKey !== null),
		({idempotencyKey}) => idempotencyKey,
	);
	for (const [key, rows] of used) {
		const effects = rows.filter(({effect, replayed}) => effect !== null && !replayed);
		if (new Set(rows.map(({path}) => path)).size > 1) found.push(['invariant 17', `${key} was used for two calls`]);
		if (effects.length > 1 && isWithinADay(effects))
			found.push(['invariant 17', `${key} had ${effects.length} effects`]);
		if (/20\d\d-\d\d-\d\dT/.test(key ?? '')) found.push(['invariant 17', `${key} holds a time`]);
	}
	const charges = Map.groupBy(
		log.filter(({effect}) => effect === 'charge'),
		({objectId}) => objectId,
	);
	for (const [id, rows] of charges)
		if (rows.length > 1) found.push(['invariant 16', `${id} was charged ${rows.length} times`]);
	return found;
};

/** Less a little: the provider counts in whole seconds. */
const isWithinADay = (rows: readonly {readonly at: string}[]): boolean =>
	Date.parse(rows.at(-1)?.at ?? '') - Date.parse(rows[0]?.at ?? '') < 86_390_000;

/** I11: each refund of ours was made once. */
const refundsOnce = ({people, documents}: Ending): Found => {
	const made = people.objects('refund');
	const found: (readonly [string, string])[] = [];
	for (const [id, rows] of Map.groupBy(made, ({metadata}) => metadata?.refund))
		if (rows.length > 1) found.push(['I11', `${id} was made ${rows.length} times`]);
	for (const payment of all(documents, 'payments')) {
		for (const refund of payment.provider === null ? [] : payment.refunds) {
			const theirs = made.find(({metadata}) => metadata?.refund === refund.id);
			const status = theirs?.status === 'canceled' ? 'failed' : (theirs?.status ?? 'failed');
			if (refund.status !== status && refund.status !== 'pending')
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
