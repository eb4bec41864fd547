import test from 'ava';
import fc from 'fast-check';
import {
	creditPostings,
	creditUsePostings,
	excessPostings,
	issuePostings,
	paymentPostings,
	returnPostings,
	writeOffPostings,
} from '../../../../functions/invoices/core/postings.ts';

const on = '2026-01-31';
const amount = fc.integer({min: -1_000_000, max: 1_000_000});
const sums = fc.record({taxTotal: amount, rounding: fc.integer({min: -50, max: 50}), total: amount});

test('every posting set balances, whatever the amounts (invariant 11)', (t) => {
	fc.assert(
		fc.property(sums, amount, amount, (of, first, second) => {
			const sets = [
				issuePostings(on, of),
				creditPostings(on, of, first),
				paymentPostings(on, first, second),
				creditUsePostings(on, first),
				returnPostings(on, first),
				excessPostings(on, first),
				writeOffPostings(on, first),
			];
			for (const postings of sets) {
				t.is(
					postings.reduce((balance, {debit, credit}) => balance + debit - credit, 0),
					0,
				);
				t.true(postings.every(({debit, credit}) => debit >= 0 && credit >= 0 && (debit === 0) !== (credit === 0)));
			}
		}),
	);
});

test('issuing debits the receivable with the total, and tax and revenue get their parts', (t) => {
	t.deepEqual(issuePostings(on, {taxTotal: 190, rounding: 0, total: 1190}), [
		{on, event: 'issued', ledger: 'receivable', debit: 1190, credit: 0},
		{on, event: 'issued', ledger: 'revenue', debit: 0, credit: 1000},
		{on, event: 'issued', ledger: 'tax', debit: 0, credit: 190},
	]);
});
