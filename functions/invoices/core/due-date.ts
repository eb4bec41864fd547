/** When an invoice must be paid. A due date is a day in the account's zone, never an instant. */
import type {PaymentTerms, PlainDate} from '../../../schemas/basics.ts';
import {addDays, endOfMonth} from '../../kernel/calendar.ts';
import {ok, type Result, refuse} from '../../kernel/result.ts';

export const defaultTermsDays = 14;

/**
 * The due date: the one given, else the issue date plus the first terms there are (invoice, customer, account), else plus
 * 14 days. Refuses a given date before the issue date (422).
 */
export const dueDateOf = (
	issueDate: PlainDate,
	explicit: PlainDate | null | undefined,
	...terms: readonly (PaymentTerms | null | undefined)[]
): Result<PlainDate, 'invalid_request'> => {
	if (explicit === null || explicit === undefined) return ok(dateFromTerms(issueDate, firstOf(terms)));
	if (explicit >= issueDate) return ok(explicit);
	return refuse('invalid_request', 'The due date lies before the issue date.', [
		{path: 'dueDate', code: 'before_issue_date', message: 'must not lie before the issue date'},
	]);
};

/** `from: "endOfMonth"` counts the days from the last day of the month of issue. */
export const dateFromTerms = (issueDate: PlainDate, terms: PaymentTerms | undefined): PlainDate =>
	terms
		? addDays(terms.from === 'endOfMonth' ? endOfMonth(issueDate) : issueDate, terms.days)
		: addDays(issueDate, defaultTermsDays);

/** Overdue from the day after the due date, in the account's zone. The due date itself is still in time. */
export const isOverdue = (dueDate: PlainDate, today: PlainDate): boolean => dueDate < today;

const firstOf = (terms: readonly (PaymentTerms | null | undefined)[]): PaymentTerms | undefined =>
	terms.find((one) => one !== null && one !== undefined) ?? undefined;
