/** What must hold of the books at any time: invariants 11 to 14 and 16, in numbers. */
import type {Collecting} from './collecting.ts';

export type Books = {
	/** Differences that must be zero, by name and currency. */
	readonly differences: {readonly [name: string]: number};
	readonly faults: readonly string[];
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Reads every document of the account and adds up its postings. */
export const booksOf = async (collecting: Collecting): Promise<Books> => {
	const [invoices, creditNotes, payments, customers] = await Promise.all([
		collecting.invoices(),
		collecting.creditNotes(),
		collecting.payments(),
		collecting.customers(),
	]);
	const currencies = new Set([...invoices, ...creditNotes].map(({currency}) => currency));
	const differences: Record<string, number> = {};
	for (const currency of currencies) {
		const of = <T extends {readonly currency: string}>(all: readonly T[]) =>
			all.filter((each) => each.currency === currency);
		const postings = [...of(invoices), ...of(creditNotes)].flatMap((document) => document.postings);
		const balance = (ledger: string) =>
			sum(postings.filter((posting) => posting.ledger === ledger).map(({debit, credit}) => debit - credit));
		differences[`debit = credit ${currency}`] = sum(postings.map(({debit, credit}) => debit - credit));
		differences[`receivable = due ${currency}`] =
			balance('receivable') - sum(of(invoices).map(({status, amountDue}) => (status === 'draft' ? 0 : amountDue)));
		differences[`customer credit ${currency}`] =
			-balance('customer_credit') -
			sum(customers.map(({creditBalances}) => Number((creditBalances as Record<string, number>)[currency] ?? 0)));
		differences[`bad debt ${currency}`] =
			balance('bad_debt') - sum(of(invoices).map(({amountWrittenOff}) => amountWrittenOff));
		const kept = of(payments).filter(({status}) => status === 'succeeded');
		differences[`cash ${currency}`] =
			balance('cash') - sum(kept.map(({amount, amountRefunded}) => amount - amountRefunded));
	}
	const faults = invoices.flatMap((invoice) => {
		if (invoice.status === 'draft') return [];
		const {id, total, amountCredited, amountWrittenOff, amountPaid, amountReturned, amountDisputedLost} = invoice;
		const due = total - amountCredited - amountWrittenOff - (amountPaid - amountReturned - amountDisputedLost);
		return [
			...(due === invoice.amountDue && due >= 0 ? [] : [`${id}: due ${invoice.amountDue}, not ${due}`]),
			...(amountReturned <= amountPaid ? [] : [`${id}: returned more than paid`]),
			...((invoice.status === 'open') === due > 0 ? [] : [`${id}: ${invoice.status} with ${due} due`]),
		];
	});
	const over = payments.filter(({amount, amountRefunded}) => amountRefunded < 0 || amountRefunded > amount);
	return {differences, faults: [...faults, ...over.map(({id}) => `${id}: refunded beyond the payment`)]};
};
