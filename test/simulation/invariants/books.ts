/** Invariant 12 and I5: the books of each account and currency add up to what its documents say. */
import {accounts, all, type Documents} from '../view.ts';
import type {EndCheck, Found} from './index.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);

export const books: EndCheck = ({documents}) => accounts(documents).flatMap(({id}) => booksOf(documents, id));

const booksOf = (documents: Documents, accountId: string): Found => {
	const ours = <T extends {readonly accountId: string}>(from: readonly T[]) =>
		from.filter((each) => each.accountId === accountId);
	const invoices = ours(all(documents, 'invoices')).filter(({status}) => status !== 'draft');
	const notes = ours(all(documents, 'creditNotes'));
	const payments = ours(all(documents, 'payments')).filter(({status}) => status === 'succeeded');
	const customers = ours(all(documents, 'customers'));
	const currencies = new Set([...invoices, ...notes].map(({currency}) => currency));
	return [...currencies].flatMap((currency) => {
		const of = <T extends {readonly currency: string}>(from: readonly T[]) =>
			from.filter((each) => each.currency === currency);
		const postings = [...of(invoices), ...of(notes)].flatMap((document) => document.postings);
		const balance = (ledger: string): number =>
			sum(postings.filter((posting) => posting.ledger === ledger).map(({debit, credit}) => debit - credit));
		const credit = sum(customers.map(({creditBalances}) => creditBalances[currency] ?? 0));
		const sums: readonly (readonly [string, number, number])[] = [
			['debit and credit', sum(postings.map((posting) => posting.debit - posting.credit)), 0],
			['receivable and due', balance('receivable'), sum(of(invoices).map(({amountDue}) => amountDue))],
			['customers’ credit', -balance('customer_credit'), credit],
			['cash and payments', balance('cash'), sum(of(payments).map((paid) => paid.amount - paid.amountRefunded))],
			['bad debt', balance('bad_debt'), sum(of(invoices).map(({amountWrittenOff}) => amountWrittenOff))],
		];
		return sums.flatMap(([name, one, other]) =>
			one === other ? [] : [['invariant 12', `${accountId} ${currency}: ${name}: ${one} and ${other}`] as const],
		);
	});
};
