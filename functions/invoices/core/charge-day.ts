/** When an invoice charges by itself. */
import type {Instant, PlainDate} from '../../../schemas/basics.ts';
import type {InvoiceDocument} from '../../../schemas/invoice.ts';
import {addDays, instantOf, latest} from '../../kernel/calendar.ts';

/** `noticeDays`: the customer is told by the invoice that many days before. */
export type Charging = Pick<InvoiceDocument, 'chargeOn' | 'noticeDays'>;
type Dates = {readonly issueDate: PlainDate; readonly dueDate: PlainDate};

/** On the day of issue or on the due date, never before the notice has run out. */
export const chargeDay = ({chargeOn, noticeDays, issueDate, dueDate}: Charging & Dates): PlainDate => {
	const noticed = addDays(issueDate, noticeDays ?? 0);
	return chargeOn === 'due' ? latest(dueDate, noticed) : noticed;
};

/** At once on the day of issue, else at the hour of its template, in its zone; never in the past. */
export const chargeInstant = (
	invoice: Charging & Dates & Pick<InvoiceDocument, 'hour' | 'zone'>,
	now: Instant,
): Instant => {
	const day = chargeDay(invoice);
	return day <= invoice.issueDate ? now : latest(now, instantOf(day, invoice.hour, invoice.zone));
};
