/** What happens next to an invoice, and why: its outbox in words that a client can translate. */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {Invoice, InvoiceDocument} from '../../../schemas/invoice.ts';
import type {PendingStep} from '../../../schemas/steps.ts';
import {instantOf} from '../../kernel/calendar.ts';

/** In the order of time. `what` is one of charge, mail, reminder, due; a due date that is past is not to come. */
export const upcomingOf = (invoice: InvoiceDocument, today: PlainDate): Invoice['upcoming'] => {
	const steps = invoice.pending.flatMap((step) => {
		const told = tell(step, invoice);
		return told === undefined ? [] : [{...told, at: step.at}];
	});
	const due = dueOf(invoice, today);
	return [...steps, ...due].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
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
