/**
 * Collecting what is owed: which reminder, late fee or final action comes next, and when (rules 20 and 30). Pure: the
 * step `invoice.collect` does what it says, `upcoming` shows it.
 */
import type {Account} from '../../../schemas/account.ts';
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {addDays, latest, today} from '../../kernel/calendar.ts';
import {atHour, atOffset, type Due, nextHour, withLook} from './collect-times.ts';
import {collectedOf} from './collected.ts';
import {isChargeInFlight, isDebitUnderWay, isPageOpen} from './lifecycle.ts';

export type CollectFacts = {
	/** The account's, as it is now. */
	readonly policy: Pick<Account, 'reminders' | 'lateFee' | 'finalAction'>;
	/** The customer's, as they are now. */
	readonly debtor: {readonly isBusiness: boolean; readonly pauseReminders: boolean};
	/** The account is suspended or paused, or the platform is paused. */
	readonly isStopped: boolean;
};

/** One thing to do. Late ones of several reminders are one: the last of them; the others are passed over. */
export type Doing =
	| {readonly what: 'overdue'; readonly at: Instant}
	| {readonly what: 'reminder'; readonly at: Instant; readonly offsets: readonly number[]; readonly isSent: boolean}
	| {readonly what: 'late_fee'; readonly at: Instant; readonly isCharged: boolean}
	| {readonly what: 'final_action'; readonly at: Instant; readonly action: 'writeOff' | 'pauseTemplate'};

export type Decision = {
	readonly doings: readonly Doing[];
	/** When to look again; null: everything is done. */
	readonly nextAt: Instant | null;
};

/** The payer has so many days after the due date, and after the last word, before the final action. */
export const daysToReact = 7;

/** What is due at `now`, and when to look again. Everything but the event waits for a charge or debit under way. */
export const decide = (invoice: InvoiceDocument, facts: CollectFacts, now: Instant): Decision => {
	const all = planned(invoice, facts, now);
	const isWaiting = isCharging(invoice);
	const isNow = ({what, at}: Doing): boolean => at <= now && (what === 'overdue' || !isWaiting);
	const next = all.find((doing) => !isNow(doing));
	return {doings: all.filter(isNow), nextAt: next?.at ?? null};
};

/** Everything still to do, in the order of time, as if the next look were at `from`. */
export const planned = (invoice: InvoiceDocument, facts: CollectFacts, from: Instant): readonly Doing[] => {
	const {status, dueDate} = invoice;
	if (status !== 'open' || dueDate === null) return [];
	const due = {...invoice, dueDate};
	const ready = readyAt(invoice, facts, from);
	const talking = [...reminders(due, facts, ready), ...lateFee(due, facts, ready)];
	return [...overdue(due, from), ...talking, ...finalAction(due, facts, ready, talking)].sort((a, b) =>
		a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
	);
};

/** The invoice with its look as early as the policy, as it is now, wants one: never at once, and only where one is planned. */
export const replanned = (invoice: InvoiceDocument, facts: CollectFacts, now: Instant): InvoiceDocument => {
	const look = invoice.pending.find(({step}) => step === 'invoice.collect');
	const [first] = planned(invoice, facts, nextHour(invoice, now));
	return look === undefined || first === undefined || first.at >= look.at ? invoice : withLook(invoice, first.at);
};

/** Money may be on its way: a charge is scheduled or its outcome open, or a bank debit settles. */
export const isCharging = (invoice: Pick<InvoiceDocument, 'charge' | 'pending'>): boolean =>
	isChargeInFlight(invoice) || invoice.pending.some(({step}) => step === 'invoice.charge');

/** The earliest time at which the payer is talked to: not before a pause, a promise or a charge has passed. */
const readyAt = (invoice: InvoiceDocument, {debtor, isStopped}: CollectFacts, from: Instant): Instant => {
	const {remindersPausedUntil, promisedOn, pending} = invoice;
	const charges = pending.filter((step) => step.step === 'invoice.charge' || isDebitUnderWay({pending: [step]}));
	return latest(
		from,
		...(remindersPausedUntil === null ? [] : [atHour(invoice, remindersPausedUntil)]),
		...(promisedOn === null ? [] : [atHour(invoice, addDays(promisedOn, 1))]),
		...charges.map(({at}) => at),
		...(debtor.pauseReminders || isStopped ? [nextHour(invoice, from)] : []),
	);
};

type Owing = InvoiceDocument & Due;

const overdue = (invoice: Owing, from: Instant): readonly Doing[] =>
	collectedOf(invoice).isOverdueTold ? [] : [{what: 'overdue', at: latest(from, atOffset(invoice, 1))}];

/**
 * A day before the invoice was issued has no reminder. Those that are late by `ready` become one; what was to come before
 * the due date is not made up for after it.
 */
const reminders = (invoice: Owing, {policy}: CollectFacts, ready: Instant): readonly Doing[] => {
	const {reminded, remindedOn} = collectedOf(invoice);
	const offsets = [...new Set(policy.reminders.map(({offsetDays}) => offsetDays))]
		.filter((days) => !reminded.includes(days) && atOffset(invoice, days) > (invoice.issuedAt ?? ''))
		.sort((a, b) => a - b);
	const late = offsets.filter((days) => atOffset(invoice, days) <= ready);
	const latestDays = late.at(-1);
	const isTold = (days: number): boolean => remindedOn !== null && addDays(invoice.dueDate, days) <= remindedOn;
	const isTooLate = (days: number): boolean => days <= 0 && today(ready, invoice.zone) > invoice.dueDate;
	return [
		...(latestDays === undefined
			? []
			: [{what: 'reminder', at: ready, offsets: late, isSent: !isTold(latestDays) && !isTooLate(latestDays)} as const]),
		...offsets
			.slice(late.length)
			.map(
				(days) => ({what: 'reminder', at: atOffset(invoice, days), offsets: [days], isSent: !isTold(days)}) as const,
			),
	];
};

/** Once per invoice, never for a fee; passed over for consumers and where the debt is disputed (rule 20). */
const lateFee = (invoice: Owing, {policy, debtor}: CollectFacts, ready: Instant): readonly Doing[] => {
	if (policy.lateFee === null || collectedOf(invoice).lateFee !== null || invoice.kind === 'late_fee') return [];
	const at = latest(ready, atOffset(invoice, Math.max(1, policy.lateFee.afterDays)));
	return [{what: 'late_fee', at, isCharged: debtor.isBusiness && invoice.amountDisputedLost === 0}];
};

/** Once, when the payer has had time to react to everything that is said before, and nobody is on the payment page. */
const finalAction = (
	invoice: Owing,
	{policy: {finalAction: action}}: CollectFacts,
	ready: Instant,
	before: readonly Doing[],
): readonly Doing[] => {
	const {finalAction: done, remindedOn} = collectedOf(invoice);
	if (action === 'leave' || done !== null || (action === 'pauseTemplate' && invoice.template === null)) return [];
	const heardOn: readonly PlainDate[] = [
		...(remindedOn === null ? [] : [remindedOn]),
		...before.filter(isHeard).map(({at}) => today(at, invoice.zone)),
	];
	const at = latest(
		ready,
		atOffset(invoice, daysToReact),
		...heardOn.map((day) => atHour(invoice, addDays(day, daysToReact))),
		...(isPageOpen(invoice) ? [nextHour(invoice, ready)] : []),
	);
	return [{what: 'final_action', at, action}];
};

/** Whether the payer gets anything of it. */
export const isHeard = (doing: Doing): boolean =>
	(doing.what === 'reminder' && doing.isSent) || (doing.what === 'late_fee' && doing.isCharged);
