/** What happens next to an invoice, and why: its outbox in words that a client can translate. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {Invoice, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {today as dayOf, instantOf} from '../../kernel/calendar.ts';
import {type CollectFacts, isCharging, isHeard, planned} from './collections.ts';

/**
 * In the order of time. `what` is one of charge, mail, due, reminder, late_fee, final_action; a due date that is past is
 * not to come. `collecting`: what reminders, fees and the final action go by; without it they are not told.
 */
export const upcomingOf = (
	invoice: InvoiceDocument,
	today: PlainDate,
	collecting?: CollectFacts | undefined,
): Invoice['upcoming'] => {
	const steps = invoice.pending.flatMap((step) => {
		const told = tell(step, invoice);
		return told === undefined ? [] : [{...told, at: step.at}];
	});
	const due = dueOf(invoice, today);
	return [...steps, ...due, ...(collecting ? collectingOf(invoice, collecting) : [])].sort((a, b) =>
		a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
	);
};

const tell = ({step, kind}: PendingStep, {charge}: InvoiceDocument): {what: string; why: string} | undefined => {
	if (step === 'invoice.charge')
		return {what: 'charge', why: charge !== null && charge.attempt > 0 ? 'retry_after_decline' : 'automatic_payment'};
	if (step === 'invoice.mail') return {what: 'mail', why: kind ?? 'invoice'};
	return undefined;
};

const dueOf = ({status, dueDate, zone}: InvoiceDocument, today: PlainDate): Invoice['upcoming'] =>
	status === 'open' && dueDate !== null && dueDate >= today
		? [{what: 'due', at: instantOf(dueDate, 0, zone), why: 'payment_terms'}]
		: [];

/** What the payer will get if nothing is paid. Nothing while it is paused for an unknown time, or while a charge may settle it. */
const collectingOf = (invoice: InvoiceDocument, facts: CollectFacts): Invoice['upcoming'] => {
	const look = invoice.pending.find(({step}) => step === 'invoice.collect');
	const isPaused = facts.debtor.pauseReminders || facts.isStopped;
	if (look === undefined || isPaused || isCharging(invoice)) return [];
	return planned(invoice, facts, look.at).flatMap((doing): Invoice['upcoming'] => {
		if (doing.what === 'final_action') return [{what: doing.what, at: doing.at, why: reasons[doing.action]}];
		return isHeard(doing) ? [{what: doing.what, at: doing.at, why: whyNow(invoice, doing.at)}] : [];
	});
};

const reasons = {writeOff: 'write_off', pauseTemplate: 'pause_template'} as const;

const whyNow = ({dueDate, zone, charge}: InvoiceDocument, at: Instant): string => {
	if (charge?.state === 'failed' || charge?.state === 'action_required') return 'payment_failed';
	return dueDate !== null && dayOf(at, zone) > dueDate ? 'overdue' : 'before_due';
};
