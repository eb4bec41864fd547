/** Double entry for everything that happens to a receivable: each set balances, in one currency (invariant 11). */
import type {PlainDate} from '../../../schemas/basics.ts';
import type {Posting} from '../../../schemas/invoice.ts';

type Ledger = Posting['ledger'];
type Signed = readonly [ledger: Ledger, amount: number];

/** `amounts`: positive debits, negative credits; zero ones vanish. */
const set = (on: PlainDate, event: string, ...amounts: readonly Signed[]): readonly Posting[] =>
	amounts
		.filter(([, amount]) => amount !== 0)
		.map(([ledger, amount]) => ({on, event, ledger, debit: Math.max(amount, 0), credit: Math.max(-amount, 0)}));

type Sums = {readonly taxTotal: number; readonly rounding: number; readonly total: number};
const revenueOf = ({taxTotal, rounding, total}: Sums) => total - taxTotal - rounding;

export const issuePostings = (on: PlainDate, sums: Sums): readonly Posting[] =>
	set(
		on,
		'issued',
		['receivable', sums.total],
		['revenue', -revenueOf(sums)],
		['tax', -sums.taxTotal],
		['rounding', -sums.rounding],
	);

/** `balance`: the part that goes to the customer's credit balance instead of the receivable. */
export const creditPostings = (on: PlainDate, sums: Sums, balance: number): readonly Posting[] =>
	set(
		on,
		'credited',
		['revenue', revenueOf(sums)],
		['tax', sums.taxTotal],
		['rounding', sums.rounding],
		['receivable', balance - sums.total],
		['customer_credit', -balance],
	);

/** `excess`: what the receivable could not take and became the customer's credit. */
export const paymentPostings = (on: PlainDate, amount: number, excess: number): readonly Posting[] =>
	set(on, 'paid', ['cash', amount], ['receivable', excess - amount], ['customer_credit', -excess]);

/** Credit of the customer that settles an invoice. */
export const creditUsePostings = (on: PlainDate, amount: number): readonly Posting[] =>
	set(on, 'credit_applied', ['customer_credit', amount], ['receivable', -amount]);

/** Money that went back: a refund, a returned debit, a bounced cheque. */
export const returnPostings = (on: PlainDate, amount: number): readonly Posting[] =>
	set(on, 'returned', ['receivable', amount], ['cash', -amount]);

/** Money that went back and had lived on as the customer's credit: a bounced cheque that was too much. */
export const creditReturnPostings = (on: PlainDate, amount: number): readonly Posting[] =>
	set(on, 'returned', ['customer_credit', amount], ['cash', -amount]);

/** Paid money beyond what is still owed, moved from the receivable to the customer's credit balance (rule 14). */
export const excessPostings = (on: PlainDate, amount: number): readonly Posting[] =>
	set(on, 'excess_to_credit', ['receivable', amount], ['customer_credit', -amount]);

/** Gross, tax unchanged (rule 16); a negative amount takes a write-off back. */
export const writeOffPostings = (on: PlainDate, amount: number): readonly Posting[] =>
	set(on, 'written_off', ['bad_debt', amount], ['receivable', -amount]);
