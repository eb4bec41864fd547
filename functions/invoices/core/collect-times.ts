/** When collecting looks at an invoice: days count from its due date, at its hour in its zone (rule 30). */
import type {Reminder} from '../../../schemas/account.ts';
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {addDays, earliest, instantOf, latest, today} from '../../kernel/calendar.ts';
import {withoutSteps, withSteps} from '../../kernel/outbox.ts';

export type Clocked = Pick<InvoiceDocument, 'hour' | 'zone'>;
export type Due = Clocked & {readonly dueDate: PlainDate};

/** The invoice's hour on a day. */
export const atHour = ({hour, zone}: Clocked, day: PlainDate): Instant => instantOf(day, hour, zone);

/** So many days after the due date, before it where negative. */
export const atOffset = (invoice: Due, days: number): Instant => atHour(invoice, addDays(invoice.dueDate, days));

/** The next time after `now` at which the clocks of the zone show the invoice's hour. */
export const nextHour = (invoice: Clocked, now: Instant): Instant => {
	const day = today(now, invoice.zone);
	const at = atHour(invoice, day);
	return at > now ? at : atHour(invoice, addDays(day, 1));
};

/** The first look at an invoice issued `now`: the first reminder that is still to come, else the day on which it is overdue. */
export const firstLook = (invoice: Due, reminders: readonly Reminder[], now: Instant): Instant => {
	const times = reminders.map(({offsetDays}) => atOffset(invoice, offsetDays)).filter((at) => at > now);
	return latest(now, earliest(atOffset(invoice, 1), ...times));
};

/** The one look that is planned, behind everything else of its time: what a charge came to is known by then. */
export const withLook = (invoice: InvoiceDocument, at: Instant): InvoiceDocument =>
	withSteps(withoutLook(invoice), {step: 'invoice.collect', at});

export const withoutLook = (invoice: InvoiceDocument): InvoiceDocument => withoutSteps(invoice, 'invoice.collect');

/** Something that collecting goes by has changed: it looks again at the next hour, unless it would do so earlier anyway. */
export const lookAgain = (invoice: InvoiceDocument, now: Instant): InvoiceDocument => {
	const planned = invoice.pending.find(({step}) => step === 'invoice.collect');
	return withLook(invoice, earliest(nextHour(invoice, now), planned?.at ?? nextHour(invoice, now)));
};
