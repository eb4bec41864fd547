/** Invariant 12 and I5: in each account and currency every ledger stands where the documents say. */
import type {Books} from './books.ts';
import {unless, type Violation} from './violation.ts';

export const ledgerViolations = (books: Books): readonly Violation[] => {
	const {invoices, creditNotes} = books;
	const places = Map.groupBy([...invoices, ...creditNotes], ({accountId, currency}) => `${accountId} ${currency}`);
	return [...places.values()].flatMap(([one]) => (one === undefined ? [] : placeViolations(books, one)));
};

type Place = {readonly accountId: string; readonly currency: string};

const placeViolations = (books: Books, {accountId, currency}: Place): readonly Violation[] => {
	const here = <T extends Place>(all: readonly T[]): readonly T[] =>
		all.filter((each) => each.accountId === accountId && each.currency === currency);
	const invoices = here(books.invoices).filter(({status}) => status !== 'draft');
	const payments = here(books.payments).filter(({status}) => status === 'succeeded');
	const customers = books.customers.filter((customer) => customer.accountId === accountId);
	const postings = [...invoices, ...here(books.creditNotes)].flatMap((document) => document.postings);
	const balance = (ledger: string): number =>
		sum(postings.filter((posting) => posting.ledger === ledger).map(({debit, credit}) => debit - credit));
	const sums: readonly (readonly [string, number, number])[] = [
		['debit and credit', sum(postings.map(({debit, credit}) => debit - credit)), 0],
		['receivable and due', balance('receivable'), sum(invoices.map(({amountDue}) => amountDue))],
		[
			'customers’ credit',
			-balance('customer_credit'),
			sum(customers.map(({creditBalances}) => creditBalances[currency] ?? 0)),
		],
		['cash and payments', balance('cash'), sum(payments.map(({amount, amountRefunded}) => amount - amountRefunded))],
		['bad debt', balance('bad_debt'), sum(invoices.map(({amountWrittenOff}) => amountWrittenOff))],
	];
	return sums.flatMap(([name, one, other]) =>
		unless(one === other, '12', `${accountId} ${currency}`, `${name}: ${one} and ${other}`),
	);
};

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);
