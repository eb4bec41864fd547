/** What Home says, from the documents it read. Pure. */
import {addDays, addMonths, startOfMonth} from '../../../../functions/kernel/calendar.ts';
import type {Invoice} from '../../api/invoice-shapes.ts';
import type {Payment, PlainDate} from '../../api/shapes.ts';

/** An amount and number of documents in the account's currency, and which other currencies are left out of them. */
export type Figure = {readonly amount: number; readonly count: number; readonly others: readonly string[]};
export type Month = {readonly month: string; readonly issued: number; readonly paid: number};

type Owed = Pick<Invoice, 'currency' | 'amountDue' | 'overdue' | 'dueDate'>;
type Received = Pick<Payment, 'currency' | 'amount' | 'amountRefunded' | 'status' | 'receivedOn' | 'createdAt'>;
type Issued = Pick<Invoice, 'currency' | 'issueDate' | 'status' | 'total'>;

export const owed = (open: readonly Owed[], currency: string): Figure =>
	added(open, currency, ({amountDue}) => amountDue);

export const overdue = (open: readonly Owed[], currency: string): Figure =>
	owed(
		open.filter((invoice) => invoice.overdue),
		currency,
	);

/** Open, not overdue, and due within 30 days from today. */
export const expected = (open: readonly Owed[], currency: string, today: PlainDate): Figure =>
	owed(
		open.filter(({overdue, dueDate}) => !overdue && dueDate !== null && dueDate <= addDays(today, 30)),
		currency,
	);

/** Received since the first of the month, less what went back. */
export const paidThisMonth = (payments: readonly Received[], currency: string, today: PlainDate): Figure =>
	added(
		payments.filter(isReceived).filter((payment) => receivedOn(payment) >= startOfMonth(today)),
		currency,
		kept,
	);

/** Twelve months up to this one, oldest first: what was issued (drafts and void ones left out) and what was received. */
export const twelveMonths = (
	issued: readonly Issued[],
	payments: readonly Received[],
	currency: string,
	today: PlainDate,
): readonly Month[] =>
	Array.from({length: 12}, (_, index) => addMonths(startOfMonth(today), index - 11).slice(0, 7)).map((month) => ({
		month,
		issued: sum(
			issued.filter(
				(one) =>
					one.currency === currency &&
					one.status !== 'draft' &&
					one.status !== 'void' &&
					one.issueDate?.startsWith(month),
			),
			({total}) => total,
		),
		paid: sum(
			payments.filter((one) => one.currency === currency && isReceived(one) && receivedOn(one).startsWith(month)),
			kept,
		),
	}));

const added = <T extends {currency: string}>(
	rows: readonly T[],
	currency: string,
	amountOf: (row: T) => number,
): Figure => {
	const own = rows.filter((row) => row.currency === currency);
	const others = new Set(rows.map((row) => row.currency).filter((code) => code !== currency));
	return {amount: sum(own, amountOf), count: own.length, others: [...others].toSorted()};
};

const isReceived = ({status}: Received): boolean => status === 'succeeded';
const receivedOn = ({receivedOn, createdAt}: Received): string => receivedOn ?? createdAt.slice(0, 10);
const kept = ({amount, amountRefunded}: Received): number => amount - amountRefunded;
const sum = <T>(rows: readonly T[], amountOf: (row: T) => number): number =>
	rows.reduce((total, row) => total + amountOf(row), 0);
